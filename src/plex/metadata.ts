import {
  createPlexConnection,
  type PlexConnection,
  type PlexConnectionLike,
} from './connection.ts';
import { PlexError } from './errors.ts';
import type { PlexItem } from './item.ts';
import { fetchBatches, type ItemBatches } from './item-batches.ts';
import { asNumber, asRecord, mediaContainer } from './json-fields.ts';
import { fetchPages } from './list-pages.ts';
import { parseItems } from './parse-items.ts';
import type { PlexQuery } from './percent-encode.ts';
import { fetchJson } from './read-json.ts';
import { metadataPath } from './transcode-query.ts';
import { pathSegment } from './url-path.ts';

/** Rows of a list that one request asks for. To read 10,000 at once would block the page. */
const PAGE_SIZE = 500;

/** Options of a library request. */
export interface LibraryCallOptions {
  /** Ends the call, which then rejects with the reason of the signal. */
  signal?: AbortSignal | undefined;
  /** X-Plex-Client-Identifier of the request. @default the one of the connection */
  clientIdentifier?: string | undefined;
  /** Whether `fetchItem` reads the markers. @default false */
  includeMarkers?: boolean | undefined;
  /** Whether `fetchItem` reads the chapters. @default false */
  includeChapters?: boolean | undefined;
  /** Whether the server checks the files, for `accessible` and `exists` of each part. @default false */
  checkFiles?: boolean | undefined;
}

/** URL of one item. */
export function metadataUrl(
  connection: PlexConnectionLike,
  ratingKey: string,
  options: LibraryCallOptions = {},
): string {
  return createPlexConnection(connection).url(metadataPath(ratingKey), libraryQuery(options));
}

/** URL of the children of an item: the tracks of an album. */
export function childrenUrl(
  connection: PlexConnectionLike,
  ratingKey: string,
  options: LibraryCallOptions = {},
): string {
  return createPlexConnection(connection).url(
    `${metadataPath(ratingKey)}/children`,
    libraryQuery(options),
  );
}

/** URL of the entries of a playlist. */
export function playlistItemsUrl(
  connection: PlexConnectionLike,
  ratingKey: string,
  options: LibraryCallOptions = {},
): string {
  const playlist = pathSegment(ratingKey, 'the key of the playlist');
  return createPlexConnection(connection).url(
    `/playlists/${playlist}/items`,
    libraryQuery(options),
  );
}

/**
 * Fetches one item with its parts.
 * @param given A connection, or its options.
 * @throws PlexError, `not-found` also for an empty answer.
 */
export async function fetchItem(
  given: PlexConnectionLike,
  ratingKey: string,
  options: LibraryCallOptions = {},
): Promise<PlexItem> {
  const connection = createPlexConnection(given);
  const body = await fetchContainer(
    connection,
    metadataUrl(connection, ratingKey, options),
    options,
  );
  const [item] = parseItems(body);
  if (item) return item;
  throw noSuchItem();
}

function noSuchItem(): PlexError {
  return new PlexError(
    'not-found',
    'coplay: the server has no such item. It may have been replaced: look it up again.',
  );
}

/**
 * Fetches several items. Returns them in the order of the keys, each once. Items that the server no longer has are left out, and so
 * are those of a request that has failed: {@link fetchItemBatches} names them.
 * @throws PlexError when there is no item at all: of the first request that has failed, else `not-found`.
 */
export async function fetchItems(
  given: PlexConnectionLike,
  ratingKeys: readonly string[],
  options: LibraryCallOptions = {},
): Promise<PlexItem[]> {
  const { items, failed } = await fetchItemBatches(given, ratingKeys, options);
  if (items.length > 0 || ratingKeys.length === 0) return items;
  throw failed[0]?.error ?? noSuchItem();
}

/**
 * Fetches several items, with one request for at most 100 keys and 6 kB of URL. A request that fails costs its own items only.
 * So does a key that is none, which is not sent.
 * @throws PlexError for a connection that cannot be used.
 */
export async function fetchItemBatches(
  given: PlexConnectionLike,
  ratingKeys: readonly string[],
  options: LibraryCallOptions = {},
): Promise<ItemBatches> {
  const connection = createPlexConnection(given);
  return fetchBatches(ratingKeys, {
    signal: options.signal,
    urlOf: (keys) => connection.url(`/library/metadata/${keys}`, libraryQuery(options)),
    fetchUrl: async (url) => parseItems(await fetchContainer(connection, url, options)),
  });
}

/**
 * Fetches the children of an item, such as the tracks of an album, in the order of the server. A list that the server sends in
 * pages is fetched to its end.
 * @throws PlexError
 */
export async function fetchChildren(
  given: PlexConnectionLike,
  ratingKey: string,
  options: LibraryCallOptions = {},
): Promise<PlexItem[]> {
  const connection = createPlexConnection(given);
  return fetchList(connection, childrenUrl(connection, ratingKey, options), options);
}

/** Fetches the entries of a playlist, in its order, to its end. @throws PlexError */
export async function fetchPlaylistItems(
  given: PlexConnectionLike,
  ratingKey: string,
  options: LibraryCallOptions = {},
): Promise<PlexItem[]> {
  const connection = createPlexConnection(given);
  return fetchList(connection, playlistItemsUrl(connection, ratingKey, options), options);
}

async function fetchList(
  connection: PlexConnection,
  url: string,
  options: LibraryCallOptions,
): Promise<PlexItem[]> {
  // The server ignores one of the two without the other.
  const fetchPage = (start: number, size: number) =>
    fetchContainer(
      connection,
      `${url}&X-Plex-Container-Start=${start}&X-Plex-Container-Size=${size}`,
      options,
    );
  const body = await fetchPage(0, PAGE_SIZE);
  const items = parseItems(body);
  if (!((asNumber(mediaContainer(body)?.totalSize) ?? 0) > items.length)) return items;
  return fetchPages(body, fetchPage);
}

/** Fetches an answer that may hold items. An empty album is valid. */
async function fetchContainer(
  connection: PlexConnection,
  url: string,
  { signal }: LibraryCallOptions,
): Promise<unknown> {
  const body = await fetchJson(connection, url, { signal });
  // JSON without a MediaContainer comes from another kind of server.
  if (asRecord(asRecord(body)?.MediaContainer) || parseItems(body).length > 0) return body;
  throw new PlexError(
    'bad-response',
    'coplay: the answer is not a list of items. Check that the base URL leads to a Plex Media Server.',
  );
}

function libraryQuery({
  clientIdentifier,
  includeMarkers,
  includeChapters,
  checkFiles,
}: LibraryCallOptions): PlexQuery {
  return {
    includeMarkers,
    includeChapters,
    checkFiles,
    ...(clientIdentifier && { 'X-Plex-Client-Identifier': clientIdentifier }),
  };
}
