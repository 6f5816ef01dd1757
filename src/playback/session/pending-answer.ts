import { unlessAborted } from '../core/unless-aborted.ts';

/** How long an answer may hold up the last words of a playback: less than the next one would wait for them. Milliseconds. */
const PATIENCE_MS = 1_000;

/**
 * Questions that are not called off with the one who asked them.
 *
 * A server acts on a decision or a timeline also when nobody waits for it any more. Called off, and followed at once by
 * `stopped`, it could be acted on after that, and leave a session which nobody ends.
 */
export class PendingAnswer {
  readonly #life = new AbortController();
  #answer: Promise<unknown> = Promise.resolve();

  /** Rejects as soon as `signal` aborts, while the question goes on. */
  ask<T>(question: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const answer = question(this.#life.signal);
    // Without what they are: a playback asks for hours.
    this.#answer = Promise.allSettled([this.#answer, answer]).then(() => {});
    return signal ? unlessAborted(answer, signal) : answer;
  }

  /** Resolves once there is nothing to wait for: all answers are here, or have taken 1 s more and are called off. */
  async settle(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS);
    });
    await Promise.race([this.#answer, late]);
    clearTimeout(timer);
    this.callOff();
  }

  /** Nobody waits any more. */
  callOff(): void {
    this.#life.abort();
  }
}
