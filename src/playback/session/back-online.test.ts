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

  /** Starts a wait; tells whether it is over. */
  function wait(ms: number): () => boolean {
    let over = false;
    void online.orAfter(ms).then(() => {
      over = true;
    });
    return () => over;
  }
  const comeBack = () => page.dispatchEvent(new Event('online'));

  it('waits as long as it is told', async () => {
    const over = wait(1_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(over()).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(over()).toBe(true);
  });

  it('waits no longer when the browser comes back, each time anew', async () => {
    for (let time = 0; time < 2; time += 1) {
      const over = wait(30_000);
      await vi.advanceTimersByTimeAsync(10);
      expect(over()).toBe(false);
      comeBack();
      await vi.advanceTimersByTimeAsync(0);
      expect(over()).toBe(true);
    }
  });

  it('skips the wait after a try that the browser came back during', async () => {
    comeBack();
    const skipped = wait(30_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(skipped()).toBe(true);
    const next = wait(30_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(next()).toBe(false);
  });

  it('rejects when its owner ends, and listens no more', async () => {
    const waiting = online.orAfter(30_000);
    life.abort(new Error('over'));
    await expect(waiting).rejects.toThrow('over');
    expect(vi.getTimerCount()).toBe(0);
  });
});
