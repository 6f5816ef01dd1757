import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLockWait, type LockPort } from './lock-wait.ts';

/** Locks that answer a request after as many milliseconds as its name says. */
function slowLocks() {
  const held = new Set<string>();
  const port: LockPort = {
    async tryLock(name) {
      await new Promise((resolve) => setTimeout(resolve, Number(name)));
      held.add(name);
      return () => void held.delete(name);
    },
  };
  return { ...port, held };
}

describe('createLockWait', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('has one limit for all requests, and releases a lock that arrives later', async () => {
    const locks = slowLocks();
    const wait = createLockWait(locks, 1_000);
    const first = wait.request('600');
    await vi.advanceTimersByTimeAsync(600);
    expect(await first).toBeTypeOf('function');
    const second = wait.request('601');
    await vi.advanceTimersByTimeAsync(400);
    expect(await second).toBe('locks-silent');
    expect(await wait.request('1')).toBe('locks-silent');
    await vi.advanceTimersByTimeAsync(601);
    expect([...locks.held]).toEqual(['600']);
    wait.end();
  });

  it.each([0, -1, Number.NaN])('waits for no answer with a limit of %s', async (limitMs) => {
    const answer = createLockWait(slowLocks(), limitMs).request('600');
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toBe('locks-silent');
  });

  it('accepts an endless limit', async () => {
    const wait = createLockWait(slowLocks(), Number.POSITIVE_INFINITY);
    const answer = wait.request('3600000');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(await answer).toBeTypeOf('function');
    wait.end();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rejects when the signal is aborted, and releases a lock that arrives later', async () => {
    const [locks, life] = [slowLocks(), new AbortController()];
    const wait = createLockWait(locks, 1_000, life.signal);
    const answer = wait.request('500');
    life.abort(new Error('unmounted'));
    await expect(answer).rejects.toThrow('unmounted');
    await vi.advanceTimersByTimeAsync(500);
    expect(locks.held.size).toBe(0);
    await expect(wait.request('1')).rejects.toThrow('unmounted');
    wait.end();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ignores a late lock whose release throws', async () => {
    const locks: LockPort = {
      async tryLock() {
        await new Promise((resolve) => setTimeout(resolve, 500));
        return () => {
          throw new Error('Gone.');
        };
      },
    };
    const answer = createLockWait(locks, 10).request('1');
    await vi.advanceTimersByTimeAsync(500);
    expect(await answer).toBe('locks-silent');
  });

  it.each([null, true, {}, 7])('takes %s for a busy lock', async (lock) => {
    const wait = createLockWait({ tryLock: async () => lock as never });
    expect(await wait.request('1')).toBe('busy');
    wait.end();
  });
});
