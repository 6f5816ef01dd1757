import { PlexError } from './errors.ts';
import type { PlexMediaType } from './identifiers.ts';
import {
  asNumber,
  asRecords,
  asSeconds,
  asText,
  guarded,
  type JsonRecord,
  mediaContainer,
} from './json-fields.ts';
import { type PlexPart, parseParts } from './part.ts';

/** A movie, an episode, a track: one thing to play. Optional fields are those the server left out. */
export interface PlexItem {
  /** The last part of its `/library/metadata/…` path. */
  readonly ratingKey: string;
  /** `movie`, `episode`, `track`, `clip`; also `album`, `artist` and what servers invent. */
  readonly type: string;
  readonly mediaType: PlexMediaType;
  /** Empty when the server gave none. */
  readonly title: string;
  /** Album or season. */
  readonly parentTitle?: string | undefined;
  /** Artist or show. */
  readonly grandparentTitle?: string | undefined;
  readonly parentRatingKey?: string | undefined;
  readonly grandparentRatingKey?: string | undefined;
  readonly summary?: string | undefined;
  readonly year?: number | undefined;
  /** Number of the track or episode. */
  readonly index?: number | undefined;
  /** Paths on the server, for `connection.url`. */
  readonly thumb?: string | undefined;
  readonly parentThumb?: string | undefined;
  readonly grandparentThumb?: string | undefined;
  readonly art?: string | undefined;
  /** Not rounded: Plex counts milliseconds. */
  readonly durationSeconds?: number | undefined;
  /** Where somebody stopped watching. */
  readonly viewOffsetSeconds?: number | undefined;
  readonly viewCount?: number | undefined;
  /** The same for the same content, also after the file and the rating key were replaced. */
  readonly guid?: string | undefined;
  /** The entry in a playlist, where the item came from one. */
  readonly playlistItemId?: string | undefined;
  /** The files of all versions. Empty in some lists: fetch the item itself then. */
  readonly parts: readonly PlexPart[];
}

const audioTypes = new Set(['track', 'album', 'artist']);
/** Under which names an answer lists its items, and the type where the item does not say. */
const wrappers = { Metadata: '', Video: 'movie', Track: 'track', Directory: '' };

/**
 * Reads one item: the item itself, or the first of an answer that wraps it.
 * @throws PlexError `bad-response` when there is none.
 */
export function parseItem(value: unknown): PlexItem {
  const item = guarded(() => parseItems(value)[0] ?? itemFrom(asRecords(value)[0], ''));
  if (item) return item;
  throw new PlexError(
    'bad-response',
    'coplay: the answer holds no item with a rating key. Check that the base URL leads to a Plex Media Server.',
  );
}

/** Reads all items of an answer. Entries without a rating key are left out. Never throws. */
export function parseItems(body: unknown): PlexItem[] {
  return guarded(() => wrappedItems(body).map(({ item }) => item)) ?? [];
}

/** The items with the records they were read from. */
export function wrappedItems(body: unknown): { item: PlexItem; record: JsonRecord }[] {
  const container = mediaContainer(body);
  if (!container) return [];
  return Object.entries(wrappers).flatMap(([wrapper, type]) =>
    asRecords(container[wrapper]).flatMap((record) => {
      const item = itemFrom(record, type);
      return item ? [{ item, record }] : [];
    }),
  );
}

function itemFrom(record: JsonRecord | undefined, defaultType: string): PlexItem | undefined {
  const ratingKey = asText(record?.ratingKey) ?? keyTail(record?.key);
  if (!record || ratingKey === undefined) return undefined;
  const type = asText(record.type) ?? defaultType;
  return {
    ratingKey,
    type,
    mediaType: audioTypes.has(type) ? 'audio' : 'video',
    title: asText(record.title) ?? '',
    parentTitle: asText(record.parentTitle),
    grandparentTitle: asText(record.grandparentTitle),
    parentRatingKey: asText(record.parentRatingKey),
    grandparentRatingKey: asText(record.grandparentRatingKey),
    summary: asText(record.summary),
    year: asNumber(record.year),
    index: asNumber(record.index),
    thumb: asText(record.thumb),
    parentThumb: asText(record.parentThumb),
    grandparentThumb: asText(record.grandparentThumb),
    art: asText(record.art),
    durationSeconds: asSeconds(record.duration),
    viewOffsetSeconds: asSeconds(record.viewOffset),
    viewCount: asNumber(record.viewCount),
    guid: asText(record.guid),
    playlistItemId: asText(record.playlistItemID),
    parts: parseParts(record.Media),
  };
}

/** `/library/metadata/662548` names the item where `ratingKey` is missing. */
function keyTail(key: unknown): string | undefined {
  return /^\/library\/metadata\/([^/?#]+)$/.exec(asText(key) ?? '')?.[1];
}
