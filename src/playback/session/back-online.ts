import { abortableDelay } from '../core/abortable-delay.ts';

/** Waits between two tries, and notices that the browser has come back online: also between two waits. */
export class BackOnline {
  readonly #signal: AbortSignal;
  #wake = new AbortController();

  /** Listens until `signal` aborts. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
    globalThis.addEventListener?.('online', () => this.#wake.abort(), { signal });
  }

  /**
   * Waits `ms` milliseconds, or until the browser comes back online; when it has done so since the last wait, not at all.
   * Rejects when the signal aborts.
   */
  async orAfter(ms: number): Promise<void> {
    const { signal: woken } = this.#wake;
    await abortableDelay(ms, AbortSignal.any([this.#signal, woken])).catch(() => {});
    this.#signal.throwIfAborted();
    if (woken.aborted) this.#wake = new AbortController();
  }
}
