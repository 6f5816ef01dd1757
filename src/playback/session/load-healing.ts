import { notDownloaded } from '../core/not-downloaded.ts';

/** The code that replaces a dead session. */
export type Healing = typeof import('./session-renewal.ts');

let loading: Promise<Healing> | undefined;

/**
 * Downloads the code that replaces a dead session, once for this copy of the library. It is not needed for the first frame.
 * A failed download is forgotten, so the next call tries again; see `loadDashEngine` for the browsers in which that helps.
 *
 * @throws PlaybackError `server-unreachable` when the download fails.
 */
export function loadHealing(): Promise<Healing> {
  loading ??= import('./session-renewal.ts').catch((cause: unknown) => {
    loading = undefined;
    throw notDownloaded(cause);
  });
  return loading;
}
