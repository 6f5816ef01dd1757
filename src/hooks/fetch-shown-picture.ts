import type { RefObject } from 'react';
import { libraryClient } from '../playback/page/library-client.ts';
import { fetchPicture } from '../plex/fetch-picture.ts';
import type { PlexConnection } from '../plex/index.ts';

/** Options of `useArtwork()`. */
export interface UseArtworkOptions {
  /**
   * The larger side of the place where the picture is shown, in CSS pixels: the server makes the picture that small, twice as large for
   * dense screens. `Infinity` for the full picture. @default 384, or the size of `shownIn`
   */
  readonly size?: number | undefined;
  /** The element that shows the picture. It is measured when the picture is fetched, and counts where it is larger than `size`. */
  readonly shownIn?: RefObject<HTMLElement | null> | undefined;
}

/** Side of a cover whose size nobody tells. CSS pixels. */
const USUAL_SIZE = 384;

/** Fetches a picture for the place where this page shows it. */
export async function fetchShownPicture(
  connection: PlexConnection,
  path: string,
  options: UseArtworkOptions,
  signal: AbortSignal,
): Promise<Blob | undefined> {
  const clientIdentifier = await libraryClient(connection);
  signal.throwIfAborted();
  const pixels = shownSize(options) * (devicePixelRatio > 1 ? 2 : 1);
  return fetchPicture(connection, path, { signal, clientIdentifier, pixels });
}

/** The larger of what the host says and what the element has. CSS pixels. */
function shownSize({ size, shownIn }: UseArtworkOptions): number {
  const { offsetWidth = 0, offsetHeight = 0 } = shownIn?.current ?? {};
  const measured = Math.max(offsetWidth, offsetHeight);
  return Math.max(size ?? (measured > 0 ? 0 : USUAL_SIZE), measured);
}
