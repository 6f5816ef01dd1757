import { abortableDelay } from '../core/abortable-delay.ts';

/** Waits between two attempts, and stops waiting when the browser is back online. Also notices that between two waits. */
export class BackOnline {
  readonly #signal: AbortSignal;
  #wake = new AbortController();

  /** Listens until `signal` aborts. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
    globalThis.addEventListener?.('online', () => this.#wake.abort(), { signal });
  }

  /**
   * Waits `ms` milliseconds, or until the browser is back online. Does not wait when that happened since the last wait.
   * Rejects when the signal aborts.
   */
  async orAfter(ms: number): Promise<void> {
    const { signal: woken } = this.#wake;
    await abortableDelay(ms, AbortSignal.any([this.#signal, woken])).catch(() => {});
    this.#signal.throwIfAborted();
    if (woken.aborted) this.#wake = new AbortController();
  }
}
