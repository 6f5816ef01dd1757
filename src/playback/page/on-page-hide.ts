/**
 * Calls `handle` when the page goes away, until `signal` aborts. It is called twice, so it must be able to continue what a first call
 * has begun: Firefox ends the script that runs at the moment at which a tab is closed, without an exception, and then calls
 * the other listeners.
 */
export function onPageHide(handle: () => void, signal: AbortSignal): void {
  for (let times = 0; times < 2; times += 1)
    globalThis.addEventListener?.('pagehide', () => handle(), { signal });
}
