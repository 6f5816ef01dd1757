/**
 * The time of the server: the real time plus what a test has added. Only `wait` sets a timer. Moving the clock ends waits that are
 * due.
 */
export interface VirtualClock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Moves the clock forward.
   * @throws RangeError for anything but 0 or more milliseconds, and for a time after the year 9999.
   */
  advance(milliseconds: number): void;
  /** Resolves after this time of the clock, 24 days at most, or at once when the signal is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** No timer can last longer. Milliseconds. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;
/** The end of the last year that a log can write with four digits. */
const LAST = Date.UTC(10_000, 0) - 1;

export function createVirtualClock(realNow: () => number): VirtualClock {
  let offset = 0;
  const waiters = new Set<{ due: number; end(): void }>();
  const now = () => realNow() + offset;
  return {
    now,
    advance(milliseconds) {
      if (typeof milliseconds !== 'number' || !(milliseconds >= 0 && now() + milliseconds <= LAST))
        throw new RangeError(
          'coplay: `advanceMs`, or the argument of `advance`, must be a number of 0 or more: a clock moves forward only. It ends with the year 9999.',
        );
      offset += milliseconds;
      for (const waiter of [...waiters]) if (waiter.due <= now()) waiter.end();
    },
    wait(milliseconds, signal) {
      if (!(milliseconds > 0) || signal?.aborted) return Promise.resolve();
      const limited = Math.min(milliseconds, LONGEST_WAIT_MS);
      return new Promise((resolve) => {
        const waiter = {
          due: now() + limited,
          end() {
            clearTimeout(timer);
            signal?.removeEventListener('abort', waiter.end);
            waiters.delete(waiter);
            resolve();
          },
        };
        const timer = setTimeout(waiter.end, limited);
        signal?.addEventListener('abort', waiter.end, { once: true });
        waiters.add(waiter);
      });
    },
  };
}
