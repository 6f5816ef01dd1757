import type { StreamProtocol } from './client-profile.ts';
import type { PlexConnection } from './connection.ts';
import type { MediaUrlGenerated } from './events.ts';
import { idsQuery, type PlaybackIds } from './playback-ids.ts';
import { type TranscodeRequest, transcodePath, transcodeQuery } from './transcode-query.ts';

/** URL of the decision. It has the same query as the start. */
export function decisionUrl(connection: PlexConnection, request: TranscodeRequest): string {
  return connection.url(transcodePath(request.ids, 'decision'), transcodeQuery(request));
}

/** URL of the DASH manifest, for video or music. Request the decision with the same value first. */
export function dashStartUrl(connection: PlexConnection, request: TranscodeRequest): string {
  return connection.url(transcodePath(request.ids, 'start.mpd'), transcodeQuery(request));
}

/**
 * URL of converted music as one stream (`start.mp3`). Request the decision with the same `protocol`: `http` for a single file.
 */
export function musicStartUrl(
  connection: PlexConnection,
  request: TranscodeRequest,
  extension = 'mp3',
): string {
  const protocol = request.protocol ?? protocols[extension] ?? 'http';
  return connection.url(
    transcodePath(request.ids, extension === '' ? 'start' : `start.${extension}`),
    transcodeQuery({ ...request, protocol }),
  );
}

const protocols: Readonly<Record<string, StreamProtocol>> = { mpd: 'dash', m3u8: 'hls' };

/** URL of the file itself. All ids are in the query, since a media element sends no headers. */
export function partUrl(
  connection: PlexConnection,
  { ids, partKey }: { ids: PlaybackIds; partKey: string },
): string {
  return connection.url(partKey, idsQuery(ids));
}

/**
 * The event that names the identity that a media URL was created for. `optsSession` is the `plexClientSession` of the host, if
 * it passed one.
 */
export function mediaUrlGenerated(made: {
  ids: PlaybackIds;
  ratingKey: string;
  optsSession?: string | undefined;
}): { name: 'plex.media-url-generated'; data: MediaUrlGenerated } {
  const { ids, ratingKey, optsSession } = made;
  return {
    name: 'plex.media-url-generated',
    data: {
      mediaType: ids.mediaType,
      plexId: ratingKey,
      clientIdentifier: ids.clientIdentifier,
      sessionIdentifier: ids.playbackId,
      baseClientId: ids.plexClientSession,
      optsSession,
    },
  };
}
