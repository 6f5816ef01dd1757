export interface MediaObservation {
  /** Where the playhead was at `at`. Seconds; `at` as `Date.now()` counts. */
  readonly position: number;
  readonly at: number;
  readonly isPlaying: boolean;
  /** How often play was held up by missing data, and for how long, replaced sources included. */
  readonly waiting: number;
  readonly stalledMs: number;
  /** The same with media at hand: then it is the machine that was busy. */
  readonly hitches: number;
  readonly hitchMs: number;
  /** Longest wait between one track and the next. Milliseconds. */
  readonly longestGapMs: number;
  readonly tracksEnded: number;
  /** How far the playhead ever was from where an unbroken stretch of play should have brought it. Seconds. */
  readonly worstDrift: number;
  /** How far from where it was interrupted play ever went on, and a track began from 0. Seconds. */
  readonly worstJump: number;
  /** How far from its end a track ever ended. Seconds. */
  readonly worstEnd: number;
}

/** How a stretch of play broke off. */
interface Break {
  /** As `performance.now()` counts. */
  readonly wall: number;
  readonly ended: boolean;
  /** Whether there was media to play on with. */
  readonly hitch: boolean;
}

interface Sample {
  /** As `performance.now()` counts. */
  readonly wall: number;
  readonly media: number;
}

const HAVE_FUTURE_DATA = 3;
/** With so much media ahead, play is not held up by the server. Seconds. */
const AT_HAND = 0.5;

/**
 * What one media element did, cut into unbroken stretches of play. Within a stretch the playhead has to keep up with the
 * clock; between two stretches it has to stand still. So a position that is lost, replayed, skipped or secretly frozen
 * shows, and a stall that was announced (`waiting`, a replaced source) only counts as one.
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

/** Seconds of media from the playhead on. */
function ahead({ buffered, currentTime }: HTMLMediaElement): number {
  for (let index = 0; index < buffered.length; index += 1) {
    const end = buffered.end(index);
    if (buffered.start(index) <= currentTime && currentTime <= end) return end - currentTime;
  }
  return 0;
}
