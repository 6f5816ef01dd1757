import type { PlexConnection } from './connection.ts';
import { PlexError } from './errors.ts';
import { type PlexItem, parseItems } from './item.ts';
import { asRecord } from './json-fields.ts';
import { fetchJson } from './read-json.ts';
import { metadataPath } from './transcode-query.ts';
import { pathSegment } from './url-path.ts';

/** How to ask the library. The URL builders read the identifier alone. */
export interface LibraryCallOptions {
  /** Ends the call, which then rejects with the reason of the signal. */
  signal?: AbortSignal | undefined;
  /** X-Plex-Client-Identifier to ask under. Requests without one can show up as unknown devices. */
  clientIdentifier?: string | undefined;
}

/** URL of one item. */
export function metadataUrl(
  connection: PlexConnection,
  ratingKey: string,
  options: LibraryCallOptions = {},
): string {
  return connection.url(metadataPath(ratingKey), clientQuery(options));
}

/** URL of the children of an item: the tracks of an album. */
export function childrenUrl(
  connection: PlexConnection,
  ratingKey: string,
  options: LibraryCallOptions = {},
): string {
  return connection.url(`${metadataPath(ratingKey)}/children`, clientQuery(options));
}

/** URL of the entries of a playlist. */
export function playlistItemsUrl(
  connection: PlexConnection,
  ratingKey: string,
  options: LibraryCallOptions = {},
): string {
  const playlist = pathSegment(ratingKey, 'the key of the playlist');
  return connection.url(`/playlists/${playlist}/items`, clientQuery(options));
}

/** Fetches one item with its parts. @throws PlexError, `not-found` also for an empty answer. */
export async function fetchItem(
  connection: PlexConnection,
  ratingKey: string,
  options: LibraryCallOptions = {},
): Promise<PlexItem> {
  const [item] = await fetchList(connection, metadataUrl(connection, ratingKey, options), options);
  if (item) return item;
  throw noSuchItem();
}

function noSuchItem(): PlexError {
  return new PlexError(
    'not-found',
    'coplay: the server has no such item. It may have been replaced; look it up again.',
  );
}

/**
 * Fetches several items by one request, which names their keys with commas between them. The answer is in the order
 * of the keys, each once; items that are gone are missing from it.
 * @throws PlexError, `not-found` when all of them are gone.
 */
export async function fetchItems(
  connection: PlexConnection,
  ratingKeys: readonly string[],
  options: LibraryCallOptions = {},
): Promise<PlexItem[]> {
  const keys = [...new Set(ratingKeys)];
  if (keys.length === 0) return [];
  const path = `/library/metadata/${keys.map((key) => pathSegment(key, 'ratingKey')).join(',')}`;
  const items = await fetchList(connection, connection.url(path, clientQuery(options)), options);
  if (items.length === 0) throw noSuchItem();
  return items.toSorted((a, b) => keys.indexOf(a.ratingKey) - keys.indexOf(b.ratingKey));
}

/** Fetches the children of an item, in the server's order: the tracks of an album. @throws PlexError */
export async function fetchChildren(
  connection: PlexConnection,
  ratingKey: string,
  options: LibraryCallOptions = {},
): Promise<PlexItem[]> {
  return fetchList(connection, childrenUrl(connection, ratingKey, options), options);
}

/** Fetches the entries of a playlist, in its order. @throws PlexError */
export async function fetchPlaylistItems(
  connection: PlexConnection,
  ratingKey: string,
  options: LibraryCallOptions = {},
): Promise<PlexItem[]> {
  return fetchList(connection, playlistItemsUrl(connection, ratingKey, options), options);
}

async function fetchList(
  connection: PlexConnection,
  url: string,
  { signal }: LibraryCallOptions,
): Promise<PlexItem[]> {
  const body = await fetchJson(connection, url, { signal });
  const items = parseItems(body);
  // An empty album is an answer too; an object of somebody else's is not.
  if (items.length === 0 && asRecord(asRecord(body)?.MediaContainer) === undefined) {
    throw new PlexError(
      'bad-response',
      'coplay: the answer is no list of items. Check that the base URL leads to a Plex Media Server.',
    );
  }
  return items;
}

function clientQuery({ clientIdentifier }: LibraryCallOptions) {
  return { 'X-Plex-Client-Identifier': clientIdentifier };
}
