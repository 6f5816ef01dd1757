/**
 * Starts a timer of the window that shows `element`: a player in a window of its own is seen while the page that opened it is hidden,
 * and the timers of a hidden page are slow. Returns a function that stops it.
 */
export function startTimer(
  element: Element | null | undefined,
  job: () => void,
  ms: number,
): () => void {
  const view = element?.ownerDocument.defaultView ?? globalThis;
  const timer = view.setTimeout(job, ms);
  return () => view.clearTimeout(timer);
}
