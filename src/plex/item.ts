import { PlexError } from './errors.ts';
import {
  asNumber,
  asRecords,
  asSeconds,
  asText,
  guarded,
  type JsonRecord,
  mediaContainer,
} from './json-fields.ts';
import type { PlexMediaType } from './media-type.ts';
import { type PlexPart, parseParts } from './part.ts';

/** A movie, an episode, a track: one item of the library. Optional fields are missing when the server left them out. */
export interface PlexItem {
  /** The last part of its `/library/metadata/…` path. */
  readonly ratingKey: string;
  /** `movie`, `episode`, `track`, `clip`, `album`, `artist` and others. Empty when the server gave none. */
  readonly type: string;
  readonly mediaType: PlexMediaType;
  /** Empty when the server gave none. */
  readonly title: string;
  /** Title of the album or season. */
  readonly parentTitle?: string | undefined;
  /** Name of the artist or show. */
  readonly grandparentTitle?: string | undefined;
  readonly parentRatingKey?: string | undefined;
  readonly grandparentRatingKey?: string | undefined;
  readonly summary?: string | undefined;
  readonly year?: number | undefined;
  /** Number of the track or episode. */
  readonly index?: number | undefined;
  /** Path of a picture on the server, for `connection.url()`. So are the three below. */
  readonly thumb?: string | undefined;
  readonly parentThumb?: string | undefined;
  readonly grandparentThumb?: string | undefined;
  readonly art?: string | undefined;
  /** Length in seconds, with milliseconds as decimals. */
  readonly durationSeconds?: number | undefined;
  /** Position where the account stopped watching, in seconds. */
  readonly viewOffsetSeconds?: number | undefined;
  readonly viewCount?: number | undefined;
  /** Identifies the content. It stays when the file or the rating key is replaced. */
  readonly guid?: string | undefined;
  /** Id of the entry, for an item of a playlist. */
  readonly playlistItemId?: string | undefined;
  /** The files of all versions. Empty in some lists: then fetch the item itself. */
  readonly parts: readonly PlexPart[];
}

const audioTypes = new Set(['track', 'album', 'artist']);
/** The names under which an answer lists its items, and the type of items that have none. */
const wrappers = { Metadata: '', Video: 'movie', Track: 'track', Directory: '' };

/**
 * Reads one item: the value itself, or the first item of an answer.
 * @throws PlexError `bad-response` when there is no item.
 */
export function parseItem(value: unknown): PlexItem {
  const item = guarded(() => parseItems(value)[0] ?? itemFrom(asRecords(value)[0], ''));
  if (item) return item;
  throw new PlexError(
    'bad-response',
    'coplay: the answer contains no item with a rating key. Check that the base URL leads to a Plex Media Server.',
  );
}

/** Reads all items of an answer. Entries without a rating key are left out. Never throws. */
export function parseItems(body: unknown): PlexItem[] {
  return guarded(() => wrappedItems(body).map(({ item }) => item)) ?? [];
}

/** The items of an answer, each with the record it was read from. */
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

/** The rating key in the field `key`, `/library/metadata/662548`, where `ratingKey` is missing. */
function keyTail(key: unknown): string | undefined {
  return /^\/library\/metadata\/([^/?#]+)$/.exec(asText(key) ?? '')?.[1];
}
