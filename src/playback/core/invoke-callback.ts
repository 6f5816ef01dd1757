/** Calls a callback of the host. Errors are reported as uncaught, and do not stop playback. */
export function invokeCallback<Args extends unknown[]>(
  handler: ((...args: Args) => void) | undefined,
  ...args: Args
): void {
  try {
    const result: unknown = handler?.(...args);
    // The callback may be an async function.
    if (result instanceof Promise) result.catch(report);
  } catch (thrown) {
    report(thrown);
  }
}

function report(thrown: unknown): void {
  if (typeof globalThis.reportError === 'function') {
    globalThis.reportError(thrown);
    return;
  }
  // biome-ignore lint/suspicious/noConsole: Node has no reportError, and the fault must not be silent.
  console.error('coplay: an event handler threw. Fix the handler; playback goes on.', thrown);
}
