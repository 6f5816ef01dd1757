import type { SegmentPlace } from './segment-router.ts';
import type { SegmentVerdict } from './segment-verdict.ts';

/** How long an encoder may start up while the server says that it is alive. Busy servers took 60 to 90 s. Milliseconds. */
const WARM_UP_MS = 90_000;
/** Pause after a session that was needed for a seek was denied. Milliseconds. */
const DENIED_MS = 500;
/** Between two far seeks, the viewer must stay this long at a place before it gets a session. Milliseconds. */
const SETTLE_MS = 400;
/** Pause after an empty answer. Milliseconds. */
const EMPTY_MS = 300;
/** How long the current session may take for a segment far ahead. Milliseconds. */
const PATIENCE_MS = 2_500;
/** This many empty answers near the end mean the end of the file. */
const EMPTY_ANSWERS = 4;
/** An encoder that has delivered before may be silent this often on one segment, 10 s each time. */
const SILENCES = 2;
/** Pauses before a busy server is asked again. After these the session has to be renewed. Milliseconds. */
const BUSY_MS = [300, 900] as const;

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
  /** Result of the last renewal for this segment. */
  readonly renewal: 'none' | 'renewed' | 'kept' | 'denied';
  /** What the server said about the transcode since the answer. No reply counts as `alive`: the verdict will tell. */
  readonly transcode: 'unknown' | 'alive' | 'gone';
  /** Whether the live session has delivered media of the same track. */
  readonly hasDelivered: boolean;
  /** Whether the segment is near the end of the item, where files may end early. */
  readonly isNearEnd: boolean;
  /** Whether an empty answer means that the segment is before the start of the session. */
  readonly isGap: boolean;
}

export type SegmentStep =
  /** Request it from the live session; with `patienceMs`, give up when nothing is received for so long. */
  | { readonly kind: 'ask'; readonly patienceMs: number | undefined }
  /** Request a session that starts at the segment. */
  | { readonly kind: 'relocate'; readonly needed: boolean }
  /** Drop the answer and decide anew after a pause. */
  | { readonly kind: 'retry'; readonly delayMs: number }
  /** Ask the server whether it still has the transcode. */
  | { readonly kind: 'probe' }
  /** Replace the session. */
  | { readonly kind: 'renew'; readonly reason: 'network' | 'segment-gone' }
  /** Pass the answer to dash.js. */
  | { readonly kind: 'deliver' }
  /** Tell dash.js that the file has ended. */
  | { readonly kind: 'end' };

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
  if (verdict === 'full' || verdict === 'refused') return { kind: 'deliver' };
  if (facts.renewal === 'denied') return { kind: 'deliver' };
  // The last answers of a replaced session may be late. They say nothing about the live one.
  if (facts.isSuperseded) return { kind: 'retry', delayMs: 0 };
  const isDead = facts.transcode === 'gone' || facts.waitedMs >= WARM_UP_MS;
  if (verdict === 'gone' || isDead) return afterDeath(facts);
  if (verdict === 'empty') return afterEmpty(facts);
  if (verdict === 'silent') {
    // An encoder that has delivered nothing yet may be starting up.
    const isStuck = facts.hasDelivered && facts.repeats >= SILENCES;
    return isStuck ? afterDeath(facts) : { kind: 'retry', delayMs: 0 };
  }
  const delayMs = BUSY_MS[facts.repeats - 1];
  return delayMs === undefined ? { kind: 'renew', reason: 'network' } : { kind: 'retry', delayMs };
}

function afterDeath({ isNearEnd, renewal, transcode }: SegmentFacts): SegmentStep {
  // What a second session does not have either, near the end, is beyond the end of the file.
  if (isNearEnd && renewal === 'renewed') {
    if (transcode === 'unknown') return { kind: 'probe' };
    if (transcode === 'alive') return { kind: 'end' };
  }
  return { kind: 'renew', reason: 'segment-gone' };
}

function afterEmpty(facts: SegmentFacts): SegmentStep {
  // It is now known to be before the start of the session.
  if (facts.isGap) return { kind: 'retry', delayMs: 0 };
  const { repeats, transcode } = facts;
  const hasEnded = facts.hasDelivered && facts.isNearEnd && repeats >= EMPTY_ANSWERS;
  if (transcode === 'unknown' && (hasEnded || repeats % 4 === 2)) return { kind: 'probe' };
  return hasEnded ? { kind: 'end' } : { kind: 'retry', delayMs: EMPTY_MS };
}
