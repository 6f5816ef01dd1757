import { classifyStatus, isDenial } from '../../plex/index.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError } from '../core/playback-error.ts';
import type { RecoveryLedger } from './recovery-ledger.ts';
import { pageLimit, playerLimit, type RenewalLimit } from './renewal-limits.ts';

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
  /** Whether two players of this page keep ending each other, and this one has to yield. */
  readonly losesToSibling: boolean;
}

/** Delay of each renewal of a session that keeps dying. Milliseconds. */
const deadDelays = [0, 500, 1_000, 2_000, 4_000] as const;
/** An engine that stands still gets one other source. Milliseconds. */
const stalledDelays = [0] as const;
/** Delay of each attempt while the server does not answer or is busy. Milliseconds. */
const awayDelays = [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000] as const;

/** A longer `Retry-After` is cut to this, since a viewer is waiting. Milliseconds. */
const LONGEST_RETRY_AFTER_MS = 30_000;

/** Decides how to recover from a failure. Pure; the only place where this is decided. */
export function decideRecovery(facts: RecoveryFacts): RecoveryAction {
  const { failure, ledger, engine } = facts;
  const { status } = failure;
  const meaning = classifyStatus(status);
  if (isDenial(meaning)) return { kind: 'fail', error: PlaybackError.fromFailure(failure) };
  switch (failure.kind) {
    case 'segment-gone':
      // A missing file is still missing after all attempts; a transcode that keeps dying hits the limit.
      return renewAfter(
        deadDelays,
        facts,
        new PlaybackError(
          engine === 'native' && meaning === 'not-found' ? 'not-found' : 'session-storm',
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
    case 'stalled':
      if (engine === 'native' && ledger.attempts > 0 && !ledger.askedForConversion)
        return { kind: 'convert', ledger: { ...ledger, askedForConversion: true } };
      return renewAfter(stalledDelays, facts, PlaybackError.fromFailure(failure));
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
  const limited = Math.max(
    delayFor(ledger.renewedAt, playerLimit, now + delayMs),
    delayFor(pageRenewedAt, pageLimit, now + delayMs),
  );
  // A first attempt may wait for the limit. After a failed one, more sessions would only do harm.
  if (limited > 0 && ledger.attempts > 0)
    return { kind: 'fail', error: new PlaybackError('session-storm', { cause }) };
  return {
    kind: 'renew',
    delayMs: delayMs + limited,
    ledger: { ...ledger, attempts: ledger.attempts + 1 },
  };
}

/** How long a limit delays a renewal at time `at`. Milliseconds. */
function delayFor(
  renewedAt: readonly number[],
  { count, windowMs }: RenewalLimit,
  at: number,
): number {
  const recent = renewedAt.filter((time) => at - time < windowMs);
  const blocking = recent[recent.length - count];
  return blocking === undefined ? 0 : blocking + windowMs - at;
}
