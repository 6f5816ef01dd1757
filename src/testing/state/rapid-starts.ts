import type { PlexServerSettings } from '../server-options.ts';

/** The number of new transcodes that a client may start within the window. The figures are those of the emulated server only. */
const MOST = 5;
const WINDOW_MS = 10_000;

/** Refuses the starts of a client for a while after too many, if the settings say so. */
export interface RapidStarts {
  /** Counts a new transcode. Returns whether it is refused. */
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
