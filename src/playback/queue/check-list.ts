import { checkMedia, type PlayableMedia } from '../core/playable-media.ts';
import type { PlaybackError } from '../core/playback-error.ts';
import type { QueueEntry } from './queue-entry.ts';

/** What an entry is made of. */
export interface Listed extends Pick<QueueEntry, 'media' | 'error'> {
  readonly item?: QueueEntry['item'];
}

/**
 * Checks the entries of a host, which may come from untyped code. One that is none has an empty rating key, and its error.
 *
 * @throws PlaybackError `invalid-argument`, that of the first one, if none is good
 */
export function checkList(queue: readonly PlayableMedia[]): Listed[] {
  // Array.from, since map() skips holes.
  const list = Array.from(queue, (media, at): Listed => {
    try {
      return { media: checkMedia(media, `entry ${at + 1} of its queue`) };
    } catch (thrown) {
      return { media: { ratingKey: '' }, error: thrown as PlaybackError };
    }
  });
  if (list[0] && list.every(({ error }) => error)) throw list[0].error;
  return list;
}
