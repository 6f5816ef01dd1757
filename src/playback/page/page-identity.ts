import { fittingRole } from '../../plex/fitting-ids.ts';
import { type LockPort, leaseRoleSlot, type RoleSlot, readInstallId } from '../../plex/index.ts';

import { downloaded } from '../core/downloaded.ts';
import { createWebLocks } from './web-locks.ts';

/** How long the page keeps the slot of an unmounted player for a remount. Milliseconds. */
export const REMOUNT_GRACE_MS = 1_500;

export type IdentityFallback = 'storage-blocked' | 'no-locks' | 'slots-busy';

/** The lease of one player on a `plexClientSession`. */
export interface IdentityLease {
  readonly plexClientSession: string;
  /** Why the id is not one of the bounded set. `undefined` for a regular id. */
  readonly fallback: IdentityFallback | undefined;
  /** Gives the id back. With `linger`, the page keeps it for 1.5 s for the next player of this role. */
  release(options?: { readonly linger?: boolean }): void;
}

interface LingeringSlot {
  readonly slot: RoleSlot;
  readonly fallback: IdentityFallback | undefined;
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
  #install: Promise<{ installId: string; persistent: boolean }> | undefined;
  #locks: LockPort | undefined;
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
      return this.#leaseOf(key, kept.slot, kept.fallback);
    }
    const locks = this.#lockPort();
    const { installId, persistent } = await this.prepare();
    signal?.throwIfAborted();
    const slot = await leaseRoleSlot({ role: key, installId, locks, signal });
    return this.#leaseOf(key, slot, fallbackOf(persistent, locks, slot));
  }

  /** Reads the install id, or creates it. A lease needs it first, and it takes some milliseconds. */
  prepare(): Promise<{ installId: string; persistent: boolean }> {
    this.#install ??= readInstallId({ storage: browserStorage(), locks: this.#lockPort() });
    return this.#install;
  }

  #leaseOf(key: string, slot: RoleSlot, fallback: IdentityFallback | undefined): IdentityLease {
    let held = true;
    return {
      plexClientSession: slot.plexClientSession,
      fallback,
      release: ({ linger = false } = {}) => {
        if (!held) return;
        held = false;
        if (linger) this.#linger(key, slot, fallback);
        else slot.release();
      },
    };
  }

  #linger(key: string, slot: RoleSlot, fallback: IdentityFallback | undefined): void {
    const slots = this.#lingering.get(key) ?? [];
    this.#lingering.set(key, slots);
    const entry: LingeringSlot = {
      slot,
      fallback,
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

  #lockPort(): LockPort | undefined {
    this.#locks ??= browserLocks();
    return this.#locks;
  }
}

function fallbackOf(
  persistent: boolean,
  locks: LockPort | undefined,
  slot: RoleSlot,
): IdentityFallback | undefined {
  if (!persistent) return 'storage-blocked';
  if (slot.slot !== undefined) return undefined;
  return locks ? 'slots-busy' : 'no-locks';
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
  try {
    const manager = globalThis.navigator?.locks as LockManager | undefined;
    if (manager) return createWebLocks(manager);
  } catch {
    return undefined;
  }
  return typeof BroadcastChannel === 'function' ? createLazyBroadcastLocks() : undefined;
}

/** Only pages on plain http need these locks, so they are loaded with the first request. */
function createLazyBroadcastLocks(): LockPort {
  let loading: Promise<LockPort> | undefined;
  return {
    async tryLock(name) {
      loading ??= import('./broadcast-locks.ts').then(({ createBroadcastLocks }) =>
        createBroadcastLocks('coplay:slots', browserStorage()),
      );
      return (await loading).tryLock(name);
    },
  };
}
