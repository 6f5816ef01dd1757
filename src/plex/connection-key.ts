import type { PlexConnection } from './connection.ts';

/**
 * Names a connection by its content: base URL, token and labels. It holds the token: compare it, never show it. `undefined` for a
 * path where there is no page, as in a render on a server.
 */
export function connectionKey({ url }: PlexConnection): string | undefined {
  try {
    return url('/');
  } catch {
    return undefined;
  }
}
