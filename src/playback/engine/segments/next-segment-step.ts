import type { SegmentPlace } from './segment-router.ts';
import type { SegmentVerdict } from './segment-verdict.ts';

/** How long an encoder may start up while the server says that it is alive. Busy servers took 60 to 90 s. Milliseconds. */
const WARM_UP_MS = 90_000;
/** No session has the segment: given up after this. Milliseconds. */
const MISSING_MS = 105_000;
/** An encoder of an item whose other sessions have started so many times faster, and at least this. Milliseconds. */
const USUAL_TIMES = 10;
const LEAST_WARM_UP_MS = 15_000;
/** A session that has delivered quickly, and is alive, no longer has any segment: replaced after this. Milliseconds. */
const ABSENT_MS = 7_000;
/** The next session does not have it either: the file ends here. Milliseconds. */
const CUT_SHORT_MS = 14_000;
/** An answer that took longer was held back by an encoder that has not come so far. Milliseconds. */
const HELD_MS = 3_000;
/** Pause after a session that was needed for a seek was denied. Milliseconds. */
const DENIED_MS = 500;
/** Between two far seeks, the viewer must stay this long at a place before it gets a session. Milliseconds. */
const SETTLE_MS = 400;
/** First pause after an answer without media. Each is longer than the one before. Milliseconds. */
const EMPTY_MS = 300;
const EMPTY_GROWTH = 1.4;
const LONGEST_EMPTY_MS = 2_500;
/** How long the current session may take for a segment far ahead. Milliseconds. */
const PATIENCE_MS = 2_500;
/** This many empty answers near the end mean the end of the file. */
const EMPTY_ANSWERS = 4;
/** An encoder that has delivered before may be silent this often on one segment, 10 s each time. */
const SILENCES = 2;
/** A download may be too slow this often, 10 s each time; after a renewal once. */
const SLOW_ANSWERS = 2;
/** Pauses before a busy server is asked again. After these the session has to be renewed. Milliseconds. */
const BUSY_MS = [300, 900] as const;
/** Pauses after an answer that any other session would get as well. A proxy may give it once. Milliseconds. */
const REFUSED_MS = [500, 1_000] as const;

/** What is known about a segment that has to be loaded, and about the session that it is loaded from. */
export interface SegmentFacts {
  /** Where the segment is, seen from the live session. */
  readonly place: SegmentPlace;
  /** How long ago a far seek last got a session. Milliseconds. */
  readonly movedMsAgo: number;
  /** Result of the last request for a session at this place, since the last answer. */
  readonly relocation: 'none' | 'kept' | 'denied';
  /** Whether the live session was asked for it with limited patience, and has not answered. */
  readonly isOverdue: boolean;

  /** Whether the answer comes from a session that has been replaced since. */
  readonly isSuperseded: boolean;
  /** How many answers of this verdict the live session has given, this one included. */
  readonly repeats: number;
  /** Time since the first answer of the live session. Milliseconds. */
  readonly waitedMs: number;
  /** Time since the first answer of any session. Milliseconds. */
  readonly missingMs: number;
  /** How long the last answer took. Milliseconds. */
  readonly tookMs: number;
  /** Result of the last renewal for this segment. */
  readonly renewal: 'none' | 'renewed' | 'kept' | 'denied';
  /** What the server said about the transcode since the answer. No reply counts as `alive`: the verdict will tell. */
  readonly transcode: 'unknown' | 'alive' | 'gone';
  /** Whether the first session was alive while it did not have the segment. */
  readonly wasAlive: boolean;
  /** Whether the live session has delivered media of the same track. */
  readonly hasDelivered: boolean;
  /** Whether any session has delivered media of the same track. */
  readonly wasDelivered: boolean;
  /** How long other sessions of the source took to deliver, the slowest; `undefined` while none has. Milliseconds. */
  readonly usualWarmUpMs: number | undefined;
  /** Whether the first session that was asked had delivered nothing of the track. */
  readonly wasFresh: boolean;
  /** Whether the first session was expected to have the segment at once, see `SegmentRouter.expectsSoon`. */
  readonly wasDue: boolean;
  /** Whether the segment is near the end of the item, where files may end early. */
  readonly isNearEnd: boolean;
  /** Whether the segment is after the end that the server has stated. */
  readonly isBeyondEnd: boolean;
  /** Whether an empty answer means that the segment is before the start of the session. */
  readonly isGap: boolean;
}

