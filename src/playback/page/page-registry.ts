import type { InstallId } from '../../plex/index.ts';
import { type ClientRegistry, createClientRegistry } from './client-registry.ts';
import { type IdentityLease, PageIdentity } from './page-identity.ts';
import { createRenewalLimiter, type RenewalLimiter } from './renewal-limiter.ts';
import { createRequestQueue, type RequestQueue } from './request-queue.ts';

/**
 * State shared by all players of a page and all copies of the library: identities, request order and limits. It holds plain
 * data and functions only, because another copy may be of another version. For objects of one copy, such as players kept for
 * a remount, use `createCopyLocal`.
 */
export interface PageRegistry {
  /** Reads or creates the install id. The first lease would have to wait for it. Nothing in a registry of an older copy. */
  prepareIdentity(): Promise<InstallId | undefined>;
  /** Leases a `plexClientSession` for a role. */
  leaseIdentity(role: string, signal?: AbortSignal): Promise<IdentityLease>;
  readonly requestQueue: RequestQueue;
  registerClient: ClientRegistry;
  /** The limiter of one server, by its base URL. */
  renewalLimiterOf(baseUrl: string): RenewalLimiter;
  /** Clean-up functions of each copy, called by {@link PageRegistry.reset}. */
  readonly resetters: Set<() => Promise<void> | void>;
  /** Removes everything kept for unmounted players. For tests: `resetPage()` of `coplay/testing` calls it. */
  reset(): Promise<void>;
}

const KEY = Symbol.for('coplay.page-registry@2');

/** The registry of this page. It lives on `globalThis`, where a second copy of the library, or one reloaded by HMR, finds it. */
export function pageRegistry(): PageRegistry {
  const page = globalThis as { [KEY]?: PageRegistry };
  page[KEY] ??= createPageRegistry();
  return page[KEY];
}

function createPageRegistry(): PageRegistry {
  const identity = new PageIdentity();
  const limiters = new Map<string, RenewalLimiter>();
  const resetters = new Set<() => Promise<void> | void>();
  return {
    prepareIdentity: () => identity.prepare(),
    leaseIdentity: (role, signal) => identity.lease(role, signal),
    requestQueue: createRequestQueue(),
    registerClient: createClientRegistry(),
    renewalLimiterOf(baseUrl) {
      const limiter = limiters.get(baseUrl) ?? createRenewalLimiter();
      limiters.set(baseUrl, limiter);
      return limiter;
    },
    resetters,
    async reset() {
      await Promise.all([...resetters].map((reset) => reset()));
      identity.reset();
      limiters.clear();
    },
  };
}
