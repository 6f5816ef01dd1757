import { unlessAborted } from '../../plex/unless-aborted.ts';
import { within } from '../core/within.ts';

/** How long pending answers may delay the `stopped` of a playback: less than the next playback waits for it. Milliseconds. */
const PATIENCE_MS = 1_000;

/**
 * Requests that outlive their caller.
 *
 * The server processes a decision or a timeline even when the client aborts it. Aborted, and followed at once by
 * `stopped`, it could be processed after the `stopped`, and leave a session that nobody ends.
 */
export class PendingRequests {
  readonly #life = new AbortController();
  #all: Promise<unknown> = Promise.resolve();

  /** Sends a request. Rejects as soon as `signal` aborts, while the request continues. */
  send<T>(request: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const answer = request(this.#life.signal);
    // Drop the results: a playback sends requests for hours.
    this.#all = Promise.allSettled([this.#all, answer]).then(() => {});
    return unlessAborted(answer, signal);
  }

  /** Resolves once all answers are here. Aborts those that take longer than 1 s from now. */
  async settle(): Promise<void> {
    await within(PATIENCE_MS, this.#all);
    this.abort();
  }

  /** Aborts everything pending. */
  abort(): void {
    this.#life.abort();
  }
}
