import {
  type LockPort,
  leaseRoleSlot,
  type RoleSlot,
  readInstallId,
  sanitizeRole,
} from '../../plex/index.ts';
import { createBroadcastLocks } from './broadcast-locks.ts';
import { createWebLocks } from './web-locks.ts';

/** How long a slot stays with the page after its player has gone, for the player that comes back. Milliseconds. */
export const REMOUNT_GRACE_MS = 1_500;

export type IdentityFallback = 'storage-blocked' | 'no-locks' | 'slots-busy';

/** The hold of one player on a `plexClientSession`. */
export interface IdentityLease {
  readonly plexClientSession: string;
  /** Why the id is distinct but not one of a bounded set; `undefined` when it is. */
  readonly fallback: IdentityFallback | undefined;
  /** Gives the id back. With `linger` the next player of this role on this page gets the same one for 1.5 s. */
  release(options?: { readonly linger?: boolean }): void;
}

interface LingeringSlot {
  readonly slot: RoleSlot;
  readonly fallback: IdentityFallback | undefined;
  readonly timer: ReturnType<typeof setTimeout>;
  /** The same object for all slots that were given back together. */
  readonly batch: object;
}

/** Of the slots that were given back last, all at once, the first: what remounts together gets its own back in order. */
function takeLatest(slots: LingeringSlot[]): LingeringSlot | undefined {
  const latest = slots.at(-1)?.batch;
  const index = slots.findIndex(({ batch }) => batch === latest);
  return index < 0 ? undefined : slots.splice(index, 1)[0];
}

/**
 * Who is who on this page: an install id kept in storage, and one slot a player from locks shared by all tabs.
 * Where storage or locks are missing, ids are still distinct, only no longer bounded.
 */
export class PageIdentity {
  readonly #lingering = new Map<string, LingeringSlot[]>();
  #install: Promise<{ installId: string; persistent: boolean }> | undefined;
  #locks: LockPort | undefined;
  #batch: object | undefined;

  async lease(role: string, signal?: AbortSignal): Promise<IdentityLease> {
    const key = sanitizeRole(role);
    // StrictMode aborts the first of its two mounts in the same tick. A slot that it had taken would come back too
    // late for the second mount, which would then get the next one.
    await undefined;
    signal?.throwIfAborted();
    const kept = takeLatest(this.#lingering.get(key) ?? []);
    if (kept) {
      clearTimeout(kept.timer);
      return this.#leaseOf(key, kept.slot, kept.fallback);
    }
    const locks = this.#lockPort();
    this.#install ??= readInstallId({ storage: browserStorage(), locks });
    const { installId, persistent } = await this.#install;
    signal?.throwIfAborted();
    const slot = await leaseRoleSlot({ role: key, installId, locks, signal });
    return this.#leaseOf(key, slot, fallbackOf(persistent, locks, slot));
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

  /** Gives up what is held for a remount, and forgets the install id that was read. */
  reset(): void {
    for (const slots of this.#lingering.values())
      for (const { slot, timer } of slots.splice(0)) {
        clearTimeout(timer);
        slot.release();
      }
    this.#install = undefined;
  }

  /** React unmounts what belongs together without a break: the batch ends with the running code. */
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

/** Reading the property itself throws where storage is blocked, and in sandboxed frames. */
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
  return typeof BroadcastChannel === 'function'
    ? createBroadcastLocks('coplay:slots', browserStorage())
    : undefined;
}
