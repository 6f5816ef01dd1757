/** Limit of new transcode ids for one player; all players of the page together have one, too. */
export const playerLimit = { count: 5, windowMs: 30_000 } as const;

/** More than any limit counts. */
const KEPT = 20;

/** When one player got new transcode ids, across all items that it played. */
export interface RenewalLog {
  /** Milliseconds, oldest first. A new array after each {@link RenewalLog.note}. */
  readonly at: readonly number[];
  /** Records a new transcode id. */
  note(now: number): void;
}

export function createRenewalLog(): RenewalLog {
  let at: readonly number[] = [];
  return {
    get at() {
      return at;
    },
    note(now) {
      at = [...at, now].slice(-KEPT);
    },
  };
}
