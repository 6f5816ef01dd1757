export interface MediaObservation {
  /** Position of the playhead at the time `at` (as `Date.now()`). Seconds. */
  readonly position: number;
  readonly at: number;
  readonly isPlaying: boolean;
  /** Number and total duration of stalls for lack of data, including new sources. */
  readonly waiting: number;
  readonly stalledMs: number;
  /** Number and total duration of stalls with buffered data, on a busy machine. */
  readonly hitches: number;
  readonly hitchMs: number;
  /** Longest gap between two tracks. Milliseconds. */
  readonly longestGapMs: number;
  readonly tracksEnded: number;
  /** Largest difference between playhead and clock during uninterrupted playback. Seconds. */
  readonly worstDrift: number;
  /** Largest difference between the positions before and after an interruption, or from 0 at the start of a track. Seconds. */
  readonly worstJump: number;
  /** Largest difference between the end of playback and the duration of a track. Seconds. */
  readonly worstEnd: number;
}

/** An interruption of playback. */
interface Break {
  /** As `performance.now()`. */
  readonly wall: number;
  readonly ended: boolean;
  /** Whether data was buffered. */
  readonly hitch: boolean;
}

interface Sample {
  /** As `performance.now()`. */
  readonly wall: number;
  readonly media: number;
}

const HAVE_FUTURE_DATA = 3;
/** With this much buffered, the server is not the cause of a stall. Seconds. */
const AT_HAND = 0.5;

/**
 * Records the playback of one media element, as stretches of uninterrupted playback. Within a stretch the playhead must keep up
 * with the clock; between two stretches it must stay in place. This detects lost, replayed and skipped positions and silent
 * freezes. Announced stalls (`waiting`, a new source) are only counted.
 */
export class MediaRecord {
  readonly #note: (line: string) => void;
  #stretch: Sample | undefined;
  #last: Sample = { wall: 0, media: 0 };
  #broken: Break | undefined;
  readonly #seen = {
    waiting: 0,
    stalledMs: 0,
    hitches: 0,
    hitchMs: 0,
    longestGapMs: 0,
    tracksEnded: 0,
    worstDrift: 0,
    worstJump: 0,
    worstEnd: 0,
  };

  constructor(note: (line: string) => void) {
    this.#note = note;
  }

  onEvent(name: string, element: HTMLMediaElement): void {
    const { currentTime, duration, localName } = element;
    if (name === 'playing' || name === 'timeupdate') this.#sample(element);
    else this.#break(name === 'ended', name === 'waiting' && ahead(element) >= AT_HAND);
    if (name === 'ended') {
      this.#seen.tracksEnded += 1;
      this.#worst('worstEnd', duration - currentTime, localName);
    }
    if (name !== 'timeupdate') this.#note(`${localName} ${name} at ${currentTime.toFixed(2)}`);
    if (name === 'waiting' && this.#broken && !this.#broken.ended)
      this.#seen[this.#broken.hitch ? 'hitches' : 'waiting'] += 1;
  }

  plays(since: number, forMs: number): boolean {
    if (!this.#stretch) return false;
    const from = Math.max(this.#stretch.wall, since - performance.timeOrigin);
    return this.#last.wall - from >= forMs;
  }

  observe(): MediaObservation {
    const { media, wall } = this.#last;
    return {
      ...this.#seen,
      position: media,
      at: performance.timeOrigin + wall,
      isPlaying: this.#stretch !== undefined,
    };
  }

  #sample(element: HTMLMediaElement): void {
    const { readyState, seeking, paused, ended, currentTime, localName } = element;
    if (readyState < HAVE_FUTURE_DATA || seeking || paused || ended) return;
    const now: Sample = { wall: performance.now(), media: currentTime };
    if (this.#stretch) {
      const { wall, media } = this.#stretch;
      this.#worst('worstDrift', now.media - media - (now.wall - wall) / 1000, localName);
    } else {
      if (this.#broken) this.#resume(now, this.#broken, localName);
      this.#stretch = now;
      this.#broken = undefined;
    }
    this.#last = now;
  }

  #resume(now: Sample, broken: Break, name: string): void {
    const ms = now.wall - broken.wall;
    this.#worst('worstJump', now.media - (broken.ended ? 0 : this.#last.media), name);
    if (broken.ended) this.#seen.longestGapMs = Math.max(this.#seen.longestGapMs, ms);
    else this.#seen[broken.hitch ? 'hitchMs' : 'stalledMs'] += ms;
  }

  #break(ended: boolean, hitch: boolean): void {
    if (this.#stretch || ended) this.#broken = { wall: performance.now(), ended, hitch };
    this.#stretch = undefined;
  }

  #worst(key: 'worstDrift' | 'worstJump' | 'worstEnd', seconds: number, name: string): void {
    if (Math.abs(seconds) <= Math.abs(this.#seen[key])) return;
    this.#seen[key] = seconds;
    if (Math.abs(seconds) > 0.7) this.#note(`${name} ${key} is ${seconds.toFixed(2)} s`);
  }
}

/** Seconds of buffered media ahead of the playhead. */
function ahead({ buffered, currentTime }: HTMLMediaElement): number {
  for (let index = 0; index < buffered.length; index += 1) {
    const end = buffered.end(index);
    if (buffered.start(index) <= currentTime && currentTime <= end) return end - currentTime;
  }
  return 0;
}
