import { unlessAborted } from '../../../plex/unless-aborted.ts';
import { abortableDelay } from '../../core/abortable-delay.ts';
import type { Manifest, Representation } from '../manifest/manifest.ts';
import { expandTemplate } from '../manifest/segment-url.ts';
import { type Download, noAnswer } from './download.ts';
import { PendingDownload } from './pending-download.ts';
import { isLater } from './segment-body.ts';
import type { SegmentRequest } from './segment-request.ts';
import { type SegmentRouter, trackOf } from './segment-router.ts';
import { expectedSize } from './segment-size.ts';
import { verdictOf } from './segment-verdict.ts';

/** Files may end early: what is missing after this part of the duration is the end of the file. */
const END_PART = 0.9;
/** The file is asked for more when the stated end is so near. Seconds. */
const APPROACH_SECONDS = 6;
/** A file that goes on is taken to do so for this long, until its end is found. Seconds. */
const STEP_SECONDS = 60;
/** With so much left of the buffer, dash.js gets the longer manifest. Seconds. */
const LAST_SECONDS = 1.5;
const LOOK_MS = 200;
/** Time limit of the question: a server may hold back what its encoder does not come to. Milliseconds. */
const ASK_MS = 2_000;

export interface FileEndOptions {
  readonly signal: AbortSignal;
  readonly download: Download;
  /** Duration of the item in seconds, 0 while unknown. */
  durationSeconds(): number;
  /** How long the buffered media last. Seconds of the clock; Infinity while paused. */
  secondsReady(): number;
  /** dash.js plays to the end of its manifest, and the file goes on: the next manifest is longer. */
  onLonger(): void;
}

/**
 * The end of the file, which may come before or after the one that the server has stated: the length in its metadata is that of the
 * container, or out of date.
 */
export class FileEnd {
  readonly #options: FileEndOptions;
  #manifest: Manifest | undefined;
  /** The end that the server has stated. Seconds. */
  #statedSeconds = Number.POSITIVE_INFINITY;
  /** The file is at least as long. Seconds. */
  #leastSeconds = 0;
  /** The question for the segment after the last one of the manifest, by track. */
  readonly #asked = new Map<string, Promise<ArrayBuffer | undefined>>();

  constructor(options: FileEndOptions) {
    this.#options = options;
  }

  reset(): void {
    this.#manifest = undefined;
    this.#statedSeconds = Number.POSITIVE_INFINITY;
    this.#asked.clear();
  }

  /** Returns the manifest for dash.js: with the known length of the file, where that is longer. */
  learn(manifest: Manifest): Manifest {
    this.#statedSeconds = manifest.durationSeconds;
    const durationSeconds = Math.max(manifest.durationSeconds, this.#leastSeconds);
    this.#manifest = { ...manifest, durationSeconds };
    return this.#manifest;
  }

  /** Whether a segment is so near the end that the file may end before it. */
  isNear({ startSeconds }: SegmentRequest): boolean {
    const duration = this.#options.durationSeconds();
    return startSeconds !== undefined && duration > 0 && startSeconds >= duration * END_PART;
  }

  /** Whether a segment is after the end that the server has stated. */
  isBeyond({ startSeconds = 0 }: SegmentRequest): boolean {
    return startSeconds >= this.#statedSeconds;
  }

  /** dash.js has requested a segment. Near the end, asks the live session whether there is one after the last. */
  approach(segment: SegmentRequest, session: SegmentRouter): void {
    const manifest = this.#manifest;
    const track = trackOf(segment.url);
    if (!manifest || this.#asked.has(track) || this.#remaining(segment) > APPROACH_SECONDS) return;
    const next = urlAfterLast(segment, manifest);
    if (next !== undefined) this.#asked.set(track, this.#ask(session.route(next), segment));
  }

  /**
   * Resolves when a segment may be passed to dash.js: the last one when it is known that there are no more. Where there are, dash.js
   * has to get a longer manifest: it cannot play beyond the end of one.
   */
  async settled(segment: SegmentRequest, body: ArrayBuffer, signal: AbortSignal): Promise<void> {
    const track = trackOf(segment.url);
    const asked = this.#asked.get(track);
    if (!asked || this.#remaining(segment) > 0) return;
    const next = await unlessAborted(asked, signal);
    if (!next || !isLater(next, body)) return;
    while (this.#options.secondsReady() > LAST_SECONDS) await abortableDelay(LOOK_MS, signal);
    if (this.#asked.get(track) === asked) {
      this.#asked.clear();
      this.#leastSeconds = (this.#manifest?.durationSeconds ?? 0) + STEP_SECONDS;
      this.#options.onLonger();
    }
    await unlessAborted(new Promise(() => {}), signal);
  }

  /** How much of the manifest is after a segment. Seconds. */
  #remaining({ kind, startSeconds = 0, durationSeconds }: SegmentRequest): number {
    if (!this.#manifest || kind !== 'media') return Number.POSITIVE_INFINITY;
    return this.#manifest.durationSeconds - startSeconds - durationSeconds;
  }

  /** Resolves with the segment, if the server has it. */
  async #ask(
    url: string,
    { bandwidth, durationSeconds }: SegmentRequest,
  ): Promise<ArrayBuffer | undefined> {
    const { signal, download } = this.#options;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)]);
    const size = expectedSize(bandwidth, durationSeconds);
    const pending = new PendingDownload(url, { download, signal: limit, size });
    const answer = await pending.answer.catch(noAnswer);
    return verdictOf('media', answer.status, answer.body) === 'full' ? answer.body : undefined;
  }
}

/** The URL of the segment after the last one of the manifest, on the track of `segment`. `undefined` with a timeline. */
function urlAfterLast({ url, startSeconds = 0 }: SegmentRequest, manifest: Manifest) {
  for (const representation of manifest.sets.flatMap(({ representations }) => representations)) {
    const { timescale, segments } = representation.template;
    if (typeof segments !== 'number') continue;
    if (urlOf(representation, Math.round((startSeconds * timescale) / segments)) !== url) continue;
    // A last segment of some milliseconds may hold no frame.
    const count = Math.ceil((manifest.durationSeconds * timescale) / segments - 0.01);
    return urlOf(representation, count);
  }
  return undefined;
}

function urlOf(representation: Representation, index: number): string | undefined {
  const { media, startNumber, segments } = representation.template;
  const time = typeof segments === 'number' ? index * segments : 0;
  return expandTemplate(media, representation, { number: startNumber + index, time });
}
