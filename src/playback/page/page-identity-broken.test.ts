import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type IdentityFallback, type IdentityLease, PageIdentity } from './page-identity.ts';

type Callback = (lock: object | null) => unknown;
type Request = (name: string, callback: Callback) => unknown;

const never = () => new Promise<never>(() => {});
const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
function insecure(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError');
}

/** The names of the locks that are held, in all tabs. */
const held = new Set<string>();

async function grant(name: string, callback: Callback) {
  if (held.has(name)) return callback(null);
  held.add(name);
  try {
    return await callback({ name });
  } finally {
    held.delete(name);
  }
}

const locksOf = (request: Request) => ({
  locks: { request: (name: string, _: unknown, callback: Callback) => request(name, callback) },
});

interface BrokenLocks {
  readonly navigator: object;
  readonly channel?: unknown;
  readonly reason: IdentityFallback | undefined;
}

class SilentChannel extends EventTarget {
  postMessage() {}
  close() {}
}

const webLocks: Record<string, BrokenLocks> = {
  work: { navigator: locksOf(grant), reason: undefined },
  'are missing': { navigator: {}, reason: 'no-locks' },
  'are null': { navigator: { locks: null }, reason: 'no-locks' },
  'throw when they are mentioned': {
    navigator: Object.defineProperty({}, 'locks', { get: insecure }),
    reason: 'locks-failed',
  },
  'have no request()': { navigator: { locks: {} }, reason: 'locks-failed' },
  'throw at once': { navigator: locksOf(insecure), reason: 'locks-failed' },
  reject: { navigator: locksOf(async () => insecure()), reason: 'locks-failed' },
  'settle without a callback': { navigator: locksOf(async () => {}), reason: 'locks-failed' },
  'never answer': { navigator: locksOf(never), reason: 'locks-silent' },
  'answer after 500 ms': {
    navigator: locksOf(async (name, callback) => after(500).then(() => grant(name, callback))),
    reason: undefined,
  },
  'answer after an hour': {
    navigator: locksOf(async (name, callback) =>
      after(3_600_000).then(() => grant(name, callback)),
    ),
    reason: 'locks-silent',
  },
  'reject after an hour': {
    navigator: locksOf(() => after(3_600_000).then(insecure)),
    reason: 'locks-silent',
  },
  'call each lock busy': {
    navigator: locksOf(async (_, callback) => callback(null)),
    reason: 'slots-busy',
  },
  'call back twice': {
    navigator: locksOf((name, callback) =>
      Promise.all([grant(name, callback), grant(`${name} again`, callback)]),
    ),
    reason: undefined,
  },
  'return no promise': {
    navigator: locksOf((name, callback) => void grant(name, callback)),
    reason: undefined,
  },
  'are busy up to slot 40': {
    navigator: locksOf((name, callback) =>
      Number(name.split(':').at(-1)) <= 40 ? callback(null) : grant(name, callback),
    ),
    reason: undefined,
  },
};

const channels: Record<string, BrokenLocks> = {
  'can not be created': { navigator: {}, channel: insecure, reason: 'locks-failed' },
  'can not send': {
    navigator: {},
    channel: class extends SilentChannel {
      override postMessage = insecure;
    },
    reason: 'locks-failed',
  },
  'deliver nothing': { navigator: {}, channel: SilentChannel, reason: undefined },
  'are answered by someone who holds everything': {
    navigator: {},
    channel: class extends SilentChannel {
      override postMessage(asked?: object) {
        const data = { ...asked, kind: 'taken', from: 'someone' };
        setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })), 1);
      }
    },
    reason: 'slots-busy',
  },
};

const memory = new Map<string, string>();
const working = {
  getItem: (key: string) => memory.get(key) ?? null,
  setItem: (key: string, value: string) => void memory.set(key, value),
  removeItem: (key: string) => void memory.delete(key),
};

const megabyte = 'a'.repeat(2 ** 20);

interface BrokenStorage {
  readonly property: PropertyDescriptor;
  readonly reason: IdentityFallback | undefined;
}
const blocked = (storage: unknown): BrokenStorage => ({
  property: { value: storage },
  reason: 'storage-blocked',
});

