import type { Manifest, Representation } from '../manifest/manifest.ts';
import { expandTemplate } from '../manifest/segment-url.ts';
import type { Download } from './download.ts';
import { PendingDownload } from './pending-download.ts';
import type { SegmentRequest } from './segment-request.ts';
import type { SegmentRouter } from './segment-router.ts';
import { expectedSize } from './segment-size.ts';
import { verdictOf } from './segment-verdict.ts';

/** Files may end early: what is missing after this part of the duration is the end of the file. */
const END_PART = 0.9;
/** The file is asked for more when the stated end is so near. Seconds. */
const APPROACH_SECONDS = 6;
/** A file that goes on is taken to do so for this long, until its end is found. Seconds. */
const STEP_SECONDS = 60;
/** Time limit of the question. Milliseconds. */
const ASK_MS = 10_000;

export interface FileEndOptions {
  readonly signal: AbortSignal;
  readonly download: Download;
  /** Duration of the item in seconds, 0 while unknown. */
  durationSeconds(): number;
  /** The file is longer than its manifest. */
  onLonger(manifest: Manifest): void;
  /** Keeps a downloaded segment for its request. */
  keep(url: string, segment: PendingDownload): void;
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
  /** Duration of the manifest for which the file was asked for more. Seconds. */
  #askedAt: number | undefined;

  constructor(options: FileEndOptions) {
    this.#options = options;
  }

  reset(): void {
    this.#manifest = undefined;
    this.#statedSeconds = Number.POSITIVE_INFINITY;
    this.#askedAt = undefined;
  }

  learn(manifest: Manifest): void {
    this.#manifest = manifest;
    this.#statedSeconds = manifest.durationSeconds;
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
    const { startSeconds = 0, durationSeconds } = segment;
    if (!manifest || segment.kind !== 'media' || this.#askedAt === manifest.durationSeconds) return;
    if (startSeconds + durationSeconds < manifest.durationSeconds - APPROACH_SECONDS) return;
    const next = urlAfterLast(segment, manifest);
    if (next === undefined) return;
    this.#askedAt = manifest.durationSeconds;
    void this.#ask(session.route(next), segment, manifest);
  }

  async #ask(url: string, segment: SegmentRequest, manifest: Manifest): Promise<void> {
    const { signal, download, keep, onLonger } = this.#options;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)]);
    const size = expectedSize(segment.bandwidth, segment.durationSeconds);
    const pending = new PendingDownload(url, { download, signal: limit, size });
    const answer = await pending.answer.catch(() => undefined);
    if (!answer || this.#manifest !== manifest) return;
    if (verdictOf('media', answer.status, answer.body) !== 'full') return;
    keep(url, pending);
    this.#manifest = { ...manifest, durationSeconds: manifest.durationSeconds + STEP_SECONDS };
    onLonger(this.#manifest);
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
