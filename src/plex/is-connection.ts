import type { PlexConnection } from './connection.ts';

/** Tells a connection from options. Also recognises one that another copy of the library has created. */
export function isConnection(given: unknown): given is PlexConnection {
  return typeof (given as PlexConnection | null | undefined)?.url === 'function';
}
