/** The position of the account in an item, and whether it counts as watched. */
export interface PlayState {
  /** Position to resume from, in milliseconds. 0 for the start. */
  readonly viewOffset: number;
  readonly viewCount: number;
  /** Milliseconds since 1970, 0 for never. */
  readonly lastViewedAt: number;
  /** 0 to 10, where 10 is five stars. `undefined` if it is not rated. */
  readonly rating: number | undefined;
  /** Milliseconds since 1970, 0 for never. */
  readonly lastRatedAt: number;
}

const UNSEEN = { viewOffset: 0, viewCount: 0, lastViewedAt: 0 } as const;
const NEW: PlayState = { ...UNSEEN, rating: undefined, lastRatedAt: 0 };

export interface PlayStates {
  of(guid: string): PlayState;
  /**
   * Stores a reported position. An item becomes watched when one playback reports a position below `watchedFromMs` and then one
   * above it. A jump to the end alone does not count.
   */
  report(
    guid: string,
    playbackId: string,
    timeMs: number,
    watchedFromMs: number,
    now: number,
  ): void;
  scrobble(guid: string, now: number): void;
  unscrobble(guid: string): void;
  /** `undefined` clears the rating. */
  rate(guid: string, rating: number | undefined, now: number): void;
}

export function createPlayStates(): PlayStates {
  const states = new Map<string, PlayState>();
  /** The playbacks that have reported a position below the threshold. */
  const below = new Set<string>();
  const of = (guid: string) => states.get(guid) ?? NEW;
  return {
    of,
    report(guid, playbackId, timeMs, watchedFromMs, now) {
      const state = of(guid);
      const key = `${playbackId} ${guid}`;
      if (timeMs < watchedFromMs) {
        below.add(key);
        states.set(guid, { ...state, viewOffset: timeMs, lastViewedAt: now });
      } else if (below.delete(key)) {
        states.set(guid, {
          ...state,
          viewOffset: 0,
          viewCount: state.viewCount + 1,
          lastViewedAt: now,
        });
      }
    },
    scrobble(guid, now) {
      const state = of(guid);
      const viewCount = state.viewCount + 1;
      states.set(guid, { ...state, viewOffset: 0, viewCount, lastViewedAt: now });
    },
    unscrobble(guid) {
      states.set(guid, { ...of(guid), ...UNSEEN });
    },
    rate(guid, rating, now) {
      states.set(guid, { ...of(guid), rating, lastRatedAt: now });
    },
  };
}
