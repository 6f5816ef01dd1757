import type { PlexEvent } from 'coplay/plex';
import { drawnBlock } from './drawn-block.ts';
import { type MediaObservation, MediaRecord } from './media-record.ts';

export interface ChaosObservation {
  readonly video: MediaObservation;
  readonly audio: MediaObservation;
  /** Which 5 s of the minute the current frame shows, and the position of the element. */
  readonly drawn: { readonly block: number; readonly position: number } | undefined;
  /** Number of renewed sessions. */
  readonly renewals: number;
  /** Errors of the players. */
  readonly failures: readonly string[];
  /** Log of events, in seconds since the page was loaded. */
  readonly diary: readonly string[];
}

declare global {
  var chaosWatch: MediaWatch;
}

const noticed = [
  'playing',
  'waiting',
  'emptied',
  'seeking',
  'pause',
  'ended',
  'timeupdate',
  'error',
];

/** Records the media elements of a page, with capturing listeners on the document. */
export class MediaWatch {
  readonly #records: Readonly<Record<'video' | 'audio', MediaRecord>>;
  readonly #failures: string[] = [];
  readonly #diary: string[] = [];
  #renewals = 0;

  constructor(document: Document) {
    const note = (line: string) => this.note(line);
    this.#records = { video: new MediaRecord(note), audio: new MediaRecord(note) };
    for (const name of noticed) {
      document.addEventListener(
        name,
        ({ target }) => {
          if (target instanceof HTMLVideoElement) this.#records.video.onEvent(name, target);
          else if (target instanceof HTMLAudioElement) this.#records.audio.onEvent(name, target);
        },
        { capture: true },
      );
    }
  }

  onPlexEvent({ name, data }: PlexEvent): void {
    if (name === 'plex.session-renewed') this.#renewals += 1;
    if (name === 'plex.error') this.#failures.push(`${data.code}: ${data.message}`);
    if (name === 'plex.session-renewed')
      this.note(`renewed for ${data.reason} at ${data.timeSeconds.toFixed(1)}`);
    if (name === 'plex.error') this.note(`error ${data.code}`);
    if (name === 'plex.decision') this.note(`decision for ${data.plexId}: ${data.outcome}`);
  }

  /** Whether both have played without interruption for `forMs` after `since` (as `Date.now()`). Milliseconds. */
  bothPlay(since: number, forMs: number): boolean {
    return this.#records.video.plays(since, forMs) && this.#records.audio.plays(since, forMs);
  }

  observe(): ChaosObservation {
    const video = document.querySelector('video');
    return {
      drawn: video ? { block: drawnBlock(video), position: video.currentTime } : undefined,
      video: this.#records.video.observe(),
      audio: this.#records.audio.observe(),
      renewals: this.#renewals,
      failures: [...this.#failures],
      diary: [...this.#diary],
    };
  }

  /** Adds a line to the diary. */
  note(line: string): void {
    this.#diary.push(`${(performance.now() / 1000).toFixed(2).padStart(8)}  ${line}`);
  }
}
