import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBroadcastLocks } from './broadcast-locks.ts';

const HOUR = 3_600_000;

/** The open channels of all tabs. They deliver anything, also what can't be cloned. */
const open = new Set<Channel>();

class Channel extends EventTarget {
  constructor() {
    super();
    open.add(this);
  }
  postMessage(data: unknown) {
    for (const other of open) if (other !== this) queueMicrotask(() => other.deliver(data));
  }
  deliver(data: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  close() {
    open.delete(this);
  }
}

const post = (data: unknown) => {
  for (const channel of open) channel.deliver(data);
};

const values = new Map<string, string>();
const storage = {
  getItem: (key: string) => values.get(key) ?? null,
  setItem: (key: string, value: string) => void values.set(key, value),
  removeItem: (key: string) => void values.delete(key),
};
const key = 'test:slot-1';
const tab = () => createBroadcastLocks('test', storage);

/** The lock, if the tab gets it. It must know within a second. */
async function tries(locks: ReturnType<typeof tab>) {
  const onAnswer = vi.fn<(release: (() => void) | undefined) => void>();
  void locks.tryLock('slot-1').then(onAnswer);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(onAnswer).toHaveBeenCalledTimes(1);
  return onAnswer.mock.calls[0]?.[0];
}

describe('createBroadcastLocks beside other scripts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('BroadcastChannel', Channel);
    open.clear();
    values.clear();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const throwing = {
    get kind(): string {
      throw new Error('Do not look.');
    },
  };
  const messages = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
    fc.record({ kind: fc.anything(), name: fc.anything(), from: fc.anything() }),
    fc.record(
      {
        kind: fc.constantFrom('claim', 'taken'),
        name: fc.constantFrom<unknown>('slot-1', 'slot-2', '__proto__', null, 7, {}, []),
        from: fc.constantFrom<unknown>(null, 7, {}, [], undefined, throwing),
      },
      { requiredKeys: [] },
    ),
    fc.constantFrom(throwing, new Proxy({}, { get: () => throwing.kind }), 'x'.repeat(2 ** 20), {
      kind: 'claim',
      name: 'x'.repeat(2 ** 20),
      from: 'x'.repeat(2 ** 20),
    }),
  );

  it('ignores every message that is none of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(messages, { minLength: 1, maxLength: 5 }), async (junk) => {
        const locks = tab();
        const asked = locks.tryLock('slot-1');
        await vi.advanceTimersByTimeAsync(1);
        for (const one of junk) post(one);
        await vi.advanceTimersByTimeAsync(200);
        const release = await asked;
        expect(release).toBeTypeOf('function');
        for (const one of junk) post(one);
        expect(await tries(tab())).toBeUndefined();
        release?.();
        expect(open.size).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('treats every record that is none of its own as absent', async () => {
    const records = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ from: fc.jsonValue(), at: fc.jsonValue() })
        .filter(({ from, at }) => typeof from !== 'string' || typeof at !== 'number')
        .map((record) => JSON.stringify(record)),
      fc.constantFrom('null', '[]', '{"__proto__":{"from":"x","at":0}}', '"', '['.repeat(2 ** 16)),
    );
    await fc.assert(
      fc.asyncProperty(records, async (record) => {
        values.set(key, record);
        const release = await tries(tab());
        expect(release).toBeTypeOf('function');
        release?.();
        expect(open.size).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('asks nobody for a lock that it can not ask for, and can ask again', async () => {
    const locks = tab();
    vi.stubGlobal('BroadcastChannel', () => {
      throw new Error('SecurityError');
    });
    await expect(locks.tryLock('slot-1')).rejects.toThrow();
    vi.stubGlobal('BroadcastChannel', Channel);
    expect(await tries(locks)).toBeTypeOf('function');
  });

  describe('when the clock jumps', () => {
    it.each([-8 * HOUR, -HOUR, HOUR, 8 * HOUR])(
      'by %i ms, grants no lock of a tab that answers late',
      async (jump) => {
        const [holder, other] = [tab(), tab()];
        const release = await tries(holder);
        vi.setSystemTime(Date.now() + jump);
        for (const channel of open) {
          const deliver = channel.deliver.bind(channel);
          channel.deliver = (data) => void setTimeout(deliver, 400, data);
        }
        expect(await tries(other)).toBeUndefined();
        release?.();
        await vi.advanceTimersByTimeAsync(1_000);
        expect(open.size).toBe(0);
      },
    );

    it.each([-5 * HOUR, -1, 0, 1, 5 * HOUR])(
      'by %i ms, grants no lock of a tab that is frozen',
      async (jump) => {
        await tries(tab());
        open.clear();
        vi.setSystemTime(Date.now() + jump);
        expect(await tries(tab())).toBeUndefined();
      },
    );

    it.each([-7 * HOUR, 7 * HOUR, -1e12, 1e300])(
      'keeps no lock for a tab that has crashed, with a record of %i ms from now',
      async (offset) => {
        values.set(key, JSON.stringify({ from: 'crashed', at: Date.now() + offset }));
        expect(await tries(tab())).toBeTypeOf('function');
      },
    );

    it('writes its records anew by the new clock', async () => {
      const release = await tries(tab());
      vi.setSystemTime(Date.now() - 8 * HOUR);
      await vi.advanceTimersByTimeAsync(5 * 60_000);
      expect(JSON.parse(values.get(key) ?? '').at).toBeLessThanOrEqual(Date.now());
      release?.();
      expect(vi.getTimerCount()).toBe(0);
    });
  });
});
