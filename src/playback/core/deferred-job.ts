/** A job that runs at the latest after a while. A new one replaces it. */
export class DeferredJob {
  readonly #ms: number;
  #job: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param ms How long a job waits. Milliseconds. */
  constructor(ms: number) {
    this.#ms = ms;
  }

  schedule(job: () => void): void {
    this.cancel();
    this.#job = job;
    this.#timer = setTimeout(() => this.run(), this.#ms);
  }

  /** Runs the job now, if there is one. */
  run(): void {
    const job = this.#job;
    this.cancel();
    job?.();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#job = undefined;
  }
}
