import { runInThisContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { onPageHide } from './on-page-hide.ts';

describe('onPageHide', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('calls the handler again where its first call is ended without an exception', () => {
    const listeners: (() => void)[] = [];
    vi.stubGlobal('addEventListener', (_name: string, listener: () => void) =>
      listeners.push(listener),
    );
    const done: string[] = [];
    onPageHide(() => {
      done.push('begun');
      while (done.length < 2);
      done.push('done');
    }, new AbortController().signal);
    for (const listener of listeners) terminated(listener);
    expect(done).toEqual(['begun', 'begun', 'done']);
  });

  it('stops when the signal aborts', () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    const handle = vi.fn();
    const life = new AbortController();
    onPageHide(handle, life.signal);
    page.dispatchEvent(new Event('pagehide'));
    expect(handle).toHaveBeenCalledTimes(2);
    life.abort();
    page.dispatchEvent(new Event('pagehide'));
    expect(handle).toHaveBeenCalledTimes(2);
  });
});

/** Runs a script that is ended after 50 ms, as Firefox ends one: no `catch` and no `finally` runs. */
function terminated(run: () => void): void {
  vi.stubGlobal('runUntilTerminated', run);
  try {
    runInThisContext('runUntilTerminated()', { timeout: 50 });
  } catch (error) {
    expect(error).toMatchObject({ code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
  }
}
