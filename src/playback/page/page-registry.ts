import { type ClientRegistry, createClientRegistry } from './client-registry.ts';
import { type IdentityLease, PageIdentity } from './page-identity.ts';
import { createRenewalLimiter, type RenewalLimiter } from './renewal-limiter.ts';
import { createRequestQueue, type RequestQueue } from './request-queue.ts';

/**
 * What all players of a page share, whichever copy of the library they come from: identities, the order of requests, and
 * limits. Plain data and functions, since another copy may be of another version. What belongs to one copy alone, such as
 * players that wait for a remount, is kept by that copy.
 */
export interface PageRegistry {
  /** Leases a `plexClientSession` for a role. */
  leaseIdentity(role: string, signal?: AbortSignal): Promise<IdentityLease>;
  readonly requestQueue: RequestQueue;
  /** Who plays under which client identifier. */
  registerClient: ClientRegistry;
  /** What the players of this page have asked of one server, by its base URL. */
  renewalLimiterOf(baseUrl: string): RenewalLimiter;
  /** What each copy does for {@link PageRegistry.reset}. */
  readonly resetters: Set<() => Promise<void> | void>;
  /** Forgets everything that unmounted players left behind. For tests: `resetPage()` of `coplay/testing` calls it. */
  reset(): Promise<void>;
}

const KEY = Symbol.for('coplay.page-registry@2');

/** The registry of this page. Lives on `globalThis`, so that a second copy of the library, or one reloaded by HMR, finds it. */
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
