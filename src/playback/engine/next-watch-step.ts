/** How often an element is looked at. Each look counts as this much time, however late it comes. Milliseconds. */
export const LOOK_MS = 1_000;
/** How long the playhead may stand still while the element has data and is to play. Milliseconds. */
const STILL_MS = 4_000;
/** A repair has worked once the playhead is this far from the place. Seconds. */
const REPAIRED_SECONDS = 1;
/** A playhead that stands still so near to the end has reached it. Seconds. */
const END_SECONDS = 0.5;
const HAVE_CURRENT_DATA = 2;
const HAVE_FUTURE_DATA = 3;

/** One look at an element and its loader. */
export interface WatchFacts
  extends Pick<HTMLMediaElement, 'paused' | 'ended' | 'seeking' | 'readyState' | 'playbackRate'> {
  /** Seconds. */
  readonly position: number;
  /** Seconds; not finite while unknown. */
  readonly duration: number;
  /** Whether the element has an error, which is reported elsewhere. */
  readonly hasFailed: boolean;
  /** Whether the element plays on another device, whose position may be late. */
  readonly isRemote: boolean;
  /** Whether the element has received or decoded something since the last look. */
  readonly hasProgressed: boolean;
  /** Whether a request is pending that has a time limit of its own. */
  readonly isBusy: boolean;
  /** Whether the browser may put off loading, as it does until the viewer presses Play. */
  readonly mayDefer: boolean;
  /** How long the element may wait for data without progress. Milliseconds. */
  readonly quietLimitMs: number;
}

/** What earlier looks have found. Immutable. */
export interface WatchState {
  /** How long the element has waited for data without progress. Milliseconds. */
  readonly quietMs: number;
  /** How long the playhead has stood still. Milliseconds. */
  readonly stillMs: number;
  /** Seconds. */
  readonly position: number | undefined;
  /** Where the playhead was repaired, until it has moved on. Seconds. */
  readonly repairedAt: number | undefined;
}

export const initialWatchState: WatchState = {
  quietMs: 0,
  stillMs: 0,
  position: undefined,
  repairedAt: undefined,
};

/**
 * - `wait`: nothing to do
 * - `quiet`: the element waits for data, and nothing happens
 * - `repair`: it has data and stands still: move it on a little
 * - `stuck`: it still stands still after that
 * - `end`: it stands at its end, with data or without, and does not say so
 */
export type WatchStep = 'wait' | 'quiet' | 'repair' | 'stuck' | 'end';

/** Whether anything can be wrong: the element waits for data, or is to play. */
export function isWatched(facts: WatchFacts): boolean {
  return waitsForData(facts) || isPlaying(facts);
}

/**
 * What to do after a look. Pure.
 *
 * Time is counted in looks. In a page that was frozen, or was busy for seconds, media and requests stood still as well.
 */
export function nextWatchStep(
  before: WatchState,
  facts: WatchFacts,
): { readonly step: WatchStep; readonly state: WatchState } {
  const { position, duration, isBusy, hasProgressed, quietLimitMs } = facts;
  const isQuiet = waitsForData(facts) && !isBusy && !hasProgressed;
  const isStill = isPlaying(facts) && position === before.position;
  const { repairedAt } = before;
  const isSamePlace =
    repairedAt !== undefined && Math.abs(position - repairedAt) <= REPAIRED_SECONDS;
  const state: WatchState = {
    quietMs: isQuiet ? before.quietMs + LOOK_MS : 0,
    stillMs: isStill ? before.stillMs + LOOK_MS : 0,
    position,
    repairedAt: isSamePlace ? repairedAt : undefined,
  };
  const isOverdue = state.quietMs >= quietLimitMs;
  if (!isOverdue && state.stillMs < STILL_MS) return { step: 'wait', state };
  if (duration - position <= END_SECONDS) return { step: 'end', state };
  if (isOverdue) return { step: 'quiet', state };
  if (isSamePlace) return { step: 'stuck', state };
  return { step: 'repair', state: { ...state, stillMs: 0, repairedAt: position } };
}

function waitsForData(facts: WatchFacts): boolean {
  const { hasFailed, ended, mayDefer, paused, seeking, readyState } = facts;
  if (hasFailed || ended || mayDefer) return false;
  return seeking || readyState < (paused ? HAVE_CURRENT_DATA : HAVE_FUTURE_DATA);
}

function isPlaying(facts: WatchFacts): boolean {
  const { hasFailed, ended, paused, seeking, readyState, playbackRate, isRemote } = facts;
  if (hasFailed || ended || paused || seeking || isRemote) return false;
  return readyState >= HAVE_FUTURE_DATA && playbackRate > 0;
}
