import type { PlexConnection } from './connection.ts';

/**
 * Whether two connections reach the same server in the same way: equal base URL, token, labels and `fetch`. A connection that
 * is created anew at each render from the same options is the same one; another account is not.
 */
export function isSameConnection(
  a: PlexConnection | undefined,
  b: PlexConnection | undefined,
): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  return a.customFetch === b.customFetch && a.url('/') === b.url('/');
}
