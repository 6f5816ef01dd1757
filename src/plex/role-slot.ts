import { fittingRole } from './fitting-ids.ts';
import { createLockWait, type LockPort } from './lock-wait.ts';
import { createRandomId, type RandomBytes } from './random-id.ts';
import { isValidRole } from './valid-ids.ts';

/** Options of {@link leaseRoleSlot}. */
export interface RoleSlotOptions {
  /** What the player is for, such as `music`. Sanitized if necessary. */
  role: string;
  /** The id of `readInstallId()`, or one of the host. Hashed if the resulting id would be too long. */
  installId: string;
  /** Locks shared by all tabs of the origin. Without them the id is random. */
  locks?: LockPort | undefined;
  /**
   * Number of slots of a role. Further players get random ids. The default is more than anyone plays at once: it ends the search
   * with locks that call every slot busy.
   * @default 1000
   */
  maxSlots?: number | undefined;
  /** How long the locks may take, for all slots together. After it the id is random. Milliseconds. @default 2000 */
  waitMs?: number | undefined;
  /** Source of random ids, for players without a slot. @default crypto.getRandomValues */
  random?: RandomBytes | undefined;
  /** Ends the wait for a slot. A slot that is held already stays held. */
  signal?: AbortSignal | undefined;
}

/**
 * Why a player has no slot: there are no locks, they threw or rejected, they did not answer within `waitMs`, or all `maxSlots` are
 * held.
 */
export type RoleSlotFallback = 'no-locks' | 'locks-failed' | 'locks-silent' | 'slots-busy';

/** The identity of one mounted player, held until it is released or the tab closes. */
export interface RoleSlot {
  /** Always fits `[A-Za-z0-9_-]{1,64}`. */
  readonly plexClientSession: string;
  /** Number of the slot, from 1. `undefined` for a random id: it is distinct, but new at every lease. */
  readonly slot: number | undefined;
  /** Why the id is random. `undefined` with a slot. */
  readonly fallback: RoleSlotFallback | undefined;
  /** Releases the slot. Further calls do nothing. */
  release(): void;
}

/**
 * Leases the first free slot of a role. The ids of slots are used again after a reload, so the server lists no more devices
 * than players were open at once. Without a free slot the id is random, and `fallback` says why. Rejects with the reason of an
 * aborted signal. A slot that arrives after the end of the wait is released.
 */
export async function leaseRoleSlot(options: RoleSlotOptions): Promise<RoleSlot> {
  const { installId, locks, maxSlots = 1_000, waitMs, random, signal } = options;
  const role = isValidRole(options.role) ? options.role : await fittingRole(options.role);
  signal?.throwIfAborted();

  let fallback: RoleSlotFallback = 'slots-busy';
  const wait = createLockWait(locks, waitMs, signal);
  try {
    for (let slot = 1; slot <= maxSlots; slot += 1) {
      const lock = await wait.request(`coplay:${installId}:${role}:${slot}`);
      if (typeof lock === 'function')
        return held(composeId(role, installId, String(slot)), slot, lock);
      if (lock === 'busy') continue;
      fallback = lock;
      break;
    }
  } finally {
    wait.end();
  }
  const id = composeId(role, installId, `t${createRandomId(12, random)}`);
  return held(id, undefined, () => {}, fallback);
}

async function held(
  id: Promise<string>,
  slot: number | undefined,
  unlock: () => void,
  fallback?: RoleSlotFallback,
): Promise<RoleSlot> {
  let released = false;
  function release() {
    if (released) return;
    released = true;
    unlock();
  }
  try {
    return Object.freeze({ plexClientSession: await id, slot, fallback, release });
  } catch (thrown) {
    // The hash could not be loaded.
    release();
    throw thrown;
  }
}

/** Hashes an install id of the host that is too long. One of `readInstallId()` has 16 characters and fits. */
async function composeId(role: string, installId: string, tail: string): Promise<string> {
  const id = `${role}-${installId}-${tail}`;
  if (/^[\w-]{1,64}$/.test(id)) return id;
  const { hashHex } = await import('./hash.ts');
  return `${role}-${hashHex(installId).slice(0, 16)}-${tail}`;
}
