import { createRandomId, type RandomBytes } from './identifiers.ts';
import { guarded } from './json-fields.ts';

/** localStorage or the like. Both may throw, and often do where storage is blocked. */
export interface IdentityStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Web Locks or the like. */
export interface LockPort {
  /** Resolves to a release function, or `undefined` when somebody holds the lock. */
  tryLock(name: string): Promise<(() => void) | undefined>;
}

/** What the platform has to offer. Each may be missing. */
export interface InstallIdPorts {
  /** Where the id is kept. Without it, each call makes one up. */
  storage?: IdentityStorage | undefined;
  /** Shared by all tabs of the origin. Without them, the last of those that mint at once wins. */
  locks?: LockPort | undefined;
  /** @default crypto.getRandomValues */
  random?: RandomBytes | undefined;
  /** How to let time pass while another tab mints. @default setTimeout */
  wait?: ((milliseconds: number) => Promise<void>) | undefined;
}

/** Tells this installation from all others: for a page, its origin in one browser profile. */
export interface InstallId {
  /** 16 characters of `[a-z0-9]`. */
  installId: string;
  /** Whether the next visit finds the same id. `false` means a new device on the server each visit. */
  persistent: boolean;
}

const key = 'coplay:install-id';
const patience = { tries: 25, everyMs: 20 };

/**
 * Reads the id of this installation, or mints one. Two tabs that open at once end with the same id:
 * minting is done under a lock and reads what it wrote. Garbage is replaced. Never rejects: where
 * storage is blocked the id is made up and `persistent` is false.
 */
export async function readInstallId(ports: InstallIdPorts): Promise<InstallId> {
  const wait = ports.wait ?? setTimeoutWait;
  const mint = () => createRandomId(16, ports.random);
  const storage = openStorage(ports);
  if (!storage) return { installId: mint(), persistent: false };

  for (let attempt = 0; attempt < patience.tries; attempt += 1) {
    const stored = storage.read();
    if (stored !== undefined) return { installId: stored, persistent: true };
    const lock = await tryLock(ports.locks);
    if (lock === 'none') break;
    if (lock !== 'busy') {
      try {
        return readOrMint(storage, mint);
      } finally {
        guarded(lock);
      }
    }
    await wait(patience.everyMs);
  }

  // Without a lock the last writer wins: write, let the others write, and take what stands there.
  const minted = readOrMint(storage, mint);
  if (!minted.persistent) return minted;
  await wait(patience.everyMs);
  return readOrMint(storage, mint);
}

interface OpenStorage {
  read(): string | undefined;
  write(id: string): void;
}

/** `undefined` when storage can't be read at all. A private window can throw at the mere mention. */
function openStorage(ports: InstallIdPorts): OpenStorage | undefined {
  try {
    const { storage } = ports;
    if (!storage) return undefined;
    storage.getItem(key);
    return {
      read() {
        const value: unknown = guarded(() => storage.getItem(key));
        return typeof value === 'string' && /^[a-z0-9]{16}$/.test(value) ? value : undefined;
      },
      write: (id) => guarded(() => storage.setItem(key, id)),
    };
  } catch {
    return undefined;
  }
}

/** What was written is read again: some browsers take a value and forget it. */
function readOrMint(storage: OpenStorage, mint: () => string): InstallId {
  const known = storage.read();
  if (known !== undefined) return { installId: known, persistent: true };
  const fresh = mint();
  storage.write(fresh);
  const written = storage.read();
  return { installId: written ?? fresh, persistent: written !== undefined };
}

async function tryLock(locks: LockPort | undefined): Promise<(() => void) | 'busy' | 'none'> {
  if (!locks) return 'none';
  try {
    return (await locks.tryLock(key)) ?? 'busy';
  } catch {
    return 'none';
  }
}

function setTimeoutWait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
