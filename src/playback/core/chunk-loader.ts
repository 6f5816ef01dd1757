import { notDownloaded } from './not-downloaded.ts';

/**
 * Loads a part of the library that is not needed at once, and keeps it. A failed download is forgotten, so the next call tries
 * again. The returned function rejects with a PlaybackError `server-unreachable`.
 *
 * A retry helps in browsers that follow whatwg/html#10327. Older ones keep a failed module until the page is reloaded;
 * a library cannot change that, because only the bundler of the host knows the URL.
 *
 * @param load A dynamic import.
 */
export function createChunkLoader<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((cause: unknown) => {
      loading = undefined;
      throw notDownloaded(cause);
    });
    return loading;
  };
}
