import type { SegmentRequest } from './segment-request.ts';

/** How far beyond the last delivered segment an encoder is assumed to be. Seconds. */
const AHEAD_SECONDS = 10;
/** An encoder starts at a key frame, which may be a little before or after the offset. Seconds. */
const EDGE_SECONDS = 2;
/** An answer within this time counts as quick. Milliseconds. */
const QUICK_MS = 1_000;
/** After this many quick answers in a row the next one is expected to be quick, too. */
const QUICK_ANSWERS = 3;

/** Where a segment is, seen from the live session: before its start, within reach, or too far ahead of its encoder. */
export type SegmentPlace = 'before' | 'near' | 'ahead';

/**
 * Routes segment requests to the live session. dash.js keeps the URLs of the manifest that it loaded; once a session is
 * renewed, its requests are sent to the new one, which dash.js does not notice.
 */
export class SegmentRouter {
  readonly #attachedId: string;
  /** Folder of the manifest that dash.js loaded. Its segments are below it. */
  #attachedFolder: string;
  #liveId: string;
  #liveFolder: string;
  /** Where the live session starts; it has no media before that. Seconds. */
  #offset: number;
  /** Segments that start here or earlier are known to be missing. Seconds. */
  #nothingUpTo = Number.NEGATIVE_INFINITY;
  /** End of the last segment that the live session delivered. Seconds. */
  #head: number;
  /** Tracks (video, audio) of which the live session has delivered media. */
  readonly #delivered = new Set<string>();
  /** End of the last segment of each track, from any session. Seconds. */
  readonly #ends = new Map<string, number>();
  /** Where the file has turned out to end, by track. Seconds. */
  readonly #fileEnds = new Map<string, number>();
  /** Number of quick answers in a row. */
  #quick = 0;
  #provedAt: number | undefined;
  /** When the live session became the live one. Milliseconds. */
  #liveSince = performance.now();
  #usualWarmUpMs: number | undefined;

  /** @param manifestUrl The `start.mpd` that dash.js loads; it names the session. */
  constructor(manifestUrl: string, offsetSeconds: number) {
    this.#attachedId = sessionOf(manifestUrl);
    this.#attachedFolder = folderOf(manifestUrl);
    this.#liveId = this.#attachedId;
    this.#liveFolder = this.#attachedFolder;
    this.#offset = offsetSeconds;
    this.#head = offsetSeconds;
  }

  /** The live session. */
  get id(): string {
    return this.#liveId;
  }

  /** Where the live session starts. Seconds. */
  get offsetSeconds(): number {
    return this.#offset;
  }

  /** The file has no such segment, nor a later one of its track. */
  ended({ url, startSeconds = 0 }: SegmentRequest): void {
    this.#fileEnds.set(trackOf(url), startSeconds);
  }

