import type { PlexServer } from './plex-server.ts';
import type { ServerSnapshot } from './server-snapshot.ts';

/**
 * Resolves with the first snapshot for which `accept` returns true, starting with the present one. `accept` is called again after
 * each change of the server. Rejects with the reason of the signal: set a time limit by `AbortSignal.timeout(…)`.
 */
export function waitFor(
  server: Pick<PlexServer, 'snapshot' | 'subscribe'>,
  accept: (snapshot: ServerSnapshot) => boolean,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<ServerSnapshot> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      unsubscribe();
      signal?.removeEventListener('abort', abort);
    };
    const abort = () => {
      finish();
      reject(signal?.reason);
    };
    const look = () => {
      try {
        const snapshot = server.snapshot();
        if (!accept(snapshot)) return;
        finish();
        resolve(snapshot);
      } catch (error) {
        finish();
        reject(error);
      }
    };
    const unsubscribe = server.subscribe(look);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    else look();
  });
}
