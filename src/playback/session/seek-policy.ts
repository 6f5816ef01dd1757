import { pageLimit, playerLimit, type RenewalLimit } from './renewal-limits.ts';

export interface SeekFacts {
  /** When this player, and any player of the page, got new transcode ids. Milliseconds. */
  readonly renewedAt: readonly number[];
  readonly pageRenewedAt: readonly number[];
  readonly now: number;
  /** Whether the current session can never deliver the position. Otherwise it may, though late. */
  readonly needed: boolean;
}

/** Whether a far seek may get a new session. The last ones are reserved for failures, unless only a session helps. */
export function maySpendOnSeek({ renewedAt, pageRenewedAt, now, needed }: SeekFacts): boolean {
  const left = (times: readonly number[], { count, windowMs }: RenewalLimit) =>
    count - times.filter((time) => now - time < windowMs).length;
  return (
    left(renewedAt, playerLimit) > (needed ? 0 : 2) &&
    left(pageRenewedAt, pageLimit) > (needed ? 0 : 5)
  );
}
