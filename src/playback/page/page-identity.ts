import { fittingRole } from '../../plex/fitting-ids.ts';
import {
  type InstallId,
  type LockPort,
  leaseRoleSlot,
  type RoleSlot,
  type RoleSlotFallback,
  readInstallId,
} from '../../plex/index.ts';
import { createChunkLoader } from '../core/chunk-loader.ts';
import { downloaded } from '../core/downloaded.ts';
import { createPageLocks, type PageLocks } from './page-locks.ts';
import { createWebLocks } from './web-locks.ts';

/** How long the page keeps the slot of an unmounted player for a remount. Milliseconds. */
export const REMOUNT_GRACE_MS = 1_500;

/** How long a lease may take. Then the player gets a random id. Milliseconds. */
const LEASE_MS = 2_000;
/** How long the locks may take while the install id is created. Milliseconds. */
const INSTALL_MS = 1_800;
/** How long a lease waits for locks that have not answered for long. Milliseconds. */
const SILENT_MS = 100;

export type IdentityFallback = 'storage-blocked' | RoleSlotFallback;

/** The lease of one player on a `plexClientSession`. */
export interface IdentityLease {
  readonly plexClientSession: string;
  /** Why the id is not one of the bounded set. `undefined` for a regular id. */
  readonly fallback: IdentityFallback | undefined;
  /** Gives the id back. With `linger`, the page keeps it for 1.5 s for the next player of this role. */
  release(options?: { readonly linger?: boolean }): void;
}

type LeasedSlot = Pick<RoleSlot, 'plexClientSession' | 'release'> & Pick<IdentityLease, 'fallback'>;

interface LingeringSlot {
  readonly slot: LeasedSlot;
  readonly timer: ReturnType<typeof setTimeout>;
  /** The same object for all slots that were released in the same task. */
  readonly batch: object;
}

/** Takes the first slot of the batch released last: players that remount together get their slots back in order. */
function takeLatest(slots: LingeringSlot[]): LingeringSlot | undefined {
  const latest = slots.at(-1)?.batch;
  const index = slots.findIndex(({ batch }) => batch === latest);
  return index < 0 ? undefined : slots.splice(index, 1)[0];
}

/**
 * Identities of the players of this page: an install id kept in storage, and one slot per player, locked across all tabs.
 * Without storage or locks the ids are still distinct, but no longer one of a bounded set.
 */
export class PageIdentity {
  readonly #lingering = new Map<string, LingeringSlot[]>();
  #install: Promise<InstallId> | undefined;
  #locks: PageLocks | undefined;
  #batch: object | undefined;

  async lease(role: string, signal?: AbortSignal): Promise<IdentityLease> {
    const key = await downloaded(fittingRole(role));
    // StrictMode aborts the first of its two mounts in the same tick. A slot leased by it would be released too late for the
    // second mount, which would then get another slot.
    await undefined;
    signal?.throwIfAborted();
    const kept = takeLatest(this.#lingering.get(key) ?? []);
    if (kept) {
      clearTimeout(kept.timer);
      return this.#leaseOf(key, kept.slot);
    }
    const locks = this.#pageLocks();
    const asked = performance.now();
    const { installId, persistent } = await this.prepare();
    signal?.throwIfAborted();
    const since = Math.min(asked, locks?.silentSince ?? asked);
    const waitMs = Math.max(SILENT_MS, since + LEASE_MS - performance.now());
    const slot = await leaseRoleSlot({ role: key, installId, locks, signal, waitMs });
    return this.#leaseOf(key, persistent ? slot : { ...slot, fallback: 'storage-blocked' });
  }

  /** Reads the install id, or creates it. A lease needs it first, and it takes some milliseconds. */
  prepare(): Promise<InstallId> {
    this.#install ??= readInstallId({
      storage: browserStorage(),
      locks: this.#pageLocks(),
      waitMs: INSTALL_MS,
    });
    return this.#install;
  }

  #leaseOf(key: string, slot: LeasedSlot): IdentityLease {
    let held = true;
    return {
      plexClientSession: slot.plexClientSession,
      fallback: slot.fallback,
      release: ({ linger = false } = {}) => {
        if (!held) return;
        held = false;
        if (linger) this.#linger(key, slot);
        else slot.release();
      },
    };
  }

  #linger(key: string, slot: LeasedSlot): void {
    const slots = this.#lingering.get(key) ?? [];
    this.#lingering.set(key, slots);
    const entry: LingeringSlot = {
      slot,
      batch: this.#currentBatch(),
      timer: setTimeout(() => {
        if (slots.includes(entry)) slots.splice(slots.indexOf(entry), 1);
        slot.release();
      }, REMOUNT_GRACE_MS),
    };
    slots.push(entry);
  }

  /** Releases the slots kept for a remount, and clears the cached install id. */
  reset(): void {
    for (const slots of this.#lingering.values())
      for (const { slot, timer } of slots.splice(0)) {
        clearTimeout(timer);
        slot.release();
      }
    this.#install = undefined;
  }

  /** React unmounts a tree synchronously, so a batch ends with the running task. */
  #currentBatch(): object {
    if (!this.#batch) {
      this.#batch = {};
      queueMicrotask(() => {
        this.#batch = undefined;
      });
    }
    return this.#batch;
  }

  #pageLocks(): PageLocks | undefined {
    const locks = this.#locks ? undefined : browserLocks();
    if (locks) this.#locks = createPageLocks(locks);
    return this.#locks;
  }
}

/** Reading `localStorage` throws where storage is blocked, and in sandboxed frames. */
function browserStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

function browserLocks(): LockPort | undefined {
  const { navigator } = globalThis;
  try {
    if (!navigator?.locks)
      return typeof BroadcastChannel === 'function' ? createLazyBroadcastLocks() : undefined;
  } catch {
    // Other tabs may be able to use Web Locks. Locks of another kind could give two tabs the same id.
  }
  return createWebLocks(() => navigator.locks);
}

/** Only pages on plain http need these locks, so they are loaded with the first request. */
function createLazyBroadcastLocks(): LockPort {
  const load = createChunkLoader(async () => {
    const { createBroadcastLocks } = await import('./broadcast-locks.ts');
    return createBroadcastLocks('coplay:slots', browserStorage());
  });
  return { tryLock: async (name) => (await load()).tryLock(name) };
}
