import { fetchItem, type PlexConnection, type PlexItem } from '../../plex/index.ts';
import { describeValue } from '../core/describe-value.ts';
import type { LibraryReader } from '../core/library-read.ts';
import { PlaybackError } from '../core/playback-error.ts';

export { checkList } from './check-list.ts';

/** The error of a rating key that is none. */
export function wrongKey(name: 'playlist' | 'album', given: unknown): PlaybackError {
  return wrongList(
    `This player was given ${describeValue(given)} as ${name}. Pass its rating key: ${name}="140600".`,
  );
}

/** The error of a queue that is no array. */
export function noArray(given: unknown): PlaybackError {
  return wrongList(
    `This player was given ${describeValue(given)} as its queue, which is no array. Pass one such as [{ ratingKey: "140611" }].`,
  );
}

/** The error of a playlist of videos in a player of music. */
export function noMusic(ratingKey: string): PlaybackError {
  return wrongList(
    `The playlist "${ratingKey}" holds videos and no music. Pass a playlist of music, or play its videos in a SinglePlayer.`,
  );
}

/**
 * Asks what the rating key of an album without tracks names.
 *
 * @param missing What the request for the tracks was rejected with, if it was.
 * @throws PlaybackError `invalid-argument` that says what it names instead; `missing` for an album, and for nothing
 */
export async function requireAlbum(
  read: LibraryReader,
  connection: PlexConnection,
  ratingKey: string,
  signal: AbortSignal,
  missing: unknown,
): Promise<void> {
  const named = await read(fetchItem, connection, ratingKey, signal).catch((thrown) => {
    throw missing ?? thrown;
  });
  if (named.type !== 'album') throw wrongList(notAnAlbum(named));
  if (missing) throw missing;
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

function wrongList(text: string): PlaybackError {
  return new PlaybackError('invalid-argument', { text });
}
