import { isPlexError } from '../../plex/index.ts';
import { unlessAborted } from '../../plex/unless-aborted.ts';
import { notDownloaded } from './not-downloaded.ts';
import { PlaybackError } from './playback-error.ts';

/**
 * Settles as a dynamic import does, but rejects with a PlaybackError `server-unreachable` when it fails, or takes longer than
 * `seconds`, and with the reason of `signal` when that aborts. Seconds are counted one by one: in a page that was frozen, the
 * download stood still as well.
 */
export function downloaded<T>(loading: Promise<T>, seconds = 20, signal?: AbortSignal): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const late = new Promise<never>((_, reject) => {
    let left = seconds;
    timer = setInterval(() => {
      left -= 1;
      if (left === 0) reject(new Error('The download took too long.'));
    }, 1_000);
  });
  return unlessAborted(Promise.race([loading, late]), signal)
    .catch((cause: unknown) => {
      signal?.throwIfAborted();
      // What has been downloaded may reject, too.
      throw cause instanceof PlaybackError || isPlexError(cause) ? cause : notDownloaded(cause);
    })
    .finally(() => clearInterval(timer));
}
