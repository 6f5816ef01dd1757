import type { PlexConnection } from './connection.ts';
import { discardBody } from './discard-body.ts';
import type { PlexCallOptions } from './timeline.ts';
import { pathSegment } from './url-path.ts';

/** URL that marks an item as watched or played. */
export function scrobbleUrl(connection: PlexConnection, ratingKey: string): string {
  return connection.url('/:/scrobble', watchedQuery(ratingKey));
}

/** URL that marks an item as not watched. */
export function unscrobbleUrl(connection: PlexConnection, ratingKey: string): string {
  return connection.url('/:/unscrobble', watchedQuery(ratingKey));
}

/** Marks an item as watched or played. @throws PlexError */
export async function sendScrobble(
  connection: PlexConnection,
  ratingKey: string,
  options: PlexCallOptions = {},
): Promise<void> {
  const response = await connection.fetch(scrobbleUrl(connection, ratingKey), options);
  discardBody(response);
}

/** Marks an item as not watched. @throws PlexError */
export async function sendUnscrobble(
  connection: PlexConnection,
  ratingKey: string,
  options: PlexCallOptions = {},
): Promise<void> {
  const response = await connection.fetch(unscrobbleUrl(connection, ratingKey), options);
  discardBody(response);
}

function watchedQuery(ratingKey: string) {
  // Checks the key as the other functions do. The query holds it unencoded.
  pathSegment(ratingKey, 'ratingKey');
  return { identifier: 'com.plexapp.plugins.library', key: ratingKey };
}
