import {
  createPlexConnection,
  type PlexConnection,
  type PlexConnectionLike,
} from './connection.ts';
import { PlexError } from './errors.ts';
import { type PlexItem, parseItems } from './item.ts';
import { asRecord } from './json-fields.ts';
import { fetchJson } from './read-json.ts';
import { metadataPath } from './transcode-query.ts';
import { pathSegment } from './url-path.ts';

/** Options of a library request. The URL builders read only `clientIdentifier`. */
export interface LibraryCallOptions {
  /** Ends the call, which then rejects with the reason of the signal. */
  signal?: AbortSignal | undefined;
  /** X-Plex-Client-Identifier of the request. The server may list requests without one as unknown devices. */
  clientIdentifier?: string | undefined;
}

/** URL of one item. */
export function metadataUrl(
  connection: PlexConnectionLike,
  ratingKey: string,
  options: LibraryCallOptions = {},
): string {
  return createPlexConnection(connection).url(metadataPath(ratingKey), clientQuery(options));
}

/** URL of the children of an item: the tracks of an album. */
export function childrenUrl(
  connection: PlexConnectionLike,
  ratingKey: string,
  options: LibraryCallOptions = {},
): string {
  return createPlexConnection(connection).url(
    `${metadataPath(ratingKey)}/children`,
    clientQuery(options),
  );
}

/** URL of the entries of a playlist. */
export function playlistItemsUrl(
  connection: PlexConnectionLike,
  ratingKey: string,
  options: LibraryCallOptions = {},
): string {
  const playlist = pathSegment(ratingKey, 'the key of the playlist');
  return createPlexConnection(connection).url(`/playlists/${playlist}/items`, clientQuery(options));
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
  const [item] = await fetchList(connection, metadataUrl(connection, ratingKey, options), options);
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
 * Fetches several items in one request. Returns them in the order of the keys, each once. Items that the server no longer has
 * are left out.
 * @throws PlexError, `not-found` when the server has none of them.
 */
export async function fetchItems(
  given: PlexConnectionLike,
  ratingKeys: readonly string[],
  options: LibraryCallOptions = {},
): Promise<PlexItem[]> {
  const keys = [...new Set(ratingKeys.map((key) => (typeof key === 'number' ? String(key) : key)))];
  if (keys.length === 0) return [];
  const connection = createPlexConnection(given);
  const path = `/library/metadata/${keys.map((key) => pathSegment(key, 'ratingKey')).join(',')}`;
  const items = await fetchList(connection, connection.url(path, clientQuery(options)), options);
  if (items.length === 0) throw noSuchItem();
  return items.toSorted((a, b) => keys.indexOf(a.ratingKey) - keys.indexOf(b.ratingKey));
}

/** Fetches the children of an item, such as the tracks of an album, in the order of the server. @throws PlexError */
export async function fetchChildren(
  given: PlexConnectionLike,
  ratingKey: string,
  options: LibraryCallOptions = {},
): Promise<PlexItem[]> {
  const connection = createPlexConnection(given);
  return fetchList(connection, childrenUrl(connection, ratingKey, options), options);
}

/** Fetches the entries of a playlist, in its order. @throws PlexError */
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
  { signal }: LibraryCallOptions,
): Promise<PlexItem[]> {
  const body = await fetchJson(connection, url, { signal });
  const items = parseItems(body);
  // An empty album is valid. JSON without a MediaContainer comes from another kind of server.
  if (items.length === 0 && asRecord(asRecord(body)?.MediaContainer) === undefined) {
    throw new PlexError(
      'bad-response',
      'coplay: the answer is not a list of items. Check that the base URL leads to a Plex Media Server.',
    );
  }
  return items;
}

function clientQuery({ clientIdentifier }: LibraryCallOptions) {
  return { 'X-Plex-Client-Identifier': clientIdentifier };
}
