import { classifyStatus, isDenial } from '../../plex/index.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError, type PlaybackErrorCode } from '../core/playback-error.ts';
import { failureError } from './failure-error.ts';
import { lacksBandwidth } from './lacks-bandwidth.ts';
import type { Lowered } from './lower-bitrate.ts';
import type { RecoveryLedger } from './recovery-ledger.ts';
import { pageLimit, playerLimit, type RenewalLimit } from './renewal-limits.ts';

export type RecoveryAction =
  | { readonly kind: 'renew'; readonly delayMs: number; readonly ledger: RecoveryLedger }
  | { readonly kind: 'convert' | 'lower'; readonly ledger: RecoveryLedger }
  | { readonly kind: 'fail'; readonly error: PlaybackError };

export interface RecoveryFacts {
  readonly failure: EngineFailure;
  readonly ledger: RecoveryLedger;
  readonly engine: 'dash' | 'native';
  /** Whether the server copies a stream of the file, and can be asked to convert it. */
  readonly copies: boolean;
  /** Milliseconds, on the clock of `renewedAt`. */
  readonly now: number;
  /** When any player of the page got new transcode ids. Milliseconds. */
  readonly pageRenewedAt: readonly number[];
  /** Whether two players of this page keep ending each other, and this one has to yield. */
  readonly losesToSibling: boolean;
  /** A smaller bitrate to ask for; `undefined` where there is none, or it was asked for. */
  readonly lower?: Lowered | undefined;
}

/** Delay of each renewal of a session that keeps dying. Milliseconds. */
const deadDelays = [0, 500, 1_000, 2_000, 4_000] as const;
/** An engine that stands still, or a file that does not play, is tried once again. Milliseconds. */
const againDelays = [0] as const;
/** Delay of each attempt while the server does not answer or is busy. Milliseconds. */
const awayDelays = [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000] as const;

/** Delay of each attempt after a manifest that cannot be used: it may have been cut on the way. Milliseconds. */
const unusableDelays = [0, 1_000] as const;

/** A longer `Retry-After` is cut to this, since a viewer is waiting. Milliseconds. */
const LONGEST_RETRY_AFTER_MS = 30_000;

/** Decides how to recover from a failure. Pure; the only place where this is decided. */
export function decideRecovery(facts: RecoveryFacts): RecoveryAction {
  const { failure, ledger, engine, lower } = facts;
  const meaning = classifyStatus(failure.status);
  const refused = { kind: 'fail', error: failureError(failure) } as const;
  if (failure.kind === 'slow' || meaning === 'bandwidth' || lacksBandwidth(failure.cause))
    return lower ? { kind: 'lower', ledger: { ...ledger, lowered: lower } } : refused;
  if (isDenial(meaning)) return refused;
  switch (failure.kind) {
    case 'segment-gone':
      return renewAfter(deadDelays, facts);
    case 'manifest':
      // No session has another one. A manifest that is rejected is requested again: Plex answers 400 to starts that follow
      // each other too fast.
      if (meaning === 'bad-response') return refused;
      return renewAfter(meaning === 'ok' ? unusableDelays : awayDelays, facts);
    case 'network':
      return renewAfter(awayDelays, facts);
    case 'unplayable':
      // It would be so again.
      return mayConvert(facts) ? convert(ledger) : refused;
    case 'decode':
    case 'unsupported':
      if (!mayConvert(facts)) return refused;
      // An element that was sent a wrong answer says the same as for a file that it cannot play.
      return engine === 'native' ? againOrConvert(facts) : convert(ledger);
    case 'stalled':
      return againOrConvert(facts);
    case 'refused':
    case 'missing':
    case 'cut-short':
    case 'seek':
    case 'limits':
      return refused;
  }
}

/** Whether something of the file plays as it is, and conversion of that was not asked for yet. */
function mayConvert({ engine, ledger, copies }: RecoveryFacts): boolean {
  return engine === 'native' ? !ledger.askedForConversion : copies;
}

/** One other source; after that, direct play is converted. */
function againOrConvert(facts: RecoveryFacts): RecoveryAction {
  const { ledger, engine } = facts;
  if (engine === 'native' && ledger.attempts > 0 && !ledger.askedForConversion)
    return convert(ledger);
  return renewAfter(againDelays, facts);
}

function convert(ledger: RecoveryLedger): RecoveryAction {
  return { kind: 'convert', ledger: { ...ledger, askedForConversion: true } };
}

function renewAfter(delays: readonly number[], facts: RecoveryFacts): RecoveryAction {
  const { failure, ledger, now, pageRenewedAt, losesToSibling } = facts;
  const { retryAfterMs = 0 } = failure;
  if (losesToSibling) return { kind: 'fail', error: errorOf('evicted-by-sibling', failure) };
  const planned = delays[ledger.attempts];
  const delayMs = Math.max(planned ?? 0, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
  const limited = Math.max(
    delayFor(ledger.renewedAt, playerLimit, now + delayMs),
    delayFor(pageRenewedAt, pageLimit, now + delayMs),
  );
  if (planned === undefined) return { kind: 'fail', error: lastError(facts, limited > 0) };
  // A first attempt may wait for the limit. After a failed one, more sessions would only do harm.
  if (limited > 0 && ledger.attempts > 0)
    return { kind: 'fail', error: errorOf('session-storm', failure) };
  return {
    kind: 'renew',
    delayMs: delayMs + limited,
    ledger: { ...ledger, attempts: ledger.attempts + 1 },
  };
}

/**
 * The error after the last attempt. A file of the library that is still missing is gone. A session that keeps dying says nothing
 * about the item: where the limit allows no other one, the viewer has to wait.
 */
function lastError({ failure, engine }: RecoveryFacts, isLimited: boolean): PlaybackError {
  if (failure.kind !== 'segment-gone') return failureError(failure);
  if (engine === 'native' && classifyStatus(failure.status) === 'not-found')
    return errorOf('not-found', failure);
  return errorOf(isLimited ? 'session-storm' : 'server-error', failure);
}

/** With the status of the last answer; without one when there was none. */
function errorOf(code: PlaybackErrorCode, { status, cause }: EngineFailure): PlaybackError {
  return new PlaybackError(code, { status: status || undefined, cause });
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
