/** Open while a component shows the player. New requests to the server wait until it is open. */
export class MountGate {
  readonly #opened = new EventTarget();
  #open = false;

  get isOpen(): boolean {
    return this.#open;
  }

  open(): void {
    this.#open = true;
    this.#opened.dispatchEvent(new Event('open'));
  }

  close(): void {
    this.#open = false;
  }

  /** Resolves when the gate is open, or the signal aborts: the caller checks its signal. */
  passed(signal: AbortSignal): Promise<void> {
    if (this.#open || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#opened.addEventListener('open', () => resolve(), { once: true, signal });
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
