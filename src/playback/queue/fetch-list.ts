import {
  isPlexError,
  type PlexConnection,
  type PlexItem,
  type PlexMediaType,
} from '../../plex/index.ts';
import type { LibraryReader } from '../core/library-read.ts';
import { fetchPlaylistItems, fetchTracks } from '../core/library-requests.ts';
import { loadListErrors } from './load-list-errors.ts';

/** A list that the server keeps, by its rating key. */
export type ServerList = { readonly playlist: string } | { readonly album: string };

/**
 * Fetches the items of a playlist or album. A rating key may be a number.
 *
 * @param read Sends the requests.
 * @param mediaType What the items are to be played as. With `audio`, a playlist of videos is an error.
 * @throws PlaybackError `invalid-argument` that says what the key names instead
 */
export async function fetchServerList(
  read: LibraryReader,
  connection: PlexConnection,
  source: ServerList,
  signal: AbortSignal,
  mediaType?: PlexMediaType | undefined,
): Promise<PlexItem[]> {
  const isPlaylist = 'playlist' in source;
  const given: unknown = isPlaylist ? source.playlist : source.album;
  const ratingKey = Number.isFinite(given) ? String(given) : given;
  if (typeof ratingKey !== 'string' || ratingKey.trim() === '')
    throw (await loadListErrors()).wrongKey(isPlaylist ? 'playlist' : 'album', given);
  return isPlaylist
    ? fetchPlaylist(read, connection, ratingKey, signal, mediaType)
    : fetchAlbum(read, connection, ratingKey, signal);
}

async function fetchPlaylist(
  read: LibraryReader,
  connection: PlexConnection,
  ratingKey: string,
  signal: AbortSignal,
  mediaType: PlexMediaType | undefined,
): Promise<PlexItem[]> {
  const items = await read(fetchPlaylistItems, connection, ratingKey, signal);
  if (mediaType !== 'audio' || items.length === 0 || items.some(mayBeMusic)) return items;
  throw (await loadListErrors()).noMusic(ratingKey);
}

async function fetchAlbum(
  read: LibraryReader,
  connection: PlexConnection,
  ratingKey: string,
  signal: AbortSignal,
): Promise<PlexItem[]> {
  let missing: unknown;
  const items = await read(fetchTracks, connection, ratingKey, signal).catch((thrown) => {
    if (!isPlexError(thrown) || thrown.code !== 'not-found') throw thrown;
    missing = thrown;
    return [];
  });
  if (items.some(({ type }) => type === 'track' || type === '')) return items;
  // No track: an empty album, or the key of something else.
  const { requireAlbum } = await loadListErrors();
  await requireAlbum(read, connection, ratingKey, signal, missing);
  return items;
}

/** Servers leave out the type of an item now and then. */
function mayBeMusic({ type, mediaType }: PlexItem): boolean {
  return mediaType === 'audio' || type === '';
}
