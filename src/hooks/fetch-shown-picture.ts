import type { RefObject } from 'react';
import { readShared } from '../playback/page/shared-reads.ts';
import { fetchPicture, type PictureOptions, pictureSide } from '../plex/fetch-picture.ts';
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

/**
 * Fetches a picture for the place where this page shows it. One request serves all who ask for it in this size while it runs and for 1 s
 * after. They share the blob: each makes a URL of its own from it, and revokes that one. The request ends when its last reader aborts.
 *
 * @throws The reason of the signal; an Error without details for a picture that can't be had.
 */
export async function fetchShownPicture(
  connection: PlexConnection,
  path: string,
  options: UseArtworkOptions,
  signal: AbortSignal,
): Promise<Blob | undefined> {
  const view = options.shownIn?.current?.ownerDocument.defaultView ?? globalThis;
  const pixels = pictureSide(shownSize(options) * (view.devicePixelRatio > 1 ? 2 : 1));
  return readShared(request, connection, { path, pixels }, signal);
}

interface Picture {
  readonly path: string;
  readonly pixels: number | undefined;
}

/** Nobody is told why there is no picture. For a PlexError, `readShared` would look for the reason with more requests. */
function request(
  connection: PlexConnection,
  { path, pixels }: Picture,
  options: Pick<PictureOptions, 'signal' | 'clientIdentifier'>,
): Promise<Blob | undefined> {
  return fetchPicture(connection, path, { ...options, pixels }).catch(() => {
    throw new Error('coplay: the picture could not be fetched.');
  });
}

/** The larger of what the host says and what the element has. CSS pixels. */
function shownSize({ size, shownIn }: UseArtworkOptions): number {
  const { offsetWidth = 0, offsetHeight = 0 } = shownIn?.current ?? {};
  const measured = Math.max(offsetWidth, offsetHeight);
  return Math.max(size ?? (measured > 0 ? 0 : USUAL_SIZE), measured);
}
