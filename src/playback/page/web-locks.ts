import type { LockPort } from '../../plex/index.ts';

/** Locks shared by all tabs of the origin. The browser releases the locks of a tab that closes or crashes. */
export function createWebLocks(manager: LockManager): LockPort {
  return {
    tryLock: (name) =>
      new Promise((resolve, reject) => {
        manager
          // Only `ifAvailable`: a waiting request would evict a frozen page that holds the lock.
          .request(name, { ifAvailable: true }, (lock) => {
            if (!lock) return resolve(undefined);
            return new Promise<void>((release) => resolve(() => release()));
          })
          .catch(reject);
      }),
  };
}
