import type { QueueEntry } from '../../playback/queue/queue.ts';
import type { PlexItem } from '../../plex/index.ts';
import { trackArtist } from '../track-artist.ts';

/** What the rows of a list show besides their items. */
export interface RowLabels {
  /** Whether the artists of the list differ, as far as its entries are described. */
  readonly showsArtist: boolean;
  numberOf(at: number): number;
  /** The disc that begins with a row; `undefined` for every other row. */
  discOf(at: number): number | undefined;
}

/**
 * Whether a list is an album decides about its numbers: those of the album, and discs with a heading where there are several. Any
 * other list, such as a playlist, is numbered from 1. A list is an album if all its items have the same `parentRatingKey` and
 * are in the order of disc and number, each once.
 */
export function rowLabels(entries: readonly QueueEntry[]): RowLabels {
  const isOrdered = isAlbum(entries);
  const discAt = (at: number) => discOf(entries[at]?.item);
  const hasDiscs = isOrdered && discAt(0) !== discAt(entries.length - 1);
  const isFirstOfDisc = (at: number) => at === 0 || discAt(at) !== discAt(at - 1);
  const placeInDisc = (at: number) => {
    let first = at;
    while (hasDiscs && !isFirstOfDisc(first)) first -= 1;
    return at - (hasDiscs ? first : 0) + 1;
  };
  const described = entries.filter(({ item }) => item);
  const artist = trackArtist(described[0]?.item);
  return {
    showsArtist: described.some(({ item }) => trackArtist(item) !== artist),
    numberOf: (at) => (isOrdered && entries[at]?.item?.index) || placeInDisc(at),
    discOf: (at) => (hasDiscs && isFirstOfDisc(at) ? discAt(at) : undefined),
  };
}

function isAlbum(entries: readonly QueueEntry[]): boolean {
  const album = entries[0]?.item?.parentRatingKey;
  return (
    album !== undefined &&
    entries.every(
      ({ item }, at) =>
        item?.parentRatingKey === album && !isBefore(item, entries[at - 1]?.item ?? {}),
    )
  );
}

/** Whether `one` has a place before that of `other`, or the same. Items without a number have no place. */
function isBefore(one: Partial<PlexItem>, other: Partial<PlexItem>): boolean {
  const discs = discOf(one) - discOf(other);
  return discs < 0 || (discs === 0 && Number(one.index) <= Number(other.index));
}

function discOf(item: Partial<PlexItem> | undefined): number {
  return item?.parentIndex ?? 1;
}
