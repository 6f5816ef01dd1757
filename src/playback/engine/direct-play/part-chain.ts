import { isPlayRefusal } from '../../core/is-play-refusal.ts';
import type { SourcePart, WholeSource } from '../session-control.ts';
import { bareElement } from './bare-element.ts';
import { fileEvents, hearFirst } from './hear-first.ts';
import { PartPreload } from './part-preload.ts';
import { type PartPlace, type PartTimes, partTimes, placeAt, timeAt } from './part-times.ts';
import { shifted, timeRanges } from './time-ranges.ts';

/** A change that takes longer is told as `waiting`. Milliseconds. */
const NOTICED_MS = 250;
const HAVE_METADATA = 1;
const HAVE_CURRENT_DATA = 2;

/** Those that are told afterwards, when they came before the file had reached its position. */
const lateEvents = ['canplay', 'playing'];

export interface PartChainOptions extends WholeSource {
  /** Ends the chain. The element is that of one file again. */
  readonly signal: AbortSignal;
  /** Loads a file into the element, to play from `offset` seconds, until `signal` aborts. */
  open(part: SourcePart, offset: number, signal: AbortSignal): void;
}

type Properties = {
  readonly [Name in keyof HTMLMediaElement]?: {
    get(): HTMLMediaElement[Name];
    set?(value: HTMLMediaElement[Name]): void;
  };
};

/** A change of the file that has not reached its position yet. */
interface Change {
  /** Seconds from the start of the file. */
  offset: number;
  /** Whether somebody has seeked. Else the file before has ended. */
  seeks: boolean;
  /** Whether the file is at the offset, or on the way to it. */
  isPlaced: boolean;
  /** Whether the file has to seek there. */
  isMoved: boolean;
  readonly late: Set<string>;
}

/**
 * Plays the files of an item one after the other in one media element, which meanwhile looks like that of a single file: its clock,
 * its ranges and its state are those of the item, for everybody who reads or seeks it, and its events tell nothing of a change.
 */
export class PartChain {
  /** The element as that of the current file. */
  readonly file: HTMLMediaElement;
  readonly #media: HTMLMediaElement;
  readonly #options: PartChainOptions;
  #times: PartTimes;
  #index = 0;
  /** Ends with the current file. */
  #life = new AbortController();
  readonly #preload = new PartPreload();
  #change: Change | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** What the events have told so far. */
  #isPlaying = false;
  #isSeeking = false;
  /** Events that were looked at, each at the first of several targets, and those of the chain itself. */
  readonly #seen = new WeakSet<Event>();
  /** Listens to the element wherever it is now. */
  readonly #listen: () => void;

  constructor(media: HTMLMediaElement, options: PartChainOptions) {
    this.#media = media;
    this.#options = options;
    this.file = bareElement(media);
    this.#times = this.#layOut();
    const { signal } = options;
    signal.addEventListener('abort', () => this.#end(), { once: true });
    this.#show();
    const onEvent = (event: Event) => this.#filter(event);
    this.#listen = hearFirst(media, { names: fileEvents, signal, onEvent });
  }

  /** Loads the file that plays at `seconds` of the item. */
  start(seconds: number): void {
    const { index, offset } = placeAt(this.#times, seconds);
    this.#index = index;
    this.#open(offset);
    this.#isPlaying = !this.file.paused;
  }

  /** The current file has ended. Goes on to the next one; returns whether there is one. */
  advance(plays = this.#isPlaying): boolean {
    if (!this.#hasNext) return false;
    this.#go({ index: this.#index + 1, offset: 0 }, plays, this.#isSeeking);
    // Position and timeline are at the start of the next file, also if it can't be played.
    this.#tell('timeupdate');
    return true;
  }

  get #hasNext(): boolean {
    return this.#index + 1 < this.#options.parts.length;
  }

  /** Whether the file has ended, which has paused the element, and the item has not. */
  get #isAtSeam(): boolean {
    return this.#change === undefined && this.file.ended && this.#hasNext;
  }

  get #place(): PartPlace {
    return { index: this.#index, offset: this.#change?.offset ?? this.file.currentTime };
  }

  #layOut(): PartTimes {
    const { parts, durationSeconds: item, found } = this.#options;
    return partTimes({ said: parts.map(({ part }) => part.durationSeconds), item, found });
  }

