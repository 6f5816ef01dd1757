import { ManifestError } from './manifest-error.ts';

/**
 * dash.js goes through a timeline segment by segment for each request, and through those of all representations when it starts. Each
 * in one task, which takes some 300 ns for a segment. This is a film of four hours, with two tracks and segments of one second.
 */
const MOST_SEGMENTS = 30_000;

/** The segments that all timelines of a manifest may have. */
export class SegmentBudget {
  #left = MOST_SEGMENTS;

  /** @throws ManifestError when there are too many */
  spend(segments: number): void {
    this.#left -= segments;
    if (this.#left < 0) throw new ManifestError('The timelines have too many segments.');
  }
}