export type SegmentStep =
  /** Request it from the live session; with `patienceMs`, give up when nothing is received for so long. */
  | { readonly kind: 'ask'; readonly patienceMs: number | undefined }
  /** Request a session that starts at the segment. */
  | { readonly kind: 'relocate'; readonly needed: boolean }
  /** Drop the answer and decide anew after a pause. `inTurn`: and not before the turn of this track. */
  | { readonly kind: 'retry'; readonly delayMs: number; readonly inTurn?: true }
  /** Ask the server whether it still has the transcode. */
  | { readonly kind: 'probe' }
  /** Replace the session. */
  | { readonly kind: 'renew'; readonly reason: 'network' | 'segment-gone' }
  /** Pass the answer to dash.js. */
  | { readonly kind: 'deliver' }
  /** Tell dash.js that the file has ended. */
  | { readonly kind: 'end' }
  /** Playback fails. `cut-short`: the file ends here, long before the end that the server has stated. */
  | { readonly kind: 'fail'; readonly reason: 'answer' | 'missing' | 'cut-short' };

const retryAtOnce: SegmentStep = { kind: 'retry', delayMs: 0 };

/**
 * Decides what to do next for one segment. Pure; the only place where this is decided.
 * @param verdict Of the last answer; `undefined` before the segment is requested.
 */
export function nextSegmentStep(
  verdict: SegmentVerdict | undefined,
  facts: SegmentFacts,
): SegmentStep {
  return verdict === undefined ? beforeAnswer(facts) : afterAnswer(verdict, facts);
}

/** A session has no media before its start and takes long to get far ahead: both need a new session. */
function beforeAnswer({ place, movedMsAgo, relocation, isOverdue }: SegmentFacts): SegmentStep {
  if (place === 'near') return { kind: 'ask', patienceMs: undefined };
  if (relocation === 'none') {
    // The viewer may only be passing on the way to another place.
    if (movedMsAgo < SETTLE_MS) return { kind: 'retry', delayMs: SETTLE_MS };
    return { kind: 'relocate', needed: place === 'before' || isOverdue };
  }
  // The live session will never have it.
  if (relocation === 'denied' && place === 'before') return { kind: 'retry', delayMs: DENIED_MS };
  return { kind: 'ask', patienceMs: isOverdue ? undefined : PATIENCE_MS };
}

function afterAnswer(verdict: SegmentVerdict, facts: SegmentFacts): SegmentStep {
  if (verdict === 'full') return { kind: 'deliver' };
  if (facts.renewal === 'denied') return { kind: 'fail', reason: 'answer' };
  // The last answers of a replaced session may be late. They say nothing about the live one.
  if (facts.isSuperseded) return retryAtOnce;
  if (facts.isBeyondEnd) return { kind: 'end' };
  switch (verdict) {
    case 'oversize':
      return { kind: 'fail', reason: 'answer' };
    case 'refused':
      return retryAfter(REFUSED_MS, facts) ?? { kind: 'fail', reason: 'answer' };
    case 'away':
      return retryAfter(BUSY_MS, facts) ?? { kind: 'renew', reason: 'network' };
    case 'slow':
      return afterSlow(facts);
    case 'gone':
    case 'empty':
    case 'silent':
      return afterNothing(verdict, facts);
  }
}

function retryAfter(pauses: readonly number[], { repeats }: SegmentFacts): SegmentStep | undefined {
  const delayMs = pauses[repeats - 1];
  return delayMs === undefined ? undefined : { kind: 'retry', delayMs };
}

/** Another connection may be faster. */
function afterSlow({ repeats, renewal }: SegmentFacts): SegmentStep {
  if (renewal !== 'none') return { kind: 'fail', reason: 'answer' };
  return repeats < SLOW_ANSWERS ? retryAtOnce : { kind: 'renew', reason: 'network' };
}

