import { guarded } from './json-fields.ts';
import { createLockWait, type LockPort } from './lock-wait.ts';
import { createRandomId, type RandomBytes } from './random-id.ts';

/** A storage such as localStorage. Both methods may throw, as they do where storage is blocked. */
export interface IdentityStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** What the platform provides. Each may be missing. */
export interface InstallIdPorts {
  /** Where the id is stored. Without it, each call creates a new one. */
  storage?: IdentityStorage | undefined;
  /** Locks shared by all tabs of the origin. Without them, the last tab to write wins when several create an id at once. */
  locks?: LockPort | undefined;
  /** @default crypto.getRandomValues */
  random?: RandomBytes | undefined;
  /** Waits while another tab creates the id. @default setTimeout */
  wait?: ((milliseconds: number) => Promise<void>) | undefined;
  /** How long the locks may take in total. After it they count as missing. Milliseconds. @default 2000 */
  waitMs?: number | undefined;
}

/** Identifies an installation: for a page, its origin in one browser profile. */
export interface InstallId {
  /** 16 characters of `[a-z0-9]`. */
  installId: string;
  /** Whether the next visit reads the same id. With `false`, each visit is a new device for the server. */
  persistent: boolean;
}

const key = 'coplay:install-id';
const polling = { tries: 25, everyMs: 20 };

/**
 * Reads the id of this installation, or creates one. Tabs that open at the same time get the same id: it is created under a
 * lock and read back. An invalid value is replaced. Never rejects: where storage is blocked, the id is new and `persistent` is
 * false.
 */
export async function readInstallId(ports: InstallIdPorts): Promise<InstallId> {
  const { wait = setTimeoutWait, locks, random, waitMs } = ports;
  // In some private windows the mere access throws.
  const storage = guarded(() => {
    ports.storage?.getItem(key);
    return ports.storage;
  });
  const read = (): InstallId | undefined => {
    const installId: unknown = guarded(() => storage?.getItem(key));
    if (typeof installId !== 'string' || !/^[a-z0-9]{16}$/.test(installId)) return undefined;
    return { installId, persistent: true };
  };
  const readOrCreate = (): InstallId => {
    const known = read();
    if (known) return known;
    const installId = createRandomId(16, random);
    guarded(() => storage?.setItem(key, installId));
    // Some browsers accept a value and drop it.
    return read() ?? { installId, persistent: false };
  };
  if (!storage) return readOrCreate();

  const lockWait = createLockWait(locks, waitMs);
  try {
    for (let attempt = 0; attempt < polling.tries; attempt += 1) {
      const known = read();
      if (known) return known;
      const lock = await lockWait.request(key);
      if (typeof lock === 'function') {
        try {
          return readOrCreate();
        } finally {
          guarded(lock);
        }
      }
      if (lock !== 'busy') break;
      await wait(polling.everyMs);
    }
  } finally {
    lockWait.end();
  }

  // Without a lock the last writer wins: write, wait for other tabs to write, then read.
  const created = readOrCreate();
  if (created.persistent) await wait(polling.everyMs);
  return created.persistent ? readOrCreate() : created;
}

function setTimeoutWait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
