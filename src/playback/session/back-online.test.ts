import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackOnline } from './back-online.ts';

describe('BackOnline', () => {
  let page: EventTarget;
  let life: AbortController;
  let online: BackOnline;

  beforeEach(() => {
    vi.useFakeTimers();
    page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    life = new AbortController();
    online = new BackOnline(life.signal);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  /** Starts a wait; returns a check whether it is over. */
  function wait(ms: number): () => boolean {
    let over = false;
    void online.orAfter(ms).then(() => {
      over = true;
    });
    return () => over;
  }
  const goOnline = () => page.dispatchEvent(new Event('online'));

  it('waits for the given time', async () => {
    const over = wait(1_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(over()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(over()).toBe(true);
  });

  it('stops waiting when the browser is back online, every time', async () => {
    for (let time = 0; time < 2; time += 1) {
      const over = wait(30_000);
      await vi.advanceTimersByTimeAsync(10);
      expect(over()).toBe(false);
      goOnline();
      await vi.advanceTimersByTimeAsync(0);
      expect(over()).toBe(true);
    }
  });

  it('skips the wait when the browser came back online before it', async () => {
    goOnline();
    const skipped = wait(30_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(skipped()).toBe(true);
    const next = wait(30_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(next()).toBe(false);
  });

  it('rejects when the signal aborts, and stops listening', async () => {
    const waiting = online.orAfter(30_000);
    life.abort(new Error('over'));
    await expect(waiting).rejects.toThrow('over');
    expect(vi.getTimerCount()).toBe(0);
  });
});
