import {
  createPlexConnection,
  type PlexConnection,
  type PlexConnectionOptions,
} from './connection.ts';

/** A connection, or the options to make one of. Options without `fetch` can be serialised: a server component may pass them. */
export type PlexConnectionLike = PlexConnection | PlexConnectionOptions;

/**
 * Returns a connection as it is, and makes one of options.
 * @throws PlexError `invalid-connection`
 */
export function toConnection(given: PlexConnectionLike): PlexConnection {
  return isConnection(given) ? given : createPlexConnection(given);
}

/** Tells a connection from options, also one that another copy of the library has made. */
export function isConnection(given: unknown): given is PlexConnection {
  return typeof (given as PlexConnection | null | undefined)?.url === 'function';
}
