/** When one player got new transcode ids, across all items that it played. Plain data. */
export interface RenewalLog {
  /** Milliseconds, oldest first. */
  renewedAt: readonly number[];
}

export function createRenewalLog(): RenewalLog {
  return { renewedAt: [] };
}
