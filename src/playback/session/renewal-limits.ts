/** At most this many new transcode ids within this time. */
export interface RenewalLimit {
  readonly count: number;
  readonly windowMs: number;
}

/** Limit of one player. */
export const playerLimit = { count: 5, windowMs: 30_000 } as const satisfies RenewalLimit;

/** Limit of all players of a page together. */
export const pageLimit = { count: 20, windowMs: 60_000 } as const satisfies RenewalLimit;

/** Adds a renewal, and drops those that no longer count. Milliseconds. */
export function withRenewal(
  renewedAt: readonly number[],
  now: number,
  { windowMs }: RenewalLimit,
): readonly number[] {
  return [...renewedAt, now].filter((time) => now - time < windowMs);
}