function afterNothing(verdict: 'gone' | 'empty' | 'silent', facts: SegmentFacts): SegmentStep {
  const { transcode, renewal, waitedMs, missingMs, wasDelivered } = facts;
  if (transcode === 'gone') return { kind: 'renew', reason: 'segment-gone' };
  const warmUpMs = longestWarmUp(facts);
  if (missingMs >= Math.min(2 * warmUpMs, MISSING_MS))
    return {
      kind: 'fail',
      reason: warmUpMs < WARM_UP_MS && wasDelivered ? 'cut-short' : 'missing',
    };
  if (waitedMs >= warmUpMs && renewal !== 'renewed')
    return { kind: 'renew', reason: 'segment-gone' };
  if (verdict === 'gone') return afterGone(facts);
  return verdict === 'empty' ? afterEmpty(facts) : afterSilence(facts);
}

/** An encoder that starts far into the item needs no longer than one at its start, but for a busy server. Milliseconds. */
function longestWarmUp({ usualWarmUpMs, wasFresh }: SegmentFacts): number {
  if (usualWarmUpMs === undefined || !wasFresh) return WARM_UP_MS;
  return Math.min(WARM_UP_MS, Math.max(LEAST_WARM_UP_MS, USUAL_TIMES * usualWarmUpMs));
}

function afterGone(facts: SegmentFacts): SegmentStep {
  const { renewal, transcode, isNearEnd, tookMs, missingMs, wasDelivered } = facts;
  if (renewal !== 'renewed') return { kind: 'renew', reason: 'segment-gone' };
  if (transcode === 'unknown') return { kind: 'probe' };
  if (isNearEnd) return { kind: 'end' };
  if (tookMs < HELD_MS && missingMs >= CUT_SHORT_MS)
    return { kind: 'fail', reason: wasDelivered ? 'cut-short' : 'missing' };
  return later(facts);
}

function afterEmpty(facts: SegmentFacts): SegmentStep {
  // It is now known to be before the start of the session.
  if (facts.isGap) return retryAtOnce;
  const { repeats, transcode, hasDelivered, isNearEnd, renewal, missingMs } = facts;
  const hasEnded = hasDelivered && isNearEnd && repeats >= EMPTY_ANSWERS;
  if (transcode === 'unknown' && (hasEnded || repeats % 4 === 2)) return { kind: 'probe' };
  if (hasEnded) return { kind: 'end' };
  if (facts.wasDelivered && facts.wasDue && facts.wasAlive) {
    if (renewal !== 'renewed' && missingMs >= ABSENT_MS)
      return { kind: 'renew', reason: 'segment-gone' };
    if (renewal === 'renewed' && isNearEnd) return lacksIt(facts) ?? later(facts);
    if (renewal === 'renewed' && missingMs >= CUT_SHORT_MS)
      return { kind: 'fail', reason: 'cut-short' };
    if (!isNearEnd) return { kind: 'retry', delayMs: EMPTY_MS, inTurn: true };
  }
  return later(facts);
}

function afterSilence(facts: SegmentFacts): SegmentStep {
  const { renewal, isNearEnd, hasDelivered, repeats } = facts;
  if (renewal === 'renewed') return lacksIt(facts) ?? retryAtOnce;
  // An encoder that has delivered nothing yet may be starting up.
  const isStuck = hasDelivered && repeats >= (isNearEnd ? 1 : SILENCES);
  return isStuck ? { kind: 'renew', reason: 'segment-gone' } : retryAtOnce;
}

/** What a second session does not have either, near the end, is beyond the end of the file. */
function lacksIt({ isNearEnd, transcode }: SegmentFacts): SegmentStep | undefined {
  if (!isNearEnd) return undefined;
  return transcode === 'alive' ? { kind: 'end' } : { kind: 'probe' };
}

function later({ repeats }: SegmentFacts): SegmentStep {
  const delayMs = EMPTY_MS * EMPTY_GROWTH ** (repeats - 1);
  return { kind: 'retry', delayMs: Math.min(LONGEST_EMPTY_MS, Math.round(delayMs)) };
}
