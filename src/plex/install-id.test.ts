import { describe, expect, it } from 'vitest';
import { type IdentityStorage, readInstallId } from './install-id.ts';
import type { LockPort } from './lock-wait.ts';

const key = 'coplay:install-id';
const shape = /^[a-z0-9]{16}$/;

function memoryStorage(initial: Record<string, string> = {}) {
  const entries = new Map(Object.entries(initial));
  return {
    entries,
    getItem: (name: string) => entries.get(name) ?? null,
    setItem: (name: string, value: string) => void entries.set(name, value),
  };
}

/** Web Locks of one origin: shared by all tabs that are given it. */
function sharedLocks() {
  const taken = new Set<string>();
  const names: string[] = [];
  const port: LockPort = {
    async tryLock(name) {
      names.push(name);
      if (taken.has(name)) return undefined;
      taken.add(name);
      return () => void taken.delete(name);
    },
  };
  return { ...port, taken, names };
}

/** Lets the other tab run, without a clock. */
const wait = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('readInstallId', () => {
  it('creates an id once and reads the same one from then on', async () => {
    const [storage, locks] = [memoryStorage(), sharedLocks()];
    const first = await readInstallId({ storage, locks });
    expect(first).toEqual({ installId: expect.stringMatching(shape), persistent: true });
    expect(storage.entries.get(key)).toBe(first.installId);
    expect(await readInstallId({ storage, locks })).toEqual(first);
    expect(await readInstallId({ storage })).toEqual(first);
  });

  it('creates under the lock and releases it', async () => {
    const locks = sharedLocks();
    await readInstallId({ storage: memoryStorage(), locks });
    expect(locks.names).toEqual([key]);
    expect(locks.taken.size).toBe(0);
  });

  it('accepts a lock whose release throws', async () => {
    const tryLock = async () => () => {
      throw new Error('Gone.');
    };
    const storage = memoryStorage();
    const { persistent } = await readInstallId({ storage, locks: { tryLock } });
    expect(persistent).toBe(true);
  });

  it('uses no lock and no random bytes when there is an id', async () => {
    const never = () => {
      throw new Error('Not needed.');
    };
    const storage = memoryStorage({ [key]: 'abcdefgh12345678' });
    expect(await readInstallId({ storage, locks: { tryLock: never }, random: never })).toEqual({
      installId: 'abcdefgh12345678',
      persistent: true,
    });
  });

  it.each([
    '',
    'short',
    'ABCDEFGH12345678',
    'abcdefgh12345678\n',
    'abcdefgh1234567é',
    'null',
    'x'.repeat(1e5),
  ])('replaces an invalid value (%s)', async (garbage) => {
    const storage = memoryStorage({ [key]: garbage });
    const { installId, persistent } = await readInstallId({ storage, locks: sharedLocks() });
    expect(installId).toMatch(shape);
    expect(persistent).toBe(true);
    expect(storage.entries.get(key)).toBe(installId);
  });

  it('replaces a value that is not a string', async () => {
    const written: string[] = [];
    const storage = {
      getItem: () => written.at(-1) ?? ({ not: 'text' } as never),
      setItem: (_: string, value: string) => void written.push(value),
    };
    expect(await readInstallId({ storage, wait })).toEqual({
      installId: written[0],
      persistent: true,
    });
  });

  it('gives two tabs that open at once one id, by the lock', async () => {
    const [storage, locks] = [memoryStorage(), sharedLocks()];
    const tabs = await Promise.all(
      Array.from({ length: 5 }, () => readInstallId({ storage, locks, wait })),
    );
    expect(new Set(tabs.map(({ installId }) => installId)).size).toBe(1);
    expect(tabs.every(({ persistent }) => persistent)).toBe(true);
  });

  it('gives two tabs that open at once one id, without locks', async () => {
    // Each tab reads "nothing" once before any write of the others arrives, as across processes.
    const storage = memoryStorage();
    const blindOnce = (): IdentityStorage => {
      let reads = 0;
      return { ...storage, getItem: (name) => (reads++ < 3 ? null : storage.getItem(name)) };
    };
    const tabs = await Promise.all(
      Array.from({ length: 5 }, () => readInstallId({ storage: blindOnce(), wait })),
    );
    expect(new Set(tabs.map(({ installId }) => installId)).size).toBe(1);
    expect(storage.entries.get(key)).toBe(tabs[0]?.installId);
  });

  it('reads again under the lock: the other tab may have created one', async () => {
    const storage = memoryStorage();
    const locks: LockPort = {
      async tryLock() {
        storage.setItem(key, 'otherotherother1');
        return () => {};
      },
    };
    expect((await readInstallId({ storage, locks })).installId).toBe('otherotherother1');
  });

  it('stops waiting for a tab that keeps the lock', async () => {
    let waits = 0;
    const counted = async () => {
      waits += 1;
    };
    const storage = memoryStorage();
    const locks: LockPort = { tryLock: async () => undefined };
    const { installId, persistent } = await readInstallId({ storage, locks, wait: counted });
    expect(installId).toBe(storage.entries.get(key));
    expect(persistent).toBe(true);
    expect(waits).toBeLessThan(50);
  });

  it('works with locks that throw', async () => {
    const locks: LockPort = {
      tryLock: () => Promise.reject(new DOMException('no', 'SecurityError')),
    };
    const { persistent } = await readInstallId({ storage: memoryStorage(), locks, wait });
    expect(persistent).toBe(true);
  });

  it('does without locks that never answer, and releases one that arrives later', async () => {
    let answer = (_: () => void) => {};
    let isHeld = true;
    const locks: LockPort = {
      tryLock: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    };
    const storage = memoryStorage();
    const { installId, persistent } = await readInstallId({ storage, locks, wait, waitMs: 1 });
    expect(installId).toBe(storage.entries.get(key));
    expect(persistent).toBe(true);
    answer(() => {
      isHeld = false;
    });
    await wait();
    expect(isHeld).toBe(false);
  });

  const boom = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  it.each<[string, () => { storage?: IdentityStorage }]>([
    ['is missing', () => ({})],
    [
      'throws when it is mentioned',
      () => ({
        get storage(): IdentityStorage {
          return boom();
        },
      }),
    ],
    ['throws when it is read', () => ({ storage: { getItem: boom, setItem: () => {} } })],
    ['throws when it is written', () => ({ storage: { getItem: () => null, setItem: boom } })],
    ['forgets', () => ({ storage: { getItem: () => null, setItem: () => {} } })],
    ['always gives garbage', () => ({ storage: { getItem: () => '?', setItem: () => {} } })],
  ])('creates a distinct id where storage %s', async (_, ports) => {
    const ids = await Promise.all([readInstallId(ports()), readInstallId(ports())]);
    for (const { installId, persistent } of ids) {
      expect(installId).toMatch(shape);
      expect(persistent).toBe(false);
    }
    expect(ids[0]?.installId).not.toBe(ids[1]?.installId);
  });
});
