import { describeValue } from './describe-value.ts';
import { PlaybackError } from './playback-error.ts';

/** What to play: an item of the server's library. */
export interface PlayableMedia {
  /** The item's rating key, the number in its `/library/metadata/…` path. */
  readonly ratingKey: string;
  /** Which version of the item, from 0. @default 0 */
  readonly mediaIndex?: number | undefined;
  /**
   * Plays only this part of a version that consists of several files, from 0, on a clock of its own. `-1` lets the server convert
   * all of them into one stream. @default all parts as one item, converted or not
   */
  readonly partIndex?: number | undefined;
  /** Where to begin, in seconds. @default 0 */
  readonly startSeconds?: number | undefined;
}

/**
 * Checks media of a host, which may come from untyped code or a route parameter. A rating key may be a number.
 *
 * @param as What the value was given as: `media`, or an entry of a queue.
 * @throws PlaybackError `invalid-argument` that names the value and the right form
 */
export function checkMedia(media: PlayableMedia, as = 'media'): PlayableMedia {
  const { ratingKey } = media ?? {};
  if (typeof ratingKey === 'string' && ratingKey.trim() !== '') return media;
  if (Number.isFinite(ratingKey)) return { ...media, ratingKey: String(ratingKey) };
  throw new PlaybackError('invalid-argument', {
    text: `This player was given ${describeMedia(media)} as ${as}, which it cannot play. Pass media such as { ratingKey: "662548" }.`,
  });
}

function describeMedia(media: unknown): string {
  if (typeof media !== 'object' || media === null || Array.isArray(media)) {
    return describeValue(media);
  }
  const { ratingKey } = media as { readonly ratingKey?: unknown };
  return ratingKey === undefined
    ? 'an object without a ratingKey'
    : `an object whose ratingKey is ${describeValue(ratingKey)}`;
}

/** Where to begin, in seconds; 0 for what is no position. */
export function startOf(media: PlayableMedia | undefined): number {
  const { startSeconds } = media ?? {};
  return typeof startSeconds === 'number' && Number.isFinite(startSeconds)
    ? Math.max(0, startSeconds)
    : 0;
}

/**
 * Names an item by its content: an equal literal made anew at each render has the same key.
 *
 * @param entry Tells apart two entries of a queue that hold the same item.
 */
export function contentKey(
  baseUrl: string | undefined,
  media: PlayableMedia | undefined,
  entry: string | undefined,
): string | undefined {
  if (!media) return undefined;
  const { ratingKey, mediaIndex = 0, partIndex = 'all' } = media;
  // Converted to text: untyped code may pass values that JSON can't hold.
  return JSON.stringify([baseUrl, ...[ratingKey, mediaIndex, partIndex].map(String), entry]);
}
