import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Turns } from './turns.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('gives one turn at once, and each further one after a pause', async () => {
  const turns = new Turns(1_000);
  const at: number[] = [];
  const { signal } = new AbortController();
  for (let caller = 0; caller < 3; caller += 1)
    void turns.next(signal).then(() => at.push(performance.now()));
  const start = performance.now();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(at.map((time) => time - start)).toEqual([0, 1_000, 2_000]);
  void turns.next(signal).then(() => at.push(performance.now()));
  await vi.advanceTimersByTimeAsync(0);
  expect(at).toHaveLength(4);
});

it('rejects when the signal aborts', async () => {
  const turns = new Turns(1_000);
  await expect(turns.next(AbortSignal.abort('gone'))).rejects.toBe('gone');
});
