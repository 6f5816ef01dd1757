import { abortableDelay } from './abortable-delay.ts';

/** Spreads what several callers do over time. */
export class Turns {
  readonly #everyMs: number;
  /** When the next caller has its turn. Milliseconds. */
  #nextAt = 0;

  /** @param everyMs Pause between two turns. Milliseconds. */
  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** Resolves at the next free turn. Rejects with the reason of the signal; the turn is lost then. */
  next(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#everyMs;
    return abortableDelay(at - now, signal);
  }
}
