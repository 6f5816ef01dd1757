import type { LockPort } from '../../plex/index.ts';

/** Locks shared by all tabs of the origin. A tab that closes or crashes gives its locks back by itself. */
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
