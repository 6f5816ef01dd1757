import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type IdentityLease, PageIdentity } from './page-identity.ts';

/** Locks as several tabs of one origin see them. */
function fakeLocks(held = new Set<string>()): LockManager {
  return {
    async request(name: string, _options: unknown, callback: (lock: unknown) => unknown) {
      if (held.has(name)) return callback(null);
      held.add(name);
      try {
        return await callback({ name });
      } finally {
        held.delete(name);
      }
    },
    query: () => Promise.reject(new Error('Not to be called: it evicts frozen pages.')),
  } as unknown as LockManager;
}

function fakeStorage(): Storage {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  } as Storage;
}

/** Locks that answer each request after a while, and a count of the requests. */
function slowLocks(answerMs: () => number, locks = fakeLocks()) {
  const asked: string[] = [];
  const request = async (name: string, options: LockOptions, callback: () => unknown) => {
    asked.push(name.replace(/^.*:/, ''));
    await new Promise((resolve) => setTimeout(resolve, answerMs()));
    return locks.request(name, options, callback);
  };
  return { asked, locks: { request } };
}

describe('PageIdentity', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('localStorage', fakeStorage());
    vi.stubGlobal('navigator', { locks: fakeLocks() });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('gives each player of a role a slot of its own', async () => {
    const page = new PageIdentity();
    const ids = new Set<string>();
    for (let player = 0; player < 8; player += 1) {
      const { plexClientSession, fallback } = await page.lease('single');
      expect(plexClientSession).toMatch(/^single-[a-z0-9]{16}-\d+$/);
      expect(fallback).toBeUndefined();
      ids.add(plexClientSession);
    }
    expect(ids.size).toBe(8);
  });

  it('gives distinct ids to two tabs, or to two copies of the library', async () => {
    const [one, two] = [new PageIdentity(), new PageIdentity()];
    const first = await one.lease('music');
    const second = await two.lease('music');
    expect(second.plexClientSession).not.toBe(first.plexClientSession);
  });

  it('gives the same id after a remount within 1.5 s, and frees the slot afterwards', async () => {
    const page = new PageIdentity();
    const otherTab = new PageIdentity();
    const first = await page.lease('music');
    first.release({ linger: true });
    await vi.advanceTimersByTimeAsync(1_000);
    const again = await page.lease('music');
    expect(again.plexClientSession).toBe(first.plexClientSession);

    again.release({ linger: true });
    const meanwhile = await otherTab.lease('music');
    expect(meanwhile.plexClientSession).not.toBe(first.plexClientSession);
    await vi.advanceTimersByTimeAsync(1_600);
    const later = await otherTab.lease('music');
    expect(later.plexClientSession).toBe(first.plexClientSession);
  });

  it('gives the same ids when StrictMode mounts twice in one tick', async () => {
    const page = new PageIdentity();
    const before = [await page.lease('music'), await page.lease('music')];
    const ids = before.map(({ plexClientSession }) => plexClientSession);
    for (const lease of before) lease.release({ linger: true });
    const firstMount = [new AbortController(), new AbortController()];
    const aborted = firstMount.map(({ signal }) => page.lease('music', signal));
    for (const mount of firstMount) mount.abort();
    const secondMount = await Promise.all([page.lease('music'), page.lease('music')]);
    await expect(Promise.allSettled(aborted)).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    expect(secondMount.map(({ plexClientSession }) => plexClientSession)).toEqual(ids);
  });

  it('gives a remounted player its own id, not one that another player released earlier', async () => {
    const page = new PageIdentity();
    const mine = await page.lease('music');
    const other = await page.lease('music');
    other.release({ linger: true });
    await vi.advanceTimersByTimeAsync(500);
    mine.release({ linger: true });
    const again = await page.lease('music');
    expect(again.plexClientSession).toBe(mine.plexClientSession);
  });

  it('gives remounted players their own ids when another player released its id 1 ms earlier', async () => {
    const page = new PageIdentity();
    const ids = [await page.lease('music'), await page.lease('music'), await page.lease('music')];
    const [other, ...mine] = ids;
    other?.release({ linger: true });
    await vi.advanceTimersByTimeAsync(1);
    for (const lease of mine) lease.release({ linger: true });
    const again = [await page.lease('music'), await page.lease('music')];
    expect(again.map(({ plexClientSession }) => plexClientSession)).toEqual(
      mine.map(({ plexClientSession }) => plexClientSession),
    );
  });

  it('gives the same id after a reload of the page', async () => {
    const before = await new PageIdentity().lease('music');
    before.release();
    await vi.advanceTimersByTimeAsync(0);
    const after = await new PageIdentity().lease('music');
    expect(after.plexClientSession).toBe(before.plexClientSession);
  });

  it('ignores a second release()', async () => {
    const page = new PageIdentity();
    const first = await page.lease('music');
    first.release({ linger: true });
    const second = await page.lease('music');
    first.release();
    const third = await page.lease('music');
    expect(third.plexClientSession).not.toBe(second.plexClientSession);
  });

  it('gives distinct ids and reports the fallback where storage is blocked', async () => {
    vi.stubGlobal('localStorage', undefined);
    const [one, two] = [await new PageIdentity().lease('tv'), await new PageIdentity().lease('tv')];
    expect(one.plexClientSession).not.toBe(two.plexClientSession);
    expect(one.fallback).toBe('storage-blocked');
  });

  it('gives distinct ids and reports the fallback without Web Locks and BroadcastChannel', async () => {
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('BroadcastChannel', undefined);
    const minted = Promise.all([new PageIdentity().lease('tv'), new PageIdentity().lease('tv')]);
    await vi.advanceTimersByTimeAsync(2_000);
    const [one, two] = await minted;
    expect(one?.plexClientSession).not.toBe(two?.plexClientSession);
    expect(one?.fallback).toBe('no-locks');
  });

  it('gives 50 players the slots 1 to 50, with one request each', async () => {
    const { asked, locks } = slowLocks(() => 1);
    vi.stubGlobal('navigator', { locks });
    const page = new PageIdentity();
    const leasing = Promise.all(Array.from({ length: 50 }, () => page.lease('music')));
    await vi.advanceTimersByTimeAsync(2);
    const ids = (await leasing).map(({ plexClientSession }) => plexClientSession);
    const slots = Array.from({ length: 50 }, (_, at) => `${at + 1}`);
    expect(ids.map((id) => id.replace(/^.*-/, ''))).toEqual(slots);
    expect(asked).toEqual(['install-id', ...slots]);
  });

  it('gives 50 players of a second tab the slots 51 to 100, each after two requests at most', async () => {
    const { asked, locks } = slowLocks(() => 1);
    vi.stubGlobal('navigator', { locks });
    const lease50 = async () => {
      const page = new PageIdentity();
      const leasing = Promise.all(Array.from({ length: 50 }, () => page.lease('music')));
      await vi.advanceTimersByTimeAsync(2);
      return (await leasing).map(({ plexClientSession }) => Number(/\d+$/.exec(plexClientSession)));
    };
    await lease50();
    asked.length = 0;
    const slots = await lease50();
    expect(slots.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at + 51));
    expect(asked).toHaveLength(100);
  });

  it('gives a slot that a player of the page has released to the next one', async () => {
    const page = new PageIdentity();
    const [first] = [await page.lease('music'), await page.lease('music')];
    first?.release();
    await vi.advanceTimersByTimeAsync(0);
    expect((await page.lease('music')).plexClientSession).toBe(first?.plexClientSession);
  });

  describe('with locks that do not answer', () => {
    let answerMs: number;
    beforeEach(() => {
      answerMs = Number.POSITIVE_INFINITY;
      const hung = slowLocks(() => (answerMs === Number.POSITIVE_INFINITY ? 3_600_000 : answerMs));
      vi.stubGlobal('navigator', { locks: hung.locks });
    });

    async function timed(lease: () => Promise<IdentityLease>) {
      const start = performance.now();
      const leasing = lease().then((got) => ({ ...got, ms: performance.now() - start }));
      await vi.advanceTimersByTimeAsync(2_000);
      return leasing;
    }

    it('waits 2 s once, and then 0.1 s for each lease', async () => {
      const page = new PageIdentity();
      const first = await timed(() => page.lease('music'));
      expect(first).toMatchObject({ fallback: 'locks-silent', ms: 2_000 });
      const second = await timed(() => page.lease('music'));
      expect(second).toMatchObject({ fallback: 'locks-silent', ms: 100 });
      expect(second.plexClientSession).not.toBe(first.plexClientSession);
    });

    it('counts the wait of a preparation that has begun before', async () => {
      const page = new PageIdentity();
      void page.prepare();
      await vi.advanceTimersByTimeAsync(1_700);
      expect(await timed(() => page.lease('music'))).toMatchObject({
        fallback: 'locks-silent',
        ms: 300,
      });
      vi.stubGlobal('localStorage', fakeStorage());
      const other = new PageIdentity();
      void other.prepare();
      await vi.advanceTimersByTimeAsync(10_000);
      expect((await timed(() => other.lease('music'))).ms).toBe(100);
    });

    it('gives regular ids again once the locks answer, and holds none of the late ones', async () => {
      const page = new PageIdentity();
      await timed(() => page.lease('music'));
      answerMs = 1;
      const regular = await timed(() => page.lease('music'));
      expect(regular).toMatchObject({ fallback: undefined, ms: 1 });
      await vi.advanceTimersByTimeAsync(4_000_000);
      expect((await timed(() => page.lease('music'))).plexClientSession).toMatch(/-1$/);
    });
  });
});
