import { PlaybackError } from '../core/playback-error.ts';

const NOT_DOWNLOADED =
  'A part of the player could not be downloaded. Check that this page is online, then reload it.';

let loading: Promise<typeof import('dashjs')> | undefined;

/**
 * Downloads dash.js, once for this copy of the library. A failed download is forgotten, so the next call tries again.
 *
 * A retry helps in browsers that follow whatwg/html#10327. Older ones keep a failed module until the page is reloaded;
 * a library cannot change that, because only the bundler of the host knows the URL.
 *
 * @throws PlaybackError `server-unreachable`.
 */
export function loadDash(): Promise<typeof import('dashjs')> {
  loading ??= import('dashjs').catch((cause: unknown) => {
    loading = undefined;
    throw new PlaybackError('server-unreachable', { text: NOT_DOWNLOADED, cause });
  });
  return loading;
}
