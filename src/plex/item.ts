import {
  asNumber,
  asRecords,
  asSeconds,
  asText,
  type JsonRecord,
  mediaContainer,
  readFields,
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
  /** Artist of the track, where it differs from the artist of the album. Original title of a movie. */
  readonly originalTitle?: string | undefined;
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
  /** Number of the disc or season. */
  readonly parentIndex?: number | undefined;
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
  /** Id of the entry, for an item of a play queue. */
  readonly playQueueItemId?: string | undefined;
  /** Intro, credits and commercials, by start. Only with `includeMarkers`. */
  readonly markers?: readonly PlexMarker[] | undefined;
  /** By start. Only with `includeChapters`. */
  readonly chapters?: readonly PlexChapter[] | undefined;
  /** The files of all versions. Empty in some lists: then fetch the item itself. */
  readonly parts: readonly PlexPart[];
}

/** A span of an item that can be skipped. Several of a type are possible. */
export interface PlexMarker {
  /** Not unique: tell markers apart by type and start. */
  readonly id?: string | undefined;
  /** `intro`, `credits`, `commercial` and others. */
  readonly type?: string | undefined;
  /** Seconds from the start of the item. */
  readonly startSeconds: number;
  readonly endSeconds?: number | undefined;
  /** Whether these credits run to the end of the item. */
  readonly final?: boolean | undefined;
}

/** A chapter of an item. */
export interface PlexChapter {
  readonly id?: string | undefined;
  /** From 1. */
  readonly index?: number | undefined;
  /** The title. */
  readonly tag?: string | undefined;
  /** Seconds from the start of the item. */
  readonly startSeconds: number;
  readonly endSeconds?: number | undefined;
  /** Path of a picture on the server. */
  readonly thumb?: string | undefined;
}

/** The names under which an answer lists its items, and the type of items that have none. */
const wrappers = { Metadata: '', Video: 'movie', Track: 'track', Directory: '' };

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

export function itemFrom(
  record: JsonRecord | undefined,
  defaultType: string,
): PlexItem | undefined {
  const ratingKey = asText(record?.ratingKey) ?? keyTail(record?.key);
  if (!record || ratingKey === undefined) return undefined;
  const type = asText(record.type) ?? defaultType;
  return {
    ratingKey,
    type,
    mediaType: /^(track|album|artist)$/.test(type) ? 'audio' : 'video',
    title: asText(record.title) ?? '',
    ...readFields(
      asText,
      record,
      'originalTitle parentTitle grandparentTitle parentRatingKey grandparentRatingKey summary thumb parentThumb grandparentThumb art guid',
    ),
    ...readFields(asNumber, record, 'year index parentIndex viewCount'),
    durationSeconds: asSeconds(record.duration),
    viewOffsetSeconds: asSeconds(record.viewOffset),
    playlistItemId: asText(record.playlistItemID),
    playQueueItemId: asText(record.playQueueItemID),
    parts: parseParts(record.Media),
  };
}

/** The rating key in the field `key`, `/library/metadata/662548`, where `ratingKey` is missing. */
function keyTail(key: unknown): string | undefined {
  return /^\/library\/metadata\/([^/?#]+)$/.exec(asText(key) ?? '')?.[1];
}
