import { downloaded } from './downloaded.ts';

/** Loads a part of the library. */
export interface ChunkLoader<T> {
  (): Promise<T>;
  /** What it has loaded. */
  loaded: T | undefined;
}

/**
 * Loads a part of the library that is not needed at once, and keeps it. A failed download is forgotten, so the next call tries
 * again. The returned function rejects with a PlaybackError `server-unreachable`, also when the download takes longer than 20 s.
 *
 * A retry helps in browsers that follow whatwg/html#10327. Older ones keep a failed module until the page is reloaded;
 * a library cannot change that, because only the bundler of the host knows the URL.
 *
 * @param load A dynamic import.
 */
export function createChunkLoader<T>(load: () => Promise<T>): ChunkLoader<T> {
  let loading: Promise<T> | undefined;
  const loader: ChunkLoader<T> = () => {
    loading ??= downloaded(load()).then(
      (part) => {
        loader.loaded = part;
        return part;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  loader.loaded = undefined;
  return loader;
}
