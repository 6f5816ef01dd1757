import { clientProfileExtra, type StreamProtocol } from './client-profile.ts';
import type { PlexQuery } from './percent-encode.ts';
import { idsQuery, type PlaybackIds } from './playback-ids.ts';
import { pathSegment } from './url-path.ts';
import { wrongInput } from './wrong-input.ts';

/**
 * How subtitles are delivered: not at all, burned into the picture, as the server chooses, as a separate file, or as a stream
 * of the media. Values of the parameter `subtitles` in Plex's API description.
 */
export type SubtitleMode = 'none' | 'burn' | 'auto' | 'sidecar' | 'embedded';

/** What to play. The decision and the start of the stream take the same value. */
export interface TranscodeRequest {
  ids: PlaybackIds;
  ratingKey: string;
  /** Which version of the item. @default 0 */
  mediaIndex?: number | undefined;
  /** Which file of the version. @default 0 */
  partIndex?: number | undefined;
  /** Position where the encoder starts. Seek the media element there as well. */
  offsetSeconds?: number | undefined;
  /** Bitrate limit for video, in kbps (`maxVideoBitrate`). Sent only when given: a limit turns a copy into a conversion. */
  maxVideoBitrateKbps?: number | undefined;
  /** Bitrate limit for music, in kbps (`musicBitrate`). Sent only when given. */
  musicBitrateKbps?: number | undefined;
  /** Whether the server may choose direct play. Off with burned-in subtitles. @default true */
  directPlay?: boolean | undefined;
  /** Whether the server may copy the picture. Off: it converts it. @default true */
  directStream?: boolean | undefined;
  /** The same for the sound. @default true */
  directStreamAudio?: boolean | undefined;
  /** @default 'none' */
  subtitles?: SubtitleMode | undefined;
  /** The network of the client: for `wan` the server applies its limits for remote streams. @default 'lan' */
  location?: 'lan' | 'wan' | undefined;
  /** How converted media is delivered. @default 'dash' */
  protocol?: StreamProtocol | undefined;
}

/**
 * The query of a request. Decision and start use the same one, since the server matches them.
 * @throws PlexError `invalid-argument` for a key or an index that can't be sent.
 */
export function transcodeQuery(request: TranscodeRequest): PlexQuery {
  const { ids, protocol = 'dash', subtitles = 'none' } = request;
  return {
    ...itemQuery(request),
    protocol,
    ...idsQuery(ids),
    // The documented name of `session`. Servers read both; none is known to read only this one.
    transcodeSessionId: ids.transcodeId,
    hasMDE: true,
    // Direct play together with burned-in subtitles is answered 400.
    directPlay: request.directPlay !== false && subtitles !== 'burn',
    directStream: request.directStream !== false,
    directStreamAudio: request.directStreamAudio !== false,
    fastSeek: true,
    subtitles,
    location: request.location ?? 'lan',
    offset: positive(request.offsetSeconds),
    maxVideoBitrate: ids.mediaType === 'video' ? positive(request.maxVideoBitrateKbps) : undefined,
    musicBitrate: ids.mediaType === 'audio' ? positive(request.musicBitrateKbps) : undefined,
    'X-Plex-Client-Profile-Extra': clientProfileExtra(ids.mediaType, protocol),
  };
}

/** Which item, version and part a request is about. @throws PlexError `invalid-argument` for what can't be sent. */
export function itemQuery({
  ratingKey,
  mediaIndex,
  partIndex,
}: Pick<TranscodeRequest, 'ratingKey' | 'mediaIndex' | 'partIndex'>) {
  return {
    path: metadataPath(ratingKey),
    mediaIndex: index(mediaIndex, 'mediaIndex'),
    partIndex: index(partIndex, 'partIndex'),
  };
}

/** `/video/:/transcode/universal/…` or `/music/…`, by the media type of the playback. */
export function transcodePath(ids: PlaybackIds, action: string): string {
  return `/${ids.mediaType === 'audio' ? 'music' : 'video'}/:/transcode/universal/${action}`;
}

/** The path of an item on the server, for the parameters `path` and `key`. */
export function metadataPath(ratingKey: string): string {
  return `/library/metadata/${pathSegment(ratingKey, 'ratingKey')}`;
}

/** Rounds to milliseconds, without an exponent. Zero, negative numbers and NaN are left out. */
function positive(value: number | undefined): number | undefined {
  if (value === undefined || !Number.isFinite(value)) return undefined;
  const rounded = Math.min(Math.round(value * 1000) / 1000, Number.MAX_SAFE_INTEGER);
  return rounded > 0 ? rounded : undefined;
}

function index(value: number | undefined, name: string): number {
  if (value === undefined) return 0;
  // -1 lets the server choose.
  if (Number.isSafeInteger(value) && value >= -1) return value;
  throw wrongInput(name, 'a whole number of -1 or more');
}
