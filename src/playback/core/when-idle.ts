/** Without `requestIdleCallback` (Safari), the page counts as idle after this. Milliseconds. */
const IDLE_MS = 200;

/** Runs a job when the page is idle. Returns a function that cancels it. */
export function whenIdle(job: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(() => job());
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(job, IDLE_MS);
  return () => clearTimeout(timer);
}
