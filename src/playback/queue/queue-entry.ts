import type { PlexItem } from '../../plex/index.ts';
import type { PlayableMedia } from '../core/playable-media.ts';
import type { PlaybackError } from '../core/playback-error.ts';

/** One entry of a queue. The same item twice is two entries. */
export interface QueueEntry {
  /** Id of this entry. Never sent to the server. */
  readonly currentMediaGuid: string;
  readonly media: PlayableMedia;
  /** Title, artist, length and so on, once the server has answered. */
  readonly item: PlexItem | undefined;
  /** Why this entry could not be played or described. Cleared when it plays. */
  readonly error?: PlaybackError | undefined;
}
