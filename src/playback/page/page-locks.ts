import type { LockPort } from '../../plex/index.ts';

/** The locks of one page. */
export interface PageLocks extends LockPort {
  /** Since when a request has had no answer, by `performance.now()`. `undefined` when the last word was an answer. */
  readonly silentSince: number | undefined;
}

/**
 * Locks that know which of them this page holds or has requested: these are busy without a request. So the players of a page find
 * their slots with one request each.
 */
export function createPageLocks(locks: LockPort): PageLocks {
  const taken = new Set<string>();
  let silentSince: number | undefined;
  return {
    get silentSince() {
      return silentSince;
    },
    async tryLock(name) {
      if (taken.has(name)) return undefined;
      taken.add(name);
      silentSince ??= performance.now();
      let release: (() => void) | undefined;
      try {
        release = await locks.tryLock(name);
      } finally {
        silentSince = undefined;
        if (!release) taken.delete(name);
      }
      return (
        release &&
        (() => {
          taken.delete(name);
          release();
        })
      );
    },
  };
}
