import type { PlexConnection } from './connection.ts';
import { connectionKey } from './connection-key.ts';

/**
 * Whether two connections reach the same server in the same way: equal base URL, token, labels and `fetch`. A connection that
 * is created anew at each render from the same options is the same one; another account is not. Two paths can't be compared
 * where there is no page: then only a connection itself is the same.
 */
export function isSameConnection(
  a: PlexConnection | undefined,
  b: PlexConnection | undefined,
): boolean {
  if (a === b) return true;
  if (!a || !b || a.customFetch !== b.customFetch) return false;
  const key = connectionKey(a);
  return key !== undefined && key === connectionKey(b);
}
