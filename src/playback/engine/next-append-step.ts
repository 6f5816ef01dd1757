/** What a source buffer holds after a segment was appended to it. */
export interface AppendFacts {
  /** Where the manifest says that the segment is. Seconds. */
  readonly startSeconds: number;
  readonly durationSeconds: number;
  /** Start and end of each range. Seconds. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** What earlier segments of the track have done. Immutable. */
export interface AppendState {
  /** How many segments in a row have left nothing at their place. */
  readonly lost: number;
  readonly bufferedSeconds: number;
}

export const initialAppendState: AppendState = { lost: 0, bufferedSeconds: 0 };

/** So many segments in a row without media at their place mean that none will come. */
const LOST_SEGMENTS = 3;
/** The segments of a copied stream follow its key frames, so they may be so far from their places. Seconds. */
const NEAR_SECONDS = 10;

/**
 * Looks whether segments get into the buffer at their place. dash.js does not: it requests one after another while the viewer
 * sees nothing, or ends the item where the buffer ends. Pure.
 */
export function nextAppendStep(
  before: AppendState,
  { startSeconds, durationSeconds, ranges }: AppendFacts,
): { readonly state: AppendState; readonly isLost: boolean } {
  const bufferedSeconds = ranges.reduce((sum, [start, end]) => sum + end - start, 0);
  const isWithin = (margin: number) =>
    ranges.some(
      ([start, end]) =>
        end > startSeconds - margin && start < startSeconds + durationSeconds + margin,
    );
  const hasGrown = bufferedSeconds > before.bufferedSeconds;
  const isThere = isWithin(0) || (hasGrown && isWithin(NEAR_SECONDS));
  const lost = isThere ? 0 : before.lost + 1;
  return { state: { lost, bufferedSeconds }, isLost: lost >= LOST_SEGMENTS };
}
