import type { PlexMediaType } from '../../plex/index.ts';

/** The death of a session. */
export interface SessionDeath {
  /** Identifies the playback. Compared by identity. */
  readonly player: object;
  readonly mediaType: PlexMediaType;
  /** Milliseconds. */
  readonly at: number;
}

/** Recent renewals and deaths of all players of a page on one server. Plain data; the limits are in `session/`. */
export interface RenewalLimiter {
  /** When players got new transcode ids. Milliseconds, oldest first. */
  renewedAt: readonly number[];
  /** Oldest first. */
  deaths: readonly SessionDeath[];
}

export function createRenewalLimiter(): RenewalLimiter {
  return { renewedAt: [], deaths: [] };
}
