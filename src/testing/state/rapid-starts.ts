import type { PlexServerSettings } from '../server-options.ts';

/** More new transcodes of one client than this within the window are too many. The figures are the emulated server's own. */
const MOST = 5;
const WINDOW_MS = 10_000;

/** Counts the transcodes that a client starts, where the settings say that one who starts too many is refused for a while. */
export interface RapidStarts {
  /** Whether a new transcode is refused now. Counts it. */
  refuses(clientIdentifier: string): boolean;
  clear(): void;
}

export function createRapidStarts(
  now: () => number,
  settings: () => PlexServerSettings,
): RapidStarts {
  const clients = new Map<string, { starts: number[]; refusedUntil: number }>();
  return {
    refuses(clientIdentifier) {
      const { rapidStartsMs } = settings();
      if (rapidStartsMs === 0) return false;
      const at = now();
      const client = clients.get(clientIdentifier) ?? { starts: [], refusedUntil: 0 };
      clients.set(clientIdentifier, client);
      if (at < client.refusedUntil) return true;
      client.starts = [...client.starts.filter((time) => at - time < WINDOW_MS), at];
      if (client.starts.length <= MOST) return false;
      client.starts = [];
      client.refusedUntil = at + rapidStartsMs;
      return true;
    },
    clear: () => clients.clear(),
  };
}
