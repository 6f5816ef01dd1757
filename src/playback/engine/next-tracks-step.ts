/** A track that the file or the manifest has. */
export type TrackKind = 'video' | 'audio';

/** One look at an element that plays. */
export interface TracksFacts {
  /** Seconds. */
  readonly position: number;
  /** Whether the element plays here, in a page that shows it. Hidden pages decode no pictures, and other devices decode for themselves. */
  readonly isPlaying: boolean;
  /** How much of each track was decoded since the source was attached; `undefined` where the browser does not say it. */
  readonly decoded: { readonly [Kind in TrackKind]: number | undefined };
}

/** What earlier looks have found. Immutable. */
export interface TracksState {
  /** The tracks of which nothing was decoded yet. */
  readonly missing: readonly TrackKind[];
  /** How much was played since one of them was expected. Seconds. */
  readonly playedSeconds: number;
  /** Seconds; `undefined` while nothing plays. */
  readonly position: number | undefined;
}

/** How much may be played before a track counts as not decoded. Seconds. */
const SILENT_SECONDS = 2;
/** A playhead that moves more between two looks was moved by a seek. Seconds. */
const LONGEST_STEP_SECONDS = 1.5;

export function initialTracksState(expected: readonly TrackKind[]): TracksState {
  return { missing: expected, playedSeconds: 0, position: undefined };
}

/**
 * Looks whether all tracks are decoded. `silent` is the track of which nothing is decoded while the others play. Pure.
 *
 * Browsers play a file of which they know one codec only, silent or black, and report no error.
 */
export function nextTracksStep(
  before: TracksState,
  { position, isPlaying, decoded }: TracksFacts,
): { readonly state: TracksState; readonly silent?: TrackKind | undefined } {
  const missing = before.missing.filter((kind) => decoded[kind] === 0);
  const step = before.position === undefined ? 0 : position - before.position;
  const hasPlayed = isPlaying && step > 0 && step <= LONGEST_STEP_SECONDS;
  const playedSeconds = before.playedSeconds + (hasPlayed ? step : 0);
  const state = { missing, playedSeconds, position: isPlaying ? position : undefined };
  return playedSeconds >= SILENT_SECONDS ? { state, silent: missing[0] } : { state };
}
