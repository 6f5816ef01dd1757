import { fetchItemBatches, type PlexConnection, type PlexItem } from '../../plex/index.ts';
import type { LibraryReader } from './library-read.ts';
import { PlaybackError } from './playback-error.ts';

/** For each rating key the item, or why there is none: `not-found` where the server does not have it. */
export async function describeItems(
  read: LibraryReader,
  connection: PlexConnection,
  ratingKeys: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, PlexItem | PlaybackError>> {
  const { items, failed } = await read(fetchItemBatches, connection, ratingKeys, signal);
  const found = new Map<string, PlexItem | PlaybackError>();
  for (const batch of failed) {
    const error = PlaybackError.from(batch.error);
    for (const key of batch.ratingKeys) found.set(key, error);
  }
  for (const item of items) found.set(item.ratingKey, item);
  const gone = new PlaybackError('not-found');
  for (const key of ratingKeys) if (!found.has(key)) found.set(key, gone);
  return found;
}
