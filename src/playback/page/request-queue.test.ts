import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRequestQueue } from './request-queue.ts';

describe('RequestQueue', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('starts a call when the one before it has settled', async () => {
    const calls = createRequestQueue();
    const order: string[] = [];
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const first = calls.run('tv', async () => {
      order.push('stopped sent');
      await answered;
      order.push('stopped answered');
    });
    const second = calls.run('tv', async () => void order.push('decision sent'));
    await vi.advanceTimersByTimeAsync(100);
    expect(order).toEqual(['stopped sent']);
    answer();
    await Promise.all([first, second]);
    expect(order).toEqual(['stopped sent', 'stopped answered', 'decision sent']);
  });

  it('lets clients pass each other', async () => {
    const calls = createRequestQueue();
    void calls.run('video', () => new Promise<never>(() => {}));
    await expect(calls.run('music', async () => 'sent')).resolves.toBe('sent');
  });

  it('waits 1.5 s at most for a call that hangs, counted from its own start', async () => {
    const calls = createRequestQueue();
    const sent = vi.fn(async () => {});
    void calls.run('tv', () => new Promise<never>(() => {}));
    void calls.run('tv', () => new Promise<never>(() => {}));
    void calls.run('tv', sent);
    await vi.advanceTimersByTimeAsync(2_900);
    expect(sent).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('goes on after a call that fails, and hands the failure to its caller alone', async () => {
    const calls = createRequestQueue();
    const failing = calls.run('tv', () => Promise.reject(new Error('away')));
    const next = calls.run('tv', async () => 'sent');
    await expect(failing).rejects.toThrow('away');
    await expect(next).resolves.toBe('sent');
  });
});
