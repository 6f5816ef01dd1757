import type { PlexEvent } from 'coplay/plex';
import { drawnBlock } from './drawn-block.ts';
import { type MediaObservation, MediaRecord } from './media-record.ts';

export interface ChaosObservation {
  readonly video: MediaObservation;
  readonly audio: MediaObservation;
  /** What the picture itself says: which 5 s of the minute it shows, and where the element claims to be. */
  readonly drawn: { readonly block: number; readonly position: number } | undefined;
  /** New transcode ids. */
  readonly renewals: number;
  /** Why a player gave up. */
  readonly failures: readonly string[];
  /** What happened when, in seconds since the page began. */
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

/** Follows the media elements of a page by their events, which a document sees before they do. */
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

  /** Whether both have played without a break for so long, all of it after `since`. Milliseconds, of `Date.now()`. */
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

  /** Writes into the diary. */
  note(line: string): void {
    this.#diary.push(`${(performance.now() / 1000).toFixed(2).padStart(8)}  ${line}`);
  }
}
