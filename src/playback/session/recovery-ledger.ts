import type { Lowered } from './lower-bitrate.ts';

/** What was tried since the playhead last moved forward, and when sessions were renewed. Immutable. */
export interface RecoveryLedger {
  /** Renewals since the playhead last moved forward. */
  readonly attempts: number;
  /** Whether conversion was requested after direct play had failed. */
  readonly askedForConversion: boolean;
  /** The bitrate after a refusal for want of bandwidth. */
  readonly lowered?: Lowered | undefined;
  /** When this player got new transcode ids. Milliseconds. */
  readonly renewedAt: readonly number[];
}

export const emptyLedger: RecoveryLedger = {
  attempts: 0,
  askedForConversion: false,
  renewedAt: [],
};

/** The ledger once the playhead has moved forward: the attempts are cleared, the limits still count. */
export function provenLedger(ledger: RecoveryLedger): RecoveryLedger {
  return ledger.attempts === 0 ? ledger : { ...ledger, attempts: 0 };
}
