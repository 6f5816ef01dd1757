import { type PlexItem, wrappedItems } from './item.ts';
import { asNumber, asRecords, mediaContainer } from './json-fields.ts';

/** Bounds for a server whose `totalSize` is wrong. */
const MOST_PAGES = 1_000;
const MOST_ROWS = 100_000;
/** Smallest page that is asked for. A server may send fewer rows. */
const PAGE = 100;

/**
 * Fetches a list to its end, page by page. The list may change meanwhile: each row is returned once, and where rows before the
 * present page were removed, the page is asked for again from where it has moved to.
 *
 * @param first The answer that holds the first rows.
 * @param fetchPage Fetches an answer by X-Plex-Container-Start and -Size.
 */
export async function fetchPages(
  first: unknown,
  fetchPage: (start: number, size: number) => Promise<unknown>,
): Promise<PlexItem[]> {
  const rows = new Map<string, PlexItem>();
  for (const [name, item] of namedRows(first)) rows.set(name, item);
  let total = totalOf(first) ?? 0;
  let start = rowCount(first);
  const size = Math.max(start, PAGE);
  /** The first row that was not asked for yet. */
  let front = start;
  for (let page = 0; page < MOST_PAGES && rows.size < MOST_ROWS && start < total; page += 1) {
    const body = await fetchPage(start, size);
    const removed = total - (totalOf(body) ?? total);
    total -= removed;
    if (removed > 0) {
      start = Math.max(0, start - removed);
      continue;
    }
    const before = rows.size;
    for (const [name, item] of namedRows(body)) if (!rows.has(name)) rows.set(name, item);
    const count = rowCount(body);
    // The end, or a server that ignores the start and sends the same page for ever.
    if (count === 0 || (rows.size === before && start >= front)) break;
    start += count;
    front = Math.max(front, start);
  }
  return [...rows.values()];
}

/** The rows of an answer, each under a name of its own: the same item may be in a playlist twice. */
function namedRows(body: unknown): [name: string, item: PlexItem][] {
  const seen = new Map<string, number>();
  return wrappedItems(body).map(({ item }) => {
    const name = JSON.stringify([item.playlistItemId ?? item.playQueueItemId, item.ratingKey]);
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return [`${name} ${nth}`, item];
  });
}

function totalOf(body: unknown): number | undefined {
  const total = asNumber(mediaContainer(body)?.totalSize);
  return total === undefined ? undefined : Math.floor(total);
}

/** How many rows of the server's list an answer holds, also those without a rating key. */
function rowCount(body: unknown): number {
  const container = mediaContainer(body) ?? {};
  const lists = ['Metadata', 'Video', 'Track', 'Directory'].map((name) =>
    asRecords(container[name] ?? []),
  );
  return lists.reduce((sum, list) => sum + list.length, 0);
}
