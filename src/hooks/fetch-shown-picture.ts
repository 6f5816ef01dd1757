import type { RefObject } from 'react';
import { listenToPolicy, policyText, sourceOf } from '../playback/core/policy-watch.ts';
import { readShared } from '../playback/page/shared-reads.ts';
import { fetchPicture, type PictureOptions, pictureSide } from '../plex/fetch-picture.ts';
import type { PlexConnection } from '../plex/index.ts';
import { warnOnce } from './warn-once.ts';

/** Options of `useArtwork()`. */
export interface UseArtworkOptions {
  /**
   * The larger side of the place where the picture is shown, in CSS pixels: the server makes the picture that small, twice as large for
   * dense screens. `Infinity` for the full picture. @default 384, or the size of `shownIn`
   */
  readonly size?: number | undefined;
  /** The element that shows the picture. It counts where it is larger than `size`, also when it has grown. */
  readonly shownIn?: RefObject<HTMLElement | null> | undefined;
}

/** Side of a cover whose size nobody tells. CSS pixels. */
const USUAL_SIZE = 384;

export interface ShownPicture {
  readonly options: UseArtworkOptions;
  /** Ends all requests, and the watch of the element. */
  readonly signal: AbortSignal;
  /** Called with each picture that is larger than the last one. */
  onPicture(picture: Blob): void;
}

/**
 * Fetches a picture for the place where this page shows it, and a larger one when the place has grown.
 *
 * @throws As {@link fetchShownPicture}, for the first picture.
 */
export async function showPicture(
  connection: PlexConnection,
  path: string,
  { options, signal, onPicture }: ShownPicture,
): Promise<void> {
  let side = shownSide(options);
  async function show(): Promise<void> {
    const asked = side;
    const picture = await fetchShownPicture(connection, path, options, signal);
    if (picture && !signal.aborted && asked === side) onPicture(picture);
  }
  await show();
  const element = options.shownIn?.current;
  const Observer = element?.ownerDocument.defaultView?.ResizeObserver;
  if (!element || !Observer || side === undefined || signal.aborted) return;
  const observer = new Observer(() => {
    const needed = shownSide(options);
    // `undefined` is the full picture.
    if (side === undefined || (needed !== undefined && needed <= side)) return;
    side = needed;
    // The smaller one stays where there is no larger one.
    show().catch(() => {});
  });
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}

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
  // A page shows nothing in place of a picture that its policy blocks, and fires no event of the player.
  const page = options.shownIn?.current?.ownerDocument;
  const onBlocked = (directive: string, blockedUri: string) => {
    const source = sourceOf(blockedUri);
    if (directive === 'img-src' && source === 'blob:') warnOnce(policyText(directive, source));
  };
  listenToPolicy(signal, onBlocked, page);
  return readShared(request, connection, { path, pixels: shownSide(options) }, signal);
}

/** The side to ask for, in pixels of the picture. `undefined`: the full picture. */
function shownSide(options: UseArtworkOptions): number | undefined {
  // The element may be in a window on another screen.
  const view = options.shownIn?.current?.ownerDocument.defaultView ?? globalThis;
  return pictureSide(shownSize(options) * (view.devicePixelRatio > 1 ? 2 : 1));
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
