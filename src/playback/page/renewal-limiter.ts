import type { PlexMediaType } from '../../plex/index.ts';
import { EvictionDetector } from './eviction-detector.ts';

/** At most this many new transcode ids within this time, for all players of a page together. */
export const pageLimit = { count: 20, windowMs: 60_000 } as const;

/** Tracks the sessions that the players of a page get from one server, so that together they do not request too many. */
export interface RenewalLimiter {
  /** Times of the recent renewals of all players. Milliseconds. */
  readonly renewedAt: readonly number[];
  /** Records that a player gets a new transcode id. */
  noteRenewal(now: number): void;
  /** Records that a session of `player` died. Returns whether this player must give way, see {@link EvictionDetector}. */
  noteDeath(player: object, mediaType: PlexMediaType, now: number): boolean;
  /** Removes a player that has ended. */
  forget(player: object): void;
}

export function createRenewalLimiter(): RenewalLimiter {
  const evictions = new EvictionDetector();
  let renewedAt: readonly number[] = [];
  return {
    get renewedAt() {
      return renewedAt;
    },
    noteRenewal(now) {
      renewedAt = [...renewedAt, now].filter((time) => now - time < pageLimit.windowMs);
    },
    noteDeath: (player, mediaType, now) => evictions.note(player, mediaType, now),
    forget: (player) => evictions.forget(player),
  };
}
