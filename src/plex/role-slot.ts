import { fittingRole } from './fitting-ids.ts';
import type { LockPort } from './install-id.ts';
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
  /** Number of slots of a role. Further players get random ids. @default 32 */
  maxSlots?: number | undefined;
  /** Source of random ids, for players without a slot. @default crypto.getRandomValues */
  random?: RandomBytes | undefined;
  /** Ends the wait for a slot. A slot that is held already stays held. */
  signal?: AbortSignal | undefined;
}

/** The identity of one mounted player, held until it is released or the tab closes. */
export interface RoleSlot {
  /** Always fits `[A-Za-z0-9_-]{1,64}`. */
  readonly plexClientSession: string;
  /** Number of the slot, from 1. `undefined` when no slot was free: the id is distinct, but new at every lease. */
  readonly slot: number | undefined;
  /** Releases the slot. Further calls do nothing. */
  release(): void;
}

/**
 * Leases the first free slot of a role. The ids of slots are used again after a reload, so the server lists no more devices
 * than players were open at once. With all slots busy, without locks, or when locks fail, the id is random. Rejects with the
 * reason of an aborted signal; a slot that arrives later is released.
 */
export async function leaseRoleSlot(options: RoleSlotOptions): Promise<RoleSlot> {
  const { installId, locks, maxSlots = 32, random, signal } = options;
  const role = isValidRole(options.role) ? options.role : await fittingRole(options.role);
  signal?.throwIfAborted();

  for (let slot = 1; locks && slot <= maxSlots; slot += 1) {
    const lock = await orAbort(lockSlot(locks, `coplay:${installId}:${role}:${slot}`), signal);
    if (lock === 'unusable') break;
    if (lock !== 'busy') return held(await composeId(role, installId, String(slot)), slot, lock);
  }
  const id = await composeId(role, installId, `t${createRandomId(12, random)}`);
  return held(id, undefined, () => {});
}

function held(plexClientSession: string, slot: number | undefined, unlock: () => void): RoleSlot {
  let released = false;
  return Object.freeze({
    plexClientSession,
    slot,
    release() {
      if (released) return;
      released = true;
      unlock();
    },
  });
}

/** Hashes an install id of the host that is too long. One of `readInstallId()` has 16 characters and fits. */
async function composeId(role: string, installId: string, tail: string): Promise<string> {
  const id = `${role}-${installId}-${tail}`;
  if (/^[\w-]{1,64}$/.test(id)) return id;
  const { hashHex } = await import('./hash.ts');
  return `${role}-${hashHex(installId).slice(0, 16)}-${tail}`;
}

type SlotLock = (() => void) | 'busy' | 'unusable';

async function lockSlot(locks: LockPort, name: string): Promise<SlotLock> {
  try {
    return (await locks.tryLock(name)) ?? 'busy';
  } catch {
    return 'unusable';
  }
}

/** The lock. If the signal is aborted first, a lock that arrives later is released. */
async function orAbort(
  lock: Promise<SlotLock>,
  signal: AbortSignal | undefined,
): Promise<SlotLock> {
  if (!signal) return lock;
  let stopListening = () => {};
  const aborted = new Promise<'aborted'>((resolve) => {
    const listener = () => resolve('aborted');
    signal.addEventListener('abort', listener, { once: true });
    stopListening = () => signal.removeEventListener('abort', listener);
  });
  const first = await Promise.race([lock, aborted]);
  stopListening();
  if (!signal.aborted && first !== 'aborted') return first;
  lock.then(unlockLate).catch(() => {});
  throw signal.reason;
}

function unlockLate(lock: SlotLock): void {
  if (typeof lock === 'function') lock();
}
