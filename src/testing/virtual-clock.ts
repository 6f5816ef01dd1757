/**
 * The time of the server: the real time plus what a test has added. Only `wait` sets a timer. Moving the clock ends waits that are
 * due.
 */
export interface VirtualClock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Moves the clock forward.
   * @throws RangeError for anything but a finite number of milliseconds from 0.
   */
  advance(milliseconds: number): void;
  /** Resolves after this time of the clock, or at once when the signal is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export function createVirtualClock(realNow: () => number): VirtualClock {
  let offset = 0;
  const waiters = new Set<{ due: number; end(): void }>();
  const now = () => realNow() + offset;
  return {
    now,
    advance(milliseconds) {
      if (!Number.isFinite(milliseconds) || milliseconds < 0)
        throw new RangeError('coplay: a clock moves forward only. Give 0 or more milliseconds.');
      offset += milliseconds;
      for (const waiter of [...waiters]) if (waiter.due <= now()) waiter.end();
    },
    wait(milliseconds, signal) {
      if (!(milliseconds > 0) || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const waiter = {
          due: now() + milliseconds,
          end() {
            clearTimeout(timer);
            signal?.removeEventListener('abort', waiter.end);
            waiters.delete(waiter);
            resolve();
          },
        };
        // Too long for a timer: only moving the clock ends it.
        const timer = milliseconds < 2 ** 31 ? setTimeout(waiter.end, milliseconds) : undefined;
        signal?.addEventListener('abort', waiter.end, { once: true });
        waiters.add(waiter);
      });
    },
  };
}
