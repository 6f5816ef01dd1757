import { fetchItem, type PlexConnection, type PlexItem } from '../../plex/index.ts';
import { readShared } from '../page/shared-reads.ts';

/** Fetches one item, with one request for all players of the page that ask for it. */
export function readItem(
  connection: PlexConnection,
  ratingKey: string,
  signal: AbortSignal,
): Promise<PlexItem> {
  return readShared(fetchItem, connection, ratingKey, signal);
}
