import type { MediaPlayerClass } from 'dashjs';
import { type AppendState, initialAppendState, nextAppendStep } from './next-append-step.ts';
import type { SegmentRequest } from './segments/segment-request.ts';

/** An event of dash.js 5.2.1, of which its types have the name only. */
const APPENDED = 'bytesAppendedEndFragment';
interface Appended {
  readonly mediaType?: string;
  /** Seconds. */
  readonly startTime?: number;
  readonly bufferedRanges?: TimeRanges;
}

/** Watches whether the segments of a source get into the buffers. Carries out {@link nextAppendStep}. */
export class AppendWatch {
  readonly #onLost: () => void;
  /** By track. */
  readonly #states = new Map<string, AppendState>();
  /** The lengths of the segments that dash.js was given and has not appended, by their starts. Seconds. */
  readonly #given = new Map<number, number>();

  /** @param onLost Several segments in a row have left nothing in the buffer. */
  constructor(player: MediaPlayerClass, onLost: () => void) {
    this.#onLost = onLost;
    player.on(APPENDED, (event) => this.#appended(event as Appended));
  }

  /** Another source is attached. */
  reset(): void {
    this.#states.clear();
    this.#given.clear();
  }

  /** dash.js is given a segment. One without bytes is beyond the end of the file. */
  given({ kind, startSeconds, durationSeconds }: SegmentRequest, bytes: number): void {
    if (kind === 'media' && startSeconds !== undefined && bytes > 0)
      this.#given.set(startSeconds, durationSeconds);
  }

  #appended({ mediaType = '', startTime = Number.NaN, bufferedRanges }: Appended): void {
    const durationSeconds = this.#given.get(startTime);
    if (durationSeconds === undefined || !bufferedRanges) return;
    const ranges = Array.from(
      { length: bufferedRanges.length },
      (_, index) => [bufferedRanges.start(index), bufferedRanges.end(index)] as const,
    );
    const state = this.#states.get(mediaType) ?? initialAppendState;
    const next = nextAppendStep(state, { startSeconds: startTime, durationSeconds, ranges });
    this.#states.set(mediaType, next.state);
    if (next.isLost) this.#onLost();
  }
}
