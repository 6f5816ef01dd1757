import { createCopyLocal } from './copy-local.ts';

/** What begins once the viewer has made a gesture. */
interface Waiting {
  play(): Promise<void>;
}

/**
 * Players that the browser did not let begin without a gesture of the viewer. The click that one of them was waiting for is
 * the click that all of them were, so that a video and its music need one and not two.
 */
export class AutoplayUnlock {
  readonly #waiting = new Set<Waiting>();

  /** Joins the others, or leaves them. */
  note(player: Waiting, waits: boolean): void {
    if (waits) this.#waiting.add(player);
    else this.#waiting.delete(player);
  }

  /** Forgets all players that wait. */
  clear(): void {
    this.#waiting.clear();
  }

  /** The gesture has come, by way of `player`: the others begin with it. */
  came(player: Waiting): void {
    if (!this.#waiting.delete(player)) return;
    for (const other of this.#waiting) void other.play();
  }
}

/** The one of this copy of the library. */
export const autoplayUnlock = createCopyLocal(
  () => new AutoplayUnlock(),
  (unlock) => unlock.clear(),
);
