import type { PlexConnection } from '../../plex/index.ts';

/** A request of `src/plex` for something in the library, by one rating key or several. */
export type LibraryRequest<K, T> = (
  connection: PlexConnection,
  key: K,
  options: { readonly signal: AbortSignal; readonly clientIdentifier?: string | undefined },
) => Promise<T>;

/** Sends a request for a reader. `signal` ends the reader's wait, which then rejects with the reason of the signal. */
export type LibraryReader = <K, T>(
  request: LibraryRequest<K, T>,
  connection: PlexConnection,
  key: K,
  signal: AbortSignal,
) => Promise<T>;
