import { PlaybackError } from './playback-error.ts';

/** What to play: an item of the server's library. */
export interface PlayableMedia {
  /** The item's rating key, the number in its `/library/metadata/…` path. */
  readonly ratingKey: string;
  /** Which version of the item, from 0. @default 0 */
  readonly mediaIndex?: number | undefined;
  /** Which part of that version, from 0. @default 0 */
  readonly partIndex?: number | undefined;
  /** Where to begin, in seconds. @default 0 */
  readonly startSeconds?: number | undefined;
}

/** Checks what a host passed, which may come from untyped code or a route parameter. */
export function checkMedia(media: PlayableMedia): PlayableMedia {
  const { ratingKey } = media ?? {};
  if (typeof ratingKey === 'string' && ratingKey.trim() !== '') return media;
  if (typeof ratingKey === 'number') return { ...media, ratingKey: String(ratingKey) };
  throw new PlaybackError('invalid-argument');
}

/** Where it begins, in seconds; the start for what is no place. */
export function startOf(media: PlayableMedia | undefined): number {
  const { startSeconds } = media ?? {};
  return typeof startSeconds === 'number' && Number.isFinite(startSeconds)
    ? Math.max(0, startSeconds)
    : 0;
}

/**
 * Names what plays by its content: the same literal made anew at each render is still the same item.
 * `entry` tells two entries of a queue apart that hold the same item.
 */
export function contentKey(
  baseUrl: string | undefined,
  media: PlayableMedia | undefined,
  entry: string | undefined,
): string | undefined {
  if (!media) return undefined;
  const { ratingKey, mediaIndex = 0, partIndex = 0 } = media;
  // As text, since untyped code may pass what JSON can't take.
  return JSON.stringify([baseUrl, ...[ratingKey, mediaIndex, partIndex].map(String), entry]);
}
