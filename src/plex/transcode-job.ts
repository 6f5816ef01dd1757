import type { PlexConnection } from './connection.ts';
import { discardBody } from './discard-body.ts';
import { isPlexError } from './errors.ts';
import { idsQuery, type PlaybackIds } from './playback-ids.ts';
import type { PlexCallOptions } from './timeline.ts';
import { transcodePath } from './transcode-query.ts';

/** URL that keeps a transcode alive. Segment requests alone do not. */
export function pingUrl(connection: PlexConnection, ids: PlaybackIds): string {
  return connection.url(transcodePath(ids, 'ping'), idsQuery(ids));
}

/** URL that ends a transcode. The server ends it a moment later. */
export function stopUrl(connection: PlexConnection, ids: PlaybackIds): string {
  return connection.url(transcodePath(ids, 'stop'), idsQuery(ids));
}

/**
 * Keeps a transcode alive. Send it every 30 s, also while paused.
 * @throws PlexError by HTTP status other than 404, or `server-unreachable`.
 */
export async function sendPing(
  connection: PlexConnection,
  ids: PlaybackIds,
  options: PlexCallOptions = {},
): Promise<'alive' | 'gone'> {
  return (await reachesJob(connection, pingUrl(connection, ids), options)) ? 'alive' : 'gone';
}

/**
 * Ends a transcode. One that has already ended is no error, so the call can be repeated.
 * @throws PlexError by HTTP status other than 404, or `server-unreachable`.
 */
export async function sendStop(
  connection: PlexConnection,
  ids: PlaybackIds,
  options: PlexCallOptions = {},
): Promise<'stopped' | 'gone'> {
  return (await reachesJob(connection, stopUrl(connection, ids), options)) ? 'stopped' : 'gone';
}

async function reachesJob(
  connection: PlexConnection,
  url: string,
  options: PlexCallOptions,
): Promise<boolean> {
  try {
    const response = await connection.fetch(url, options);
    discardBody(response);
    return true;
  } catch (error) {
    if (isPlexError(error) && error.code === 'not-found') return false;
    throw error;
  }
}
