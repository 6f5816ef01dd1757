import { clientProfileExtra, type StreamProtocol } from './client-profile.ts';
import { PlexError } from './errors.ts';
import type { PlexQuery } from './percent-encode.ts';
import { idsQuery, type PlaybackIds } from './playback-ids.ts';
import { pathSegment } from './url-path.ts';

/**
 * What becomes of the subtitles: left out, drawn into the picture, what the server chooses, a file beside the media, or a
 * stream inside of it. Values of the parameter `subtitles` as Plex's own API description lists them.
 */
export type SubtitleMode = 'none' | 'burn' | 'auto' | 'sidecar' | 'embedded';

/** What we want to play. The same value asks for the decision and starts the stream. */
export interface TranscodeRequest {
  ids: PlaybackIds;
  ratingKey: string;
  /** Which version of the item. @default 0 */
  mediaIndex?: number | undefined;
  /** Which file of the version. @default 0 */
  partIndex?: number | undefined;
  /** Where the encoder begins. The element has to be seeked there as well. */
  offsetSeconds?: number | undefined;
  /** Cap for video. Sent only when given: a cap turns a cheap copy into an encode. */
  maxVideoBitrateKbps?: number | undefined;
  /** Cap for music. Sent only when given. */
  musicBitrateKbps?: number | undefined;
  /** Whether the file itself may be the answer. Off with burned-in subtitles, which exclude it. @default true */
  directPlay?: boolean | undefined;
  /** @default 'none' */
  subtitles?: SubtitleMode | undefined;
  /** Network we ask from, by which the server may choose a bitrate. @default 'lan' */
  location?: 'lan' | 'wan' | undefined;
  /** How converted media comes. @default 'dash' */
  protocol?: StreamProtocol | undefined;
}

/**
 * The query of a request: one for the decision and the start alike, as the server matches the two.
 * @throws PlexError `invalid-argument` for a key or an index that can't be sent.
 */
export function transcodeQuery(request: TranscodeRequest): PlexQuery {
  const { ids, protocol = 'dash', subtitles = 'none' } = request;
  return {
    path: metadataPath(request.ratingKey),
    mediaIndex: index(request.mediaIndex, 'mediaIndex'),
    partIndex: index(request.partIndex, 'partIndex'),
    protocol,
    ...idsQuery(ids),
    // The documented name of `session`. Servers read either, none reads only this one yet.
    transcodeSessionId: ids.transcodeId,
    hasMDE: true,
    // Both at once is answered 400.
    directPlay: request.directPlay !== false && subtitles !== 'burn',
    directStream: true,
    directStreamAudio: true,
    fastSeek: true,
    subtitles,
    location: request.location ?? 'lan',
    offset: positive(request.offsetSeconds),
    maxVideoBitrate: ids.mediaType === 'video' ? positive(request.maxVideoBitrateKbps) : undefined,
    musicBitrate: ids.mediaType === 'audio' ? positive(request.musicBitrateKbps) : undefined,
    'X-Plex-Client-Profile-Extra': clientProfileExtra(ids.mediaType, protocol),
  };
}

/** `/video/:/transcode/universal/…` or `/music/…`, by the kind of the playback. */
export function transcodePath(ids: PlaybackIds, action: string): string {
  return `/${ids.mediaType === 'audio' ? 'music' : 'video'}/:/transcode/universal/${action}`;
}

/** The server's own name of an item, as `path` and `key` want it. */
export function metadataPath(ratingKey: string): string {
  return `/library/metadata/${pathSegment(ratingKey, 'ratingKey')}`;
}

/** To the millisecond, without an exponent. Zero, negative and not-a-number are left out. */
function positive(value: number | undefined): number | undefined {
  if (value === undefined || !Number.isFinite(value)) return undefined;
  const rounded = Math.min(Math.round(value * 1000) / 1000, Number.MAX_SAFE_INTEGER);
  return rounded > 0 ? rounded : undefined;
}

function index(value: number | undefined, name: string): number {
  if (value === undefined) return 0;
  // -1 lets the server choose.
  if (Number.isSafeInteger(value) && value >= -1) return value;
  throw new PlexError(
    'invalid-argument',
    `coplay: ${name} is not a whole number from -1. Leave it out for the first.`,
  );
}