const storages: Record<string, BrokenStorage> = {
  works: { property: { value: working }, reason: undefined },
  'is missing': blocked(undefined),
  'is null': blocked(null),
  'is no storage': blocked({}),
  'throws when it is mentioned': { property: { get: insecure }, reason: 'storage-blocked' },
  'throws when it is read': blocked({ ...working, getItem: insecure }),
  'throws when it is written': blocked({ ...working, setItem: insecure }),
  'is full': blocked({
    ...working,
    setItem() {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    },
  }),
  'reads garbage': blocked({ ...working, getItem: () => '{"installId":' }),
  'reads objects': blocked({ ...working, getItem: () => ({ length: 16 }) }),
  'reads a text of 1 MB': blocked({ ...working, getItem: () => megabyte }),
  'drops what is written': blocked({ ...working, setItem() {} }),
};

describe('PageIdentity on a broken platform', () => {
  // Fake timers do not wait for the download of a chunk.
  beforeAll(() => import('./broadcast-locks.ts'));

  beforeEach(() => {
    vi.useFakeTimers();
    memory.clear();
    held.clear();
  });
  afterEach(async () => {
    await vi.advanceTimersByTimeAsync(4_000_000);
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function set(locks: BrokenLocks, storage: BrokenStorage) {
    vi.stubGlobal('navigator', locks.navigator);
    vi.stubGlobal('BroadcastChannel', locks.channel);
    vi.stubGlobal('localStorage', undefined);
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, ...storage.property });
  }

  /** The leases of two players of one page, then of a player of another tab. Each must arrive within 2 s. */
  async function leaseThree(): Promise<IdentityLease[]> {
    const [page, tab] = [new PageIdentity(), new PageIdentity()];
    return [
      ...(await withinTwoSeconds(() => [page.lease('music'), page.lease('music')])),
      ...(await withinTwoSeconds(() => [tab.lease('music')])),
    ];
  }

  async function withinTwoSeconds(lease: () => Promise<IdentityLease>[]) {
    let hasArrived = false;
    const leases = Promise.all(lease());
    void leases.then(() => {
      hasArrived = true;
    });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(hasArrived).toBe(true);
    return leases;
  }

  function expectIds(leases: readonly IdentityLease[], reason: IdentityFallback | undefined) {
    const ids = leases.map(({ plexClientSession }) => plexClientSession);
    for (const id of ids) expect(id).toMatch(/^music-[a-z0-9]{16}-(\d+|t[a-z0-9]{12})$/);
    expect(new Set(ids).size).toBe(3);
    expect(leases.map(({ fallback }) => fallback)).toEqual([reason, reason, reason]);
    for (const lease of leases) lease.release();
  }

  const works = { locks: webLocks.work as BrokenLocks, storage: storages.works as BrokenStorage };

  it.each(Object.entries(webLocks))('gives an id when Web Locks %s', async (_, locks) => {
    set(locks, works.storage);
    expectIds(await leaseThree(), locks.reason);
    await vi.advanceTimersByTimeAsync(4_000_000);
    expect([...held]).toEqual([]);
  });

  it.each(Object.entries(channels))('gives an id when channels %s', async (_, locks) => {
    set(locks, works.storage);
    expectIds(await leaseThree(), locks.reason);
  });

  it.each(Object.entries(storages))('gives an id when storage %s', async (_, storage) => {
    set(works.locks, storage);
    expectIds(await leaseThree(), storage.reason);
  });

  const everyLocks = [...Object.entries(webLocks), ...Object.entries(channels)];
  const both = Object.entries(storages).flatMap(([storage]) =>
    everyLocks.map(([locks]) => ({ storage, locks })),
  );
  it.each(both)('gives an id when storage $storage and locks $locks', async (names) => {
    const locks = { ...webLocks, ...channels }[names.locks] ?? works.locks;
    const storage = storages[names.storage] ?? works.storage;
    set(locks, storage);
    expectIds(await leaseThree(), storage.reason ?? locks.reason);
  });
});
