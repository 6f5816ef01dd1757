import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { pageLimit } from '../page/renewal-limiter.ts';

/** At most so many new transcode ids for one player in so long; for all players of the page, see {@link pageLimit}. */
export const playerLimit = { count: 5, windowMs: 30_000 } as const;

/** What has been tried since the playhead last moved, and when sessions were renewed. Immutable. */
export interface RecoveryLedger {
  /** Renewals since the playhead last moved forward. */
  readonly attempts: number;
  /** Whether conversion has been asked for after direct play could not be played. */
  readonly askedForConversion: boolean;
  /** When this player got new transcode ids. Milliseconds. */
  readonly renewedAt: readonly number[];
}

export const emptyLedger: RecoveryLedger = {
  attempts: 0,
  askedForConversion: false,
  renewedAt: [],
};

/** The playhead has really moved on: what was tried has worked. Only the brake remembers. */
export function provenLedger(ledger: RecoveryLedger): RecoveryLedger {
  return ledger.attempts === 0 ? ledger : { ...ledger, attempts: 0 };
}

export type RecoveryAction =
  | { readonly kind: 'renew'; readonly delayMs: number; readonly ledger: RecoveryLedger }
  | { readonly kind: 'convert'; readonly ledger: RecoveryLedger }
  | { readonly kind: 'fail'; readonly error: PlaybackError };

export interface RecoveryFacts {
  readonly failure: EngineFailure;
  readonly ledger: RecoveryLedger;
  readonly engine: 'dash' | 'native';
  /** Milliseconds, on the clock of `renewedAt`. */
  readonly now: number;
  /** When any player of the page got new transcode ids. Milliseconds. */
  readonly pageRenewedAt: readonly number[];
  /** Whether two players of this page keep ending each other, and this one is to give way. */
  readonly losesToSibling: boolean;
}

/** Waits before each renewal of a session that keeps dying. Milliseconds. */
const deadDelays = [0, 500, 1_000, 2_000, 4_000] as const;
/** Waits while the server is away. Milliseconds. */
const awayDelays = [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000] as const;

/** A server that asks for more is asked again all the same: a viewer waits. Milliseconds. */
const LONGEST_RETRY_AFTER_MS = 30_000;

/** From a failure and what has been tried to what is done. Pure: the only place where this is decided. */
export function decideRecovery(facts: RecoveryFacts): RecoveryAction {
  const { failure, ledger, engine } = facts;
  const { status } = failure;
  // These are answers, and another session would get the same.
  if (status === 401 || status === 403 || status === 509)
    return { kind: 'fail', error: PlaybackError.fromFailure(failure) };
  switch (failure.kind) {
    case 'segment-gone':
      // A file that is still not there is none; a transcode that dies again and again is held back.
      return renewAfter(
        deadDelays,
        facts,
        new PlaybackError(
          engine === 'native' && status === 404 ? 'not-found' : 'session-storm',
          failure,
        ),
      );
    case 'network':
    case 'manifest':
      return renewAfter(awayDelays, facts, PlaybackError.fromFailure(failure));
    case 'decode':
    case 'unsupported':
      if (engine === 'native' && !ledger.askedForConversion)
        return { kind: 'convert', ledger: { ...ledger, askedForConversion: true } };
      return { kind: 'fail', error: PlaybackError.fromFailure(failure) };
    case 'refused':
    case 'seek':
      return { kind: 'fail', error: PlaybackError.fromFailure(failure) };
  }
}

function renewAfter(
  delays: readonly number[],
  { failure, ledger, now, pageRenewedAt, losesToSibling }: RecoveryFacts,
  exhausted: PlaybackError,
): RecoveryAction {
  const { cause, retryAfterMs = 0 } = failure;
  if (losesToSibling)
    return { kind: 'fail', error: new PlaybackError('evicted-by-sibling', { cause }) };
  const planned = delays[ledger.attempts];
  if (planned === undefined) return { kind: 'fail', error: exhausted };
  const delayMs = Math.max(planned, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
  const held = Math.max(
    heldFor(ledger.renewedAt, playerLimit, now + delayMs),
    heldFor(pageRenewedAt, pageLimit, now + delayMs),
  );
  // What has worked in between may wait its turn. What has not is only going to do more harm.
  if (held > 0 && ledger.attempts > 0)
    return { kind: 'fail', error: new PlaybackError('session-storm', { cause }) };
  return {
    kind: 'renew',
    delayMs: delayMs + held,
    ledger: { ...ledger, attempts: ledger.attempts + 1 },
  };
}

/** How long a brake holds a renewal back at time `at`. Milliseconds; 0 when it does not. */
function heldFor(
  renewedAt: readonly number[],
  { count, windowMs }: { readonly count: number; readonly windowMs: number },
  at: number,
): number {
  const recent = renewedAt.filter((time) => at - time < windowMs);
  const blocking = recent[recent.length - count];
  return blocking === undefined ? 0 : blocking + windowMs - at;
}

export interface SeekFacts {
  /** When this player got new transcode ids, and when any of the page did. Milliseconds. */
  readonly renewedAt: readonly number[];
  readonly pageRenewedAt: readonly number[];
  readonly now: number;
  /** Whether the present session will never have what is wanted. Else it may get there, though late. */
  readonly needed: boolean;
}

/** Whether a far seek may still have a new session of its own. The last ones are kept for failures, unless nothing else helps. */
export function maySpendOnSeek({ renewedAt, pageRenewedAt, now, needed }: SeekFacts): boolean {
  const left = (
    times: readonly number[],
    { count, windowMs }: typeof playerLimit | typeof pageLimit,
  ) => count - times.filter((time) => now - time < windowMs).length;
  return (
    left(renewedAt, playerLimit) > (needed ? 0 : 2) &&
    left(pageRenewedAt, pageLimit) > (needed ? 0 : 5)
  );
}
