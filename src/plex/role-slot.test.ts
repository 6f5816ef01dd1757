import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { clientIdentifier } from './identifiers.ts';
import type { LockPort } from './lock-wait.ts';
import { leaseRoleSlot, type RoleSlotFallback } from './role-slot.ts';

// Thousands of generated cases take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const installId = 'abcdefgh12345678';

/** Web Locks of one origin: shared by all tabs that are given it. */
function sharedLocks() {
  const taken = new Set<string>();
  const port: LockPort = {
    async tryLock(name) {
      if (taken.has(name)) return undefined;
      taken.add(name);
      return () => void taken.delete(name);
    },
  };
  return { ...port, taken };
}

describe('leaseRoleSlot', () => {
  it('takes the first free slot, and the same one again after its release', async () => {
    const locks = sharedLocks();
    const lease = () => leaseRoleSlot({ role: 'music', installId, locks });
    const [first, second] = [await lease(), await lease()];
    expect(first).toMatchObject({
      plexClientSession: `music-${installId}-1`,
      slot: 1,
      fallback: undefined,
    });
    expect(second).toMatchObject({ plexClientSession: `music-${installId}-2`, slot: 2 });
    expect([...locks.taken]).toEqual([
      `coplay:${installId}:music:1`,
      `coplay:${installId}:music:2`,
    ]);
    first.release();
    expect(await lease()).toMatchObject({ plexClientSession: first.plexClientSession, slot: 1 });
  });

  it('has slots of its own for each role', async () => {
    const locks = sharedLocks();
    const slots = await Promise.all(
      ['single', 'music', 'single '].map((role) => leaseRoleSlot({ role, installId, locks })),
    );
    expect(slots.map(({ slot }) => slot)).toEqual([1, 1, 1]);
    expect(new Set(slots.map(({ plexClientSession }) => plexClientSession)).size).toBe(3);
  });

  it('releases a slot only once, and not from its next holder', async () => {
    const locks = sharedLocks();
    const first = await leaseRoleSlot({ role: 'music', installId, locks });
    first.release();
    const next = await leaseRoleSlot({ role: 'music', installId, locks });
    first.release();
    expect(locks.taken.size).toBe(1);
    next.release();
    expect(locks.taken.size).toBe(0);
  });

  it('gives players that mount together distinct ids, and reuses their slots after reloads', async () => {
    const locks = sharedLocks();
    const seen = new Set<string>();
    for (let reload = 0; reload < 4; reload += 1) {
      const tabs = await Promise.all(
        Array.from({ length: 8 }, () => leaseRoleSlot({ role: 'single', installId, locks })),
      );
      const ids = tabs.map(({ plexClientSession }) => plexClientSession);
      expect(new Set(ids).size).toBe(8);
      for (const id of ids) seen.add(id);
      for (const tab of tabs) tab.release();
    }
    expect(seen.size).toBe(8);
  });

  it.each<[string, LockPort | undefined, RoleSlotFallback]>([
    ['no locks', undefined, 'no-locks'],
    ['every slot taken', { tryLock: async () => undefined }, 'slots-busy'],
    ['locks that reject', { tryLock: () => Promise.reject(new Error('no')) }, 'locks-failed'],
    [
      'locks that throw',
      {
        tryLock() {
          throw new Error('insecure');
        },
      },
      'locks-failed',
    ],
    ['locks that never answer', { tryLock: () => new Promise(() => {}) }, 'locks-silent'],
  ])('with %s gives a distinct id without a slot, and says why', async (_, locks, fallback) => {
    const [a, b] = [
      await leaseRoleSlot({ role: 'music', installId, locks, waitMs: 1 }),
      await leaseRoleSlot({ role: 'music', installId, locks, waitMs: 1 }),
    ];
    expect([a.fallback, b.fallback]).toEqual([fallback, fallback]);
    expect(a.slot).toBeUndefined();
    expect(a.plexClientSession).toMatch(new RegExp(`^music-${installId}-t[a-z0-9]{12}$`));
    expect(a.plexClientSession).not.toBe(b.plexClientSession);
    expect(() => a.release()).not.toThrow();
  });

  it('tries at most the given number of slots', async () => {
    const names: string[] = [];
    const locks: LockPort = {
      async tryLock(name) {
        names.push(name);
        return undefined;
      },
    };
    await leaseRoleSlot({ role: 'music', installId, locks, maxSlots: 3 });
    expect(names.map((name) => name.split(':').at(-1))).toEqual(['1', '2', '3']);
  });

  it('gives each of 100 players a slot of its own, and ends the search with locks that call all busy', async () => {
    const locks = sharedLocks();
    const lease = () => leaseRoleSlot({ role: 'music', installId, locks });
    const slots = await Promise.all(Array.from({ length: 100 }, lease));
    expect(slots.map(({ slot }) => slot).toSorted((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, at) => at + 1),
    );
    const busy: LockPort = { tryLock: async () => undefined };
    const { slot, fallback } = await leaseRoleSlot({ role: 'music', installId, locks: busy });
    expect({ slot, fallback }).toEqual({ slot: undefined, fallback: 'slots-busy' });
  });

  it('always fits 64 characters, for any role and install id', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.oneof(fc.constant(installId), text),
        fc.boolean(),
        async (role, install, locked) => {
          const locks = locked ? sharedLocks() : undefined;
          const { plexClientSession } = await leaseRoleSlot({ role, installId: install, locks });
          expect(plexClientSession).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
          expect(clientIdentifier(plexClientSession, 'audio')).toBe(`${plexClientSession}-audio`);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  describe('with a signal', () => {
    /** A lock that answers when the test says so. */
    function slowLocks() {
      const answers: (() => void)[] = [];
      let held = 0;
      const port: LockPort = {
        tryLock: () =>
          new Promise((resolve) => {
            answers.push(() => {
              held += 1;
              resolve(() => {
                held -= 1;
              });
            });
          }),
      };
      return { ...port, answer: () => answers.shift()?.(), held: () => held };
    }

    it('requests no lock after an abort', async () => {
      const locks = slowLocks();
      const lease = leaseRoleSlot({ role: 'music', installId, locks, signal: AbortSignal.abort() });
      await expect(lease).rejects.toMatchObject({ name: 'AbortError' });
      expect(locks.answer()).toBeUndefined();
      expect(locks.held()).toBe(0);
    });

    it('rejects at once and releases a slot that arrives later', async () => {
      const [locks, controller] = [slowLocks(), new AbortController()];
      const lease = leaseRoleSlot({ role: 'music', installId, locks, signal: controller.signal });
      controller.abort(new Error('unmounted'));
      await expect(lease).rejects.toThrow('unmounted');
      locks.answer();
      expect(locks.held()).toBe(1);
      await new Promise<void>((resolve) => setImmediate(resolve));
      expect(locks.held()).toBe(0);
    });

    it('releases a slot that arrives in the same tick', async () => {
      const [locks, controller] = [slowLocks(), new AbortController()];
      const lease = leaseRoleSlot({ role: 'music', installId, locks, signal: controller.signal });
      locks.answer();
      controller.abort();
      await expect(lease).rejects.toMatchObject({ name: 'AbortError' });
      await new Promise<void>((resolve) => setImmediate(resolve));
      expect(locks.held()).toBe(0);
    });

    it('keeps a slot that was leased before, and leaves no listener', async () => {
      const [locks, controller] = [sharedLocks(), new AbortController()];
      let listeners = 0;
      const { signal } = controller;
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      signal.addEventListener = (...args: Parameters<typeof add>) => {
        listeners += 1;
        add(...args);
      };
      signal.removeEventListener = (...args: Parameters<typeof remove>) => {
        listeners -= 1;
        remove(...args);
      };
      await leaseRoleSlot({ role: 'music', installId, locks, signal });
      controller.abort();
      expect(locks.taken.size).toBe(1);
      expect(listeners).toBe(0);
    });
  });
});
