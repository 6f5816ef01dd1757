/** How long a call may hold up the next one of the same client identifier. Milliseconds. */
const PATIENCE_MS = 1_500;

/**
 * Runs the calls of one client identifier one after the other.
 *
 * Plex acts on the client's current session: an old `stopped` that arrives behind a new start ends the new session.
 * A call that hangs holds the next one up for 1.5 s at most.
 */
export class SerialCalls {
  readonly #tails = new Map<string, Promise<void>>();

  run<T>(key: string, call: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const result = before.then(call);
    const tail = before
      .then(() => settledOrLate(result))
      .then(() => {
        if (this.#tails.get(key) === tail) this.#tails.delete(key);
      });
    this.#tails.set(key, tail);
    return result;
  }
}

function settledOrLate(promise: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    promise.then(done, done);
  });
}
