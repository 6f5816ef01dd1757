import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { within } from './within.ts';

describe('within', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('resolves with the value and leaves no timer', async () => {
    expect(await within(50, Promise.resolve(1))).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rejects with the reason and leaves no timer', async () => {
    await expect(within(50, Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('resolves with undefined when the time is over', async () => {
    const late = within(50, new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(50);
    expect(await late).toBeUndefined();
  });
});
