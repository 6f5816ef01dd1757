import { createRandomId, hashHex, type RandomBytes, sanitizeRole } from './identifiers.ts';
import type { LockPort } from './install-id.ts';

/** Whom the slot is for, and what to find a free one by. */
export interface RoleSlotOptions {
  /** What the player is for, such as `music`. Sanitized if it has to be. */
  role: string;
  /** Of `readInstallId()`, or an id of the host's own. Hashed where the whole would not fit the wire. */
  installId: string;
  /** Locks that all tabs of the origin share. Without them the id is random. */
  locks?: LockPort | undefined;
  /** How many players of one role get a lasting id. @default 32 */
  maxSlots?: number | undefined;
  /** For the id that takes the place of a slot. @default crypto.getRandomValues */
  random?: RandomBytes | undefined;
  /** Ends the wait for a slot. One that is held already stays held. */
  signal?: AbortSignal | undefined;
}

/** The identity of one mounted player, held until it is released or the tab goes. */
export interface RoleSlot {
  /** Always fits `[A-Za-z0-9_-]{1,64}`. */
  readonly plexClientSession: string;
  /** From 1. `undefined` when no slot was to be had: the id is distinct, but new at every lease. */
  readonly slot: number | undefined;
  /** Gives the slot back. More than once does nothing. */
  release(): void;
}

/**
 * Leases the first free slot of a role, so that a year of reloads leaves as many devices on the server
 * as players were open at once. All slots busy, no locks, or locks that fail: a random id.
 * An aborted signal rejects with its reason, and a slot that arrives later is given back.
 */
export async function leaseRoleSlot(options: RoleSlotOptions): Promise<RoleSlot> {
  const { installId, locks, maxSlots = 32, random, signal } = options;
  const role = sanitizeRole(options.role);
  signal?.throwIfAborted();

  for (let slot = 1; locks && slot <= maxSlots; slot += 1) {
    const lock = await orAbort(lockSlot(locks, `coplay:${installId}:${role}:${slot}`), signal);
    if (lock === 'unusable') break;
    if (lock !== 'busy') return held(composeId(role, installId, String(slot)), slot, lock);
  }
  return held(composeId(role, installId, `t${createRandomId(12, random)}`), undefined, () => {});
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

/** An install id of ours has 16 characters, and the whole fits. A host's own may have to be hashed. */
function composeId(role: string, installId: string, tail: string): string {
  const id = `${role}-${installId}-${tail}`;
  return /^[\w-]{1,64}$/.test(id) ? id : `${role}-${hashHex(installId).slice(0, 16)}-${tail}`;
}

type SlotLock = (() => void) | 'busy' | 'unusable';

async function lockSlot(locks: LockPort, name: string): Promise<SlotLock> {
  try {
    return (await locks.tryLock(name)) ?? 'busy';
  } catch {
    return 'unusable';
  }
}

/** The lock, unless the signal is aborted first: then whatever still comes is released. */
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
