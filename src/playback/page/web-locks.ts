import type { LockPort } from '../../plex/index.ts';

/**
 * Locks shared by all tabs of the origin. The browser releases the locks of a tab that closes or crashes.
 *
 * @param manager Returns the lock manager. The mere access may throw, which fails the lock.
 */
export function createWebLocks(manager: () => LockManager): LockPort {
  return {
    tryLock: (name) =>
      new Promise((resolve, reject) => {
        let isAwaited = true;
        const fail = (error?: unknown) => {
          isAwaited = false;
          reject(error);
        };
        manager()
          // Only `ifAvailable`: a waiting request would evict a frozen page that holds the lock.
          .request(name, { ifAvailable: true }, (lock) => {
            // Nobody would release the lock of a second call.
            if (!isAwaited) return;
            isAwaited = false;
            if (!lock) return resolve(undefined);
            return new Promise<void>((release) => resolve(() => release()));
          })
          // A request that settles without a call has failed.
          .then(fail, fail);
      }),
  };
}
