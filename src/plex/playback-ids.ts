import {
  baseClientId,
  clientIdentifier,
  createRandomId,
  type PlexMediaType,
  type RandomBytes,
} from './identifiers.ts';
import type { PlexQuery } from './percent-encode.ts';

/** The wire ids of one playback. They travel as one value, so that no request mixes two playbacks. */
export interface PlaybackIds {
  /** The player instance: the base of the client identifier. */
  readonly plexClientSession: string;
  readonly mediaType: PlexMediaType;
  /** X-Plex-Client-Identifier: the device the server sees. */
  readonly clientIdentifier: string;
  /** X-Plex-Session-Identifier: one play-through of one item. */
  readonly playbackId: string;
  /** `session`: one source load of the playback, the transcode job. */
  readonly transcodeId: string;
}

/** Ids for a new play-through. */
export function createPlaybackIds(
  plexClientSession: string,
  mediaType: PlexMediaType,
  random?: RandomBytes,
): PlaybackIds {
  return Object.freeze({
    plexClientSession: baseClientId(plexClientSession),
    mediaType,
    clientIdentifier: clientIdentifier(plexClientSession, mediaType),
    playbackId: createRandomId(24, random),
    transcodeId: createRandomId(24, random),
  });
}

/** The same play-through, loaded anew: a far seek, another quality, or a job that died. */
export function renewTranscodeId(ids: PlaybackIds, random?: RandomBytes): PlaybackIds {
  return Object.freeze({ ...ids, transcodeId: createRandomId(24, random) });
}

/** The ids as every request of the playback carries them. */
export function idsQuery(ids: PlaybackIds): PlexQuery {
  return {
    session: ids.transcodeId,
    'X-Plex-Session-Identifier': ids.playbackId,
    'X-Plex-Client-Identifier': ids.clientIdentifier,
  };
}
