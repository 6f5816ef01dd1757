import { deviceIdentifier } from './device-identifier.ts';
import type { PlexMediaType } from './media-type.ts';
import type { PlexQuery } from './percent-encode.ts';
import { createRandomId, type RandomBytes } from './random-id.ts';

/** The ids of one playback. They are one value, so that no request mixes two playbacks. */
export interface PlaybackIds {
  /** Id of the player instance, base of the client identifier. */
  readonly plexClientSession: string;
  readonly mediaType: PlexMediaType;
  /** X-Plex-Client-Identifier: the device that the server sees. */
  readonly clientIdentifier: string;
  /** X-Plex-Session-Identifier: one playback of one item. */
  readonly playbackId: string;
  /** `session`: one source load of the playback, which is one transcode job. */
  readonly transcodeId: string;
}

/** Creates the ids of a new playback. @param base A `plexClientSession` that is valid, or sanitized already. */
export function playbackIdsOf(
  base: string,
  mediaType: PlexMediaType,
  random?: RandomBytes,
): PlaybackIds {
  return Object.freeze({
    plexClientSession: base,
    mediaType,
    clientIdentifier: deviceIdentifier(base, mediaType),
    playbackId: createRandomId(24, random),
    transcodeId: createRandomId(24, random),
  });
}

/** The same playback with a new transcode id, for a new source load: after a far seek, another quality, or a dead job. */
export function renewTranscodeId(ids: PlaybackIds, random?: RandomBytes): PlaybackIds {
  return Object.freeze({ ...ids, transcodeId: createRandomId(24, random) });
}

/** The ids as query parameters, for every request of the playback. */
export function idsQuery(ids: PlaybackIds): PlexQuery {
  return {
    session: ids.transcodeId,
    'X-Plex-Session-Identifier': ids.playbackId,
    'X-Plex-Client-Identifier': ids.clientIdentifier,
  };
}
