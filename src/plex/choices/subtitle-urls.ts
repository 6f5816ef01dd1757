import type { PlexConnection } from '../connection.ts';
import type { PlexQuery } from '../percent-encode.ts';
import { idsQuery, type PlaybackIds } from '../playback-ids.ts';
import { metadataPath } from '../transcode-query.ts';
import type { SubtitleFormat } from './subtitle-text.ts';

/** Which subtitles the server is to take out of a media file: those that are chosen for it, see `sendStreamChoice`. */
export interface SubtitleRequest {
  /** Ids of this request alone. The server shows it as a session of its own until it is stopped. */
  readonly ids: PlaybackIds;
  readonly ratingKey: string;
  readonly mediaIndex?: number | undefined;
  readonly partIndex?: number | undefined;
}

/** Makes the server answer WebVTT. Without it, it answers ASS. */
const webVttTarget =
  'add-transcode-target(type=subtitleProfile&context=all&protocol=http&container=webvtt&subtitleCodec=webvtt&replace=true)';

/**
 * URL of subtitles that are a file of their own. Times are those of the item.
 * @param key The `key` of the stream: only such a stream has one.
 */
export function subtitleFileUrl(
  connection: PlexConnection,
  key: string,
  {
    format,
    clientIdentifier,
  }: {
    /** Converts the file. @default as it is */
    readonly format?: SubtitleFormat | undefined;
    readonly clientIdentifier?: string | undefined;
  } = {},
): string {
  return connection.url(key, {
    encoding: 'utf-8',
    format,
    ...(clientIdentifier && { 'X-Plex-Client-Identifier': clientIdentifier }),
  });
}

/** URL of the decision about subtitles in a media file. It precedes {@link subtitleStartUrl}. */
export function subtitleDecisionUrl(connection: PlexConnection, request: SubtitleRequest): string {
  return subtitleUrl(connection, 'decision', request);
}

/**
 * URL of subtitles in a media file, as text that arrives while the server reads through the file. Times are those of the item.
 * Stop the job with {@link subtitleStopUrl}.
 */
export function subtitleStartUrl(connection: PlexConnection, request: SubtitleRequest): string {
  return subtitleUrl(connection, 'start', request);
}

/** URL that ends the job of {@link subtitleStartUrl}. */
export function subtitleStopUrl(connection: PlexConnection, ids: PlaybackIds): string {
  return connection.url(pathOf('stop'), idsQuery(ids));
}

function subtitleUrl(
  connection: PlexConnection,
  action: string,
  { ids, ratingKey, mediaIndex = 0, partIndex = 0 }: SubtitleRequest,
): string {
  const query: PlexQuery = {
    path: metadataPath(ratingKey),
    mediaIndex,
    partIndex,
    protocol: 'http',
    ...idsQuery(ids),
    transcodeSessionId: ids.transcodeId,
    hasMDE: true,
    directPlay: true,
    directStream: true,
    directStreamAudio: true,
    subtitles: 'sidecar',
    advancedSubtitles: 'text',
    copyts: true,
    offset: 0,
    format: 'webvtt',
    'X-Plex-Client-Profile-Extra': webVttTarget,
  };
  return connection.url(pathOf(action), query);
}

function pathOf(action: string): string {
  return `/subtitles/:/transcode/universal/${action}`;
}
