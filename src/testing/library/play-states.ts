/** The position of the account in an item, and whether it counts as watched. */
export interface PlayState {
  /** Position to resume from, in milliseconds. 0 for the start. */
  readonly viewOffset: number;
  readonly viewCount: number;
  /** Milliseconds since 1970, 0 for never. */
  readonly lastViewedAt: number;
}

/** The share of an item after which it counts as watched. */
const WATCHED = 0.9;

const UNSEEN: PlayState = { viewOffset: 0, viewCount: 0, lastViewedAt: 0 };

export interface PlayStates {
  of(guid: string): PlayState;
  /**
   * Stores a reported position. An item becomes watched when one playback reports a position below the threshold and then one
   * above it. A jump to the end alone does not count.
   */
  report(guid: string, playbackId: string, timeMs: number, durationMs: number, now: number): void;
  scrobble(guid: string, now: number): void;
  unscrobble(guid: string): void;
}

export function createPlayStates(): PlayStates {
  const states = new Map<string, PlayState>();
  /** The playbacks that have reported a position below the threshold. */
  const below = new Set<string>();
  const of = (guid: string) => states.get(guid) ?? UNSEEN;
  return {
    of,
    report(guid, playbackId, timeMs, durationMs, now) {
      const state = of(guid);
      const key = `${playbackId} ${guid}`;
      if (timeMs < durationMs * WATCHED) {
        below.add(key);
        states.set(guid, { ...state, viewOffset: timeMs, lastViewedAt: now });
      } else if (below.delete(key)) {
        states.set(guid, { viewOffset: 0, viewCount: state.viewCount + 1, lastViewedAt: now });
      }
    },
    scrobble(guid, now) {
      states.set(guid, { viewOffset: 0, viewCount: of(guid).viewCount + 1, lastViewedAt: now });
    },
    unscrobble(guid) {
      states.set(guid, UNSEEN);
    },
  };
}
