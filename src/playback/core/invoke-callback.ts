import { reportThrown } from '../../plex/report-thrown.ts';

/** Calls a callback of the host. Errors are reported as uncaught, and do not stop playback. */
export function invokeCallback<Args extends unknown[]>(
  handler: ((...args: Args) => void) | undefined,
  ...args: Args
): void {
  try {
    const result: unknown = handler?.(...args);
    // The callback may be an async function.
    if (result instanceof Promise) result.catch(reportThrown);
  } catch (thrown) {
    reportThrown(thrown);
  }
}
