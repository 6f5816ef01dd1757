import {
  fetchChildren,
  fetchItem,
  fetchPlaylistItems,
  isPlexError,
  type PlexConnection,
  type PlexItem,
  type PlexMediaType,
} from '../../plex/index.ts';
import { describeValue } from '../core/describe-value.ts';
import { PlaybackError } from '../core/playback-error.ts';

/** A list that the server keeps, by its rating key. */
export type ServerList = { readonly playlist: string } | { readonly album: string };

/**
 * Fetches the items of a playlist or album. A rating key may be a number.
 *
 * @param mediaType What the items are to be played as. With `audio`, a playlist of videos is an error.
 * @throws PlaybackError `invalid-argument` that says what the key names instead
 */
export async function fetchServerList(
  connection: PlexConnection,
  source: ServerList,
  signal: AbortSignal,
  mediaType?: PlexMediaType | undefined,
): Promise<PlexItem[]> {
  return 'playlist' in source
    ? fetchPlaylist(connection, listKey('playlist', source.playlist), signal, mediaType)
    : fetchAlbum(connection, listKey('album', source.album), signal);
}

async function fetchPlaylist(
  connection: PlexConnection,
  ratingKey: string,
  signal: AbortSignal,
  mediaType: PlexMediaType | undefined,
): Promise<PlexItem[]> {
  const items = await fetchPlaylistItems(connection, ratingKey, { signal });
  if (mediaType !== 'audio' || items.length === 0 || items.some(mayBeMusic)) return items;
  throw wrongList(
    `The playlist "${ratingKey}" holds videos and no music. Pass a playlist of music, or play its videos in a SinglePlayer.`,
  );
}

async function fetchAlbum(
  connection: PlexConnection,
  ratingKey: string,
  signal: AbortSignal,
): Promise<PlexItem[]> {
  let missing: unknown;
  const items = await fetchChildren(connection, ratingKey, { signal }).catch((thrown) => {
    if (!isPlexError(thrown) || thrown.code !== 'not-found') throw thrown;
    missing = thrown;
    return [];
  });
  if (items.some(({ type }) => type === 'track' || type === '')) return items;
  // No track: an empty album, or the key of something else.
  const named = await fetchItem(connection, ratingKey, { signal }).catch((thrown) => {
    throw missing ?? thrown;
  });
  if (named.type !== 'album') throw wrongList(notAnAlbum(named));
  if (missing) throw missing;
  return items;
}

function notAnAlbum({ type, title, ratingKey, mediaType }: PlexItem): string {
  const what = `${type || 'item'}${title && ` "${title}"`}`;
  const is = `The album "${ratingKey}" is no album: it is the ${what}.`;
  if (type === 'track') {
    return `${is} Pass the rating key of an album, or queue={[{ ratingKey: "${ratingKey}" }]}.`;
  }
  if (mediaType === 'audio') return `${is} Pass the rating key of one of its albums.`;
  return `${is} Pass the rating key of an album. Videos play in a SinglePlayer: media={{ ratingKey: "${ratingKey}" }}.`;
}

/** Servers leave out the type of an item now and then. */
function mayBeMusic({ type, mediaType }: PlexItem): boolean {
  return mediaType === 'audio' || type === '';
}

function listKey(name: 'playlist' | 'album', given: unknown): string {
  const key = Number.isFinite(given) ? String(given) : given;
  if (typeof key === 'string' && key.trim() !== '') return key;
  throw wrongList(
    `This player was given ${describeValue(given)} as ${name}. Pass its rating key: ${name}="140600".`,
  );
}

function wrongList(text: string): PlaybackError {
  return new PlaybackError('invalid-argument', { text });
}
