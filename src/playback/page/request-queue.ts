import { within } from '../core/within.ts';

/** How long a request may block the next one of the same client identifier. Milliseconds. */
const PATIENCE_MS = 1_500;

/**
 * Runs the requests of one client identifier one after the other.
 *
 * Plex acts on the client's current session: an old `stopped` that arrives after a new start ends the new session. A request
 * that hangs blocks the next one for 1.5 s at most.
 */
export interface RequestQueue {
  run<T>(clientIdentifier: string, request: () => Promise<T>): Promise<T>;
}

export function createRequestQueue(): RequestQueue {
  const tails = new Map<string, Promise<void>>();
  return {
    run(clientIdentifier, request) {
      const before = tails.get(clientIdentifier) ?? Promise.resolve();
      const result = before.then(request);
      const tail = before
        .then(() => within(PATIENCE_MS, result))
        .catch(() => {})
        .then(() => {
          if (tails.get(clientIdentifier) === tail) tails.delete(clientIdentifier);
        });
      tails.set(clientIdentifier, tail);
      return result;
    },
  };
}
