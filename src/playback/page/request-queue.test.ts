import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRequestQueue } from './request-queue.ts';

describe('RequestQueue', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('starts a request when the one before it has settled', async () => {
    const queue = createRequestQueue();
    const order: string[] = [];
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const first = queue.run('tv', async () => {
      order.push('stopped sent');
      await answered;
      order.push('stopped answered');
    });
    const second = queue.run('tv', async () => void order.push('decision sent'));
    await vi.advanceTimersByTimeAsync(100);
    expect(order).toEqual(['stopped sent']);
    answer();
    await Promise.all([first, second]);
    expect(order).toEqual(['stopped sent', 'stopped answered', 'decision sent']);
  });

  it('runs requests of two clients in parallel', async () => {
    const queue = createRequestQueue();
    void queue.run('video', () => new Promise<never>(() => {}));
    await expect(queue.run('music', async () => 'sent')).resolves.toBe('sent');
  });

  it('waits 1.5 s at most for a request that hangs, counted from its own start', async () => {
    const queue = createRequestQueue();
    const sent = vi.fn(async () => {});
    void queue.run('tv', () => new Promise<never>(() => {}));
    void queue.run('tv', () => new Promise<never>(() => {}));
    void queue.run('tv', sent);
    await vi.advanceTimersByTimeAsync(2_900);
    expect(sent).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('continues after a failed request, and rejects for its caller only', async () => {
    const queue = createRequestQueue();
    const failing = queue.run('tv', () => Promise.reject(new Error('away')));
    const next = queue.run('tv', async () => 'sent');
    await expect(failing).rejects.toThrow('away');
    await expect(next).resolves.toBe('sent');
  });
});
