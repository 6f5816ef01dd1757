import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVirtualClock } from './virtual-clock.ts';

describe('createVirtualClock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is the real time plus the added time', () => {
    const clock = createVirtualClock(() => 1000);
    clock.advance(500);
    clock.advance(50);
    expect(clock.now()).toBe(1550);
  });

  it('ends a wait that becomes due, and keeps a longer one', async () => {
    const clock = createVirtualClock(Date.now);
    const ended: number[] = [];
    const waits = [100, 5000].map((ms) => clock.wait(ms).then(() => ended.push(ms)));
    clock.advance(200);
    await waits[0];
    expect(ended).toEqual([100]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(ended).toEqual([100, 5000]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, '5' as never, [5] as never])(
    'does not move by %s',
    (by) => {
      const clock = createVirtualClock(() => 1000);
      expect(() => clock.advance(by)).toThrow(RangeError);
      expect(clock.now()).toBe(1000);
    },
  );

  it('waits no longer than a timer can last', async () => {
    vi.useFakeTimers();
    const clock = createVirtualClock(() => 0);
    const ended = vi.fn();
    void clock.wait(Number.MAX_VALUE).then(ended);
    await vi.advanceTimersByTimeAsync(2 ** 31 - 2);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('ends a wait by its signal and clears the timer', async () => {
    const clock = createVirtualClock(Date.now);
    const controller = new AbortController();
    const wait = clock.wait(1000, controller.signal);
    controller.abort();
    await wait;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not wait for 0 ms or with an aborted signal', async () => {
    const clock = createVirtualClock(Date.now);
    await clock.wait(0);
    await clock.wait(1000, AbortSignal.abort());
    expect(vi.getTimerCount()).toBe(0);
  });
});
