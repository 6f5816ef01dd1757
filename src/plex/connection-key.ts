import type { PlexConnection } from './connection.ts';
import { guarded } from './json-fields.ts';

/**
 * Names a connection by its content: base URL, token and labels. It holds the token: compare it, never show it. `undefined` for a
 * path where there is no page, as in a render on a server.
 */
export function connectionKey({ url }: PlexConnection): string | undefined {
  return guarded(() => url('/'));
}
