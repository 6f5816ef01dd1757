import type { PlexMediaType } from '../../plex/index.ts';

/** The death of a session. */
export interface SessionDeath {
  /** Identifies the playback. Compared by identity. */
  readonly player: object;
  readonly mediaType: PlexMediaType;
  /** When it was noticed. Milliseconds. */
  readonly at: number;
}

/** A player that has replaced a session, as the other players of its page see it. */
export interface RenewingPlayer {
  /** When it last got a session in place of another. Milliseconds. */
  readonly startedAt: number;
  /** The server is known to have kept its sessions from then until `startedAt`. Milliseconds. */
  readonly steadySince: number;
  /** Whether the server still has that session. May reject. */
  hasSession(): Promise<boolean>;
}

/**
 * Recent renewals and deaths of all players of a page on one server. Plain data and functions; the limits are in `session/`.
 * What was added later is optional, because another copy of the library may have created the object.
 */
export interface RenewalLimiter {
  /** When players got new transcode ids. Milliseconds, oldest first. */
  renewedAt: readonly number[];
  /** Those that the start of another player's session may have caused. Oldest first. */
  deaths: readonly SessionDeath[];
  /** Players that have replaced a session, and still play. */
  players?: readonly RenewingPlayer[] | undefined;
}

export function createRenewalLimiter(): RenewalLimiter {
  return { renewedAt: [], deaths: [] };
}
