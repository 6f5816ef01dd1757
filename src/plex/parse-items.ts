import { PlexError } from './errors.ts';
import {
  itemFrom,
  type PlexChapter,
  type PlexItem,
  type PlexMarker,
  wrappedItems,
} from './item.ts';
import {
  asBoolean,
  asNumber,
  asRecords,
  asSeconds,
  asText,
  guarded,
  type JsonRecord,
  readFields,
} from './json-fields.ts';

/**
 * Reads one item, with its markers and chapters: the value itself, or the first item of an answer.
 * @throws PlexError `bad-response` when there is no item.
 */
export function parseItem(value: unknown): PlexItem {
  const item = guarded(() => parseItems(value)[0] ?? bareItem(asRecords(value)[0]));
  if (item) return item;
  throw new PlexError(
    'bad-response',
    'coplay: the answer contains no item with a rating key. Check that the base URL leads to a Plex Media Server.',
  );
}

/** Reads all items of an answer, with their markers and chapters. Entries without a rating key are left out. Never throws. */
export function parseItems(body: unknown): PlexItem[] {
  return guarded(() => wrappedItems(body).map(({ item, record }) => withSpans(item, record))) ?? [];
}

function bareItem(record: JsonRecord | undefined): PlexItem | undefined {
  const item = itemFrom(record, '');
  return item && record && withSpans(item, record);
}

function withSpans(item: PlexItem, record: JsonRecord): PlexItem {
  const spans = {
    ...(record.Marker !== undefined && { markers: spansFrom(record.Marker) }),
    ...(record.Chapter !== undefined && { chapters: spansFrom(record.Chapter) }),
  };
  return { ...item, ...spans };
}

/** Markers or chapters, by start: the server sorts neither. One without a start is left out. */
function spansFrom(list: unknown): (PlexMarker & PlexChapter)[] {
  const spans = asRecords(list).flatMap((span) => {
    const startSeconds = asSeconds(span.startTimeOffset);
    if (startSeconds === undefined) return [];
    return {
      ...readFields(asText, span, 'id type tag thumb'),
      index: asNumber(span.index),
      final: asBoolean(span.final),
      startSeconds,
      endSeconds: asSeconds(span.endTimeOffset),
    };
  });
  return spans.sort((a, b) => a.startSeconds - b.startSeconds);
}