  /** Whether the file is known to end before this segment. */
  isPastEnd({ url, kind, startSeconds = 0 }: SegmentRequest): boolean {
    return (
      kind === 'media' &&
      startSeconds >= (this.#fileEnds.get(trackOf(url)) ?? Number.POSITIVE_INFINITY)
    );
  }

  /** Whether any session has delivered media of this segment's track. */
  wasDelivered({ url }: SegmentRequest): boolean {
    return this.#ends.has(trackOf(url));
  }

  /** How long the sessions took from their start to their first media, the slowest; `undefined` before the first. Milliseconds. */
  get usualWarmUpMs(): number | undefined {
    return this.#usualWarmUpMs;
  }

  /** When the last segment was requested that the live session has delivered. Milliseconds. */
  get provedAt(): number | undefined {
    return this.#provedAt;
  }

  /** Whether the live session has delivered media of this segment's track. */
  hasDelivered({ url }: SegmentRequest): boolean {
    return this.#delivered.has(trackOf(url));
  }

  /** dash.js has received its manifest from `url`, after redirects. */
  answeredBy(url: string): void {
    this.#attachedFolder = folderOf(url);
    if (this.#liveId === this.#attachedId) this.#liveFolder = this.#attachedFolder;
  }

  /**
   * Makes the session of `manifestUrl`, which starts at `offsetSeconds`, the live one.
   * @param answeredBy The URL that answered, after redirects.
   */
  renew(manifestUrl: string, offsetSeconds: number, answeredBy = manifestUrl): void {
    this.#liveId = sessionOf(manifestUrl);
    this.#liveFolder = folderOf(answeredBy);
    this.#offset = offsetSeconds;
    this.#head = offsetSeconds;
    this.#nothingUpTo = Number.NEGATIVE_INFINITY;
    this.#delivered.clear();
    this.#quick = 0;
    this.#provedAt = undefined;
    this.#liveSince = performance.now();
  }

  /** Translates a URL of the attached session to the live session. */
  route(url: string): string {
    if (this.#liveId === this.#attachedId || !url.startsWith(this.#attachedFolder)) return url;
    const path = url.slice(this.#attachedFolder.length);
    return `${this.#liveFolder}${path.replace(`session/${this.#attachedId}/`, `session/${this.#liveId}/`)}`;
  }

  /**
   * Records a delivered segment.
   * @param tookMs Milliseconds from the request to the last byte.
   */
  delivered(
    { kind, url, startSeconds = 0, durationSeconds }: SegmentRequest,
    tookMs: number,
  ): void {
    this.#provedAt = Math.max(this.#provedAt ?? 0, performance.now() - tookMs);
    if (kind !== 'media') return;
    if (this.#delivered.size === 0)
      this.#usualWarmUpMs = Math.max(this.#usualWarmUpMs ?? 0, performance.now() - this.#liveSince);
    this.#delivered.add(trackOf(url));
    this.#ends.set(trackOf(url), startSeconds + durationSeconds);
    this.#quick = tookMs <= QUICK_MS ? this.#quick + 1 : 0;
    this.#head = Math.max(this.#head, startSeconds + durationSeconds);
  }

  /**
   * Where a new session has to start: at this segment, or earlier, where another track continues. The new session serves
   * both tracks, also when the other has requested nothing yet. Seconds.
   */
  startFor({ url, startSeconds = this.#offset }: SegmentRequest, positionSeconds: number): number {
    const behind = [...this.#ends]
      .filter(([track, end]) => track !== trackOf(url) && end > positionSeconds)
      .map(([, end]) => end);
    return Math.min(startSeconds, ...behind);
  }

  /**
   * Whether a segment should arrive at once: the last ones did, and it follows them. An encoder that is no faster than
   * the video, or catches up after a seek, holds requests for seconds.
   */
  expectsSoon({ kind, startSeconds }: SegmentRequest): boolean {
    if (kind !== 'media' || startSeconds === undefined) return false;
    return this.#quick >= QUICK_ANSWERS && startSeconds <= this.#head + EDGE_SECONDS;
  }

  /**
   * Records an answer without media. Returns whether the segment is missing because it is before the session's start:
   * the session has delivered others, so its encoder is not starting up.
   */
  noteEmpty(segment: SegmentRequest): boolean {
    const { kind, startSeconds } = segment;
    if (kind !== 'media' || startSeconds === undefined) return false;
    if (startSeconds >= this.#offset || !this.hasDelivered(segment)) return false;
    this.#nothingUpTo = Math.max(this.#nothingUpTo, startSeconds);
    return true;
  }

  /** Where a segment is, seen from the live session. */
  placeOf({ kind, startSeconds }: SegmentRequest): SegmentPlace {
    if (kind !== 'media' || startSeconds === undefined) return 'near';
    if (startSeconds < this.#offset - EDGE_SECONDS) return 'before';
    if (startSeconds <= this.#nothingUpTo) return 'before';
    return startSeconds > this.#head + AHEAD_SECONDS ? 'ahead' : 'near';
  }
}

function sessionOf(manifestUrl: string): string {
  return new URL(manifestUrl).searchParams.get('session') ?? '';
}

function folderOf(manifestUrl: string): string {
  return new URL('.', manifestUrl).href;
}

/** The URL without its last part, which is the number of the segment. */
export function trackOf(url: string): string {
  return url.slice(0, url.lastIndexOf('/'));
}
