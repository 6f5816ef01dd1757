import { createCopyLocal } from './copy-local.ts';

/** A player whose autoplay was blocked. */
interface BlockedPlayer {
  play(): Promise<void>;
}

/**
 * Players whose autoplay the browser blocked. A user gesture on one of them starts all of them, so that a video and its music
 * need one click, not two.
 */
export class AutoplayUnlock {
  readonly #waiting = new Set<BlockedPlayer>();

  /** Sets whether `player` waits for a user gesture. */
  setWaiting(player: BlockedPlayer, waiting: boolean): void {
    if (waiting) this.#waiting.add(player);
    else this.#waiting.delete(player);
  }

  clear(): void {
    this.#waiting.clear();
  }

  /** Call it when a user gesture plays `player`. If it was waiting, the other waiting players start too. */
  playedBy(player: BlockedPlayer): void {
    if (!this.#waiting.delete(player)) return;
    for (const other of this.#waiting) void other.play();
  }
}

/** The instance of this copy of the library. */
export const autoplayUnlock = createCopyLocal(
  'autoplay',
  () => new AutoplayUnlock(),
  (unlock) => unlock.clear(),
);
