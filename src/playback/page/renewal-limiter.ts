import type { PlexMediaType } from '../../plex/index.ts';
import { EvictionDetector } from './eviction-detector.ts';

/** At most so many new transcode ids for all players of a page in so long. */
export const pageLimit = { count: 20, windowMs: 60_000 } as const;

/** What a page remembers of the sessions of one server, so that its players together do not ask for too many. */
export interface RenewalLimiter {
  /** When any player got a new transcode id. Milliseconds. */
  readonly renewedAt: readonly number[];
  /** A player gets a new transcode id. */
  noteRenewal(now: number): void;
  /** A session of `player` has died. Answers whether this player is the one to give way, see {@link EvictionDetector}. */
  noteDeath(player: object, mediaType: PlexMediaType, now: number): boolean;
  /** A player is over and can't be to blame any more. */
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
