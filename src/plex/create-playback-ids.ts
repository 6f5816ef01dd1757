import { baseClientId } from './identifiers.ts';
import type { PlexMediaType } from './media-type.ts';
import { type PlaybackIds, playbackIdsOf } from './playback-ids.ts';
import type { RandomBytes } from './random-id.ts';

/** Creates the ids of a new playback. A `plexClientSession` that does not fit is sanitized. */
export function createPlaybackIds(
  plexClientSession: string,
  mediaType: PlexMediaType,
  random?: RandomBytes,
): PlaybackIds {
  return playbackIdsOf(baseClientId(plexClientSession), mediaType, random);
}