  /** Puts the properties of the item in front of those of the file. */
  #show(): void {
    const { file } = this;
    const start = () => timeAt(this.#times, { index: this.#index, offset: 0 });
    const shown: Properties = {
      currentTime: {
        get: () => timeAt(this.#times, this.#place),
        set: (seconds) => this.#seek(Number(seconds)),
      },
      duration: { get: () => this.#times.end || file.duration },
      buffered: { get: () => shifted(file.buffered, start()) },
      played: { get: () => shifted(file.played, start()) },
      seekable: { get: () => timeRanges([[0, this.#times.end]]) },
      ended: { get: () => file.ended && !this.#hasNext && !this.#change },
      paused: { get: () => (this.#isAtSeam ? !this.#isPlaying : file.paused) },
      seeking: { get: () => this.#change?.seeks || file.seeking },
      pause: { get: () => this.#pause },
      play: { get: () => this.#play },
      // The length of the item and its position are known during a change.
      readyState: { get: () => Math.max(this.#change ? HAVE_METADATA : 0, file.readyState) },
    };
    for (const [name, property] of Object.entries(shown))
      Object.defineProperty(this.#media, name, { configurable: true, ...property });
    this.#options.signal.addEventListener(
      'abort',
      () => {
        for (const name of Object.keys(shown)) Reflect.deleteProperty(this.#media, name);
      },
      { once: true },
    );
  }

  /** At the end of a file, the element may be paused already, or tells of the pause when the next file is there. */
  readonly #pause = (): void => {
    this.file.pause();
    if (!this.#isAtSeam || !this.#isPlaying) return;
    this.#isPlaying = false;
    queueMicrotask(() => this.#tell('pause'));
  };

  /** At its end, a file would begin anew. */
  readonly #play = (): Promise<void> => {
    if (this.#isAtSeam) this.advance(false);
    return this.#playFile();
  };

  #open(offset: number): void {
    this.#life.abort();
    this.#life = new AbortController();
    const part = this.#options.parts[this.#index];
    if (part) this.#options.open(part, offset, this.#life.signal);
  }

  /** Replaces the file. `plays` is what the element did before. */
  #go({ index, offset }: PartPlace, plays: boolean, seeks: boolean): void {
    const { file } = this;
    this.#listen();
    this.#index = index;
    this.#change = { offset, seeks, isPlaced: false, isMoved: false, late: new Set() };
    this.#isSeeking = false;
    // A new file resets the rate to the default rate.
    file.defaultPlaybackRate = file.playbackRate;
    this.#open(0);
    if (plays) void this.#playFile();
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      if (!file.paused) this.#tell('waiting');
    }, NOTICED_MS);
  }

  #playFile(): Promise<void> {
    const playing = this.file.play();
    playing.catch((thrown) => {
      // The browser does not let it play. Any other rejection comes from a pause, another file or a failure.
      if (isPlayRefusal(thrown) && this.file.paused) this.#tellPaused();
    });
    return playing;
  }

  #seek(seconds: number): void {
    const { file } = this;
    const { index, offset } = placeAt(this.#times, seconds);
    // Throws, as it does without a chain.
    if (!Number.isFinite(offset)) file.currentTime = offset;
    else if (index !== this.#index) {
      this.#go({ index, offset }, !this.#media.paused, true);
      this.#tellLater('seeking');
    } else if (this.#change) {
      Object.assign(this.#change, { offset, seeks: true, isPlaced: false });
      this.#placeFile(this.#change);
      this.#tellLater('seeking');
    } else {
      // The end of a file has paused the element, and not the item.
      const resumes = this.#isAtSeam && this.#isPlaying;
      file.currentTime = offset;
      if (resumes) void this.#playFile();
    }
  }

  /** As browsers do, not before the seek has returned. */
  #tellLater(name: string): void {
    queueMicrotask(() => {
      // Its own event may have gone with the file before.
      if (this.file.paused) this.#tellPaused();
      if (this.#change?.seeks) this.#tell(name);
    });
  }

  #tellPaused(): void {
    if (!this.#isPlaying) return;
    this.#isPlaying = false;
    this.#tell('pause');
  }

  #tell(name: string): void {
    if (this.#options.signal.aborted) return;
    const event = new Event(name);
    this.#seen.add(event);
    this.#media.dispatchEvent(event);
  }

  #filter(event: Event): void {
    if (event.target !== this.#media || this.#seen.has(event)) return;
    this.#listen();
    this.#seen.add(event);
    if (this.#hides(event.type)) event.stopImmediatePropagation();
  }

  /** Handles an event of the file. Returns whether it is hidden from everybody else. */
  #hides(name: string): boolean {
    this.#learnLength();
    if (this.#isAtSeam) return this.advance();
    // Somebody has sought back from the end before it was told.
    if (name === 'ended' && !this.file.ended) return true;
    if (name === 'play' || name === 'pause') {
      const isPlaying = !this.file.paused;
      const isKnown = this.#change !== undefined && isPlaying === this.#isPlaying;
      this.#isPlaying = isPlaying;
      return isKnown;
    }
    if (this.#change) return this.#hidesInChange(name, this.#change);
    if (name === 'seeking' || name === 'seeked') this.#isSeeking = name === 'seeking';
    if (name === 'timeupdate') this.#preload.look(this.file, this.#options.parts[this.#index + 1]);
    return false;
  }

  #placeFile(change: Change): void {
    const { file } = this;
    if (change.isPlaced || file.readyState < HAVE_METADATA) return;
    change.isPlaced = true;
    if (file.currentTime === change.offset) return;
    change.isMoved = true;
    file.currentTime = change.offset;
  }

  #hidesInChange(name: string, change: Change): boolean {
    const { file } = this;
    this.#placeFile(change);
    if (lateEvents.includes(name)) change.late.add(name);
    if (file.readyState < HAVE_CURRENT_DATA || file.seeking) return true;
    if (change.isMoved && name !== 'seeked') return true;
    this.#change = undefined;
    this.#preload.stop();
    clearTimeout(this.#waiting);
    this.#tell(change.seeks ? 'seeked' : 'timeupdate');
    for (const late of change.late) if (late !== 'playing' || !file.paused) this.#tell(late);
    return true;
  }

  #learnLength(): void {
    const { duration, readyState } = this.file;
    if (readyState < HAVE_METADATA || !Number.isFinite(duration)) return;
    const { found } = this.#options;
    if (found.get(this.#index) === duration) return;
    found.set(this.#index, duration);
    const before = this.#times.end;
    this.#times = this.#layOut();
    if (this.#times.end !== before) this.#tell('durationchange');
  }

  #end(): void {
    this.#life.abort();
    this.#preload.stop();
    clearTimeout(this.#waiting);
  }
}
