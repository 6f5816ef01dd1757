import { guarded } from './json-fields.ts';

/** Locks such as Web Locks. */
export interface LockPort {
  /** Resolves to a release function, or to `undefined` when the lock is held elsewhere. */
  tryLock(name: string): Promise<(() => void) | undefined>;
}

/** A release function, or why there is none. */
export type LockAnswer = (() => void) | 'busy' | 'no-locks' | 'locks-failed' | 'locks-silent';

/** Requests locks, with one time limit for all of them together. */
export interface LockWait {
  /**
   * Requests a lock. After the limit the answer is `locks-silent`, and a lock that arrives later is released. Rejects with the
   * reason of an aborted signal.
   */
  request(name: string): Promise<LockAnswer>;
  /** Call it after the last request. */
  end(): void;
}

/** @param limitMs How long all requests together may take, from now on. Milliseconds. */
export function createLockWait(
  locks: LockPort | undefined,
  limitMs = 2_000,
  signal?: AbortSignal | undefined,
): LockWait {
  let stop = () => {};
  const stopped = new Promise<'locks-silent'>((resolve) => {
    stop = () => resolve('locks-silent');
  });
  // Timers accept at most 2^31 - 1 milliseconds.
  const timer = setTimeout(stop, Math.min(limitMs, 2 ** 31 - 1));
  signal?.addEventListener('abort', stop);
  return {
    async request(name) {
      signal?.throwIfAborted();
      const asked = tryLock(locks, name);
      const answer = await Promise.race([asked, stopped]);
      if (signal?.aborted || answer === 'locks-silent') void asked.then(unlock);
      signal?.throwIfAborted();
      return answer;
    },
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    },
  };
}

async function tryLock(locks: LockPort | undefined, name: string): Promise<LockAnswer> {
  if (!locks) return 'no-locks';
  try {
    const lock: unknown = await locks.tryLock(name);
    return typeof lock === 'function' ? (lock as () => void) : 'busy';
  } catch {
    return 'locks-failed';
  }
}

function unlock(lock: LockAnswer): void {
  if (typeof lock === 'function') guarded(lock);
}
