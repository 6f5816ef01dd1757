/** Reports as uncaught what an event handler of the host threw. */
export function reportThrown(thrown: unknown): void {
  if (typeof globalThis.reportError === 'function') {
    globalThis.reportError(thrown);
    return;
  }
  // biome-ignore lint/suspicious/noConsole: Node has no reportError, and the fault must not be silent.
  console.error('coplay: an event handler threw. Fix the handler; playback goes on.', thrown);
}
