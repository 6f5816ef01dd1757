import type { SegmentRequest } from './segment-request.ts';

/** How far past the last delivered segment an encoder is trusted to be. Seconds. */
const AHEAD_SECONDS = 10;
/** An encoder starts at a key frame, which may lie a little before or behind the offset. Seconds. */
const EDGE_SECONDS = 2;
/** An answer within this time is a quick one. Milliseconds. */
const QUICK_MS = 1_000;
/** After so many quick answers in a row the next one is expected to be quick too. */
const QUICK_ANSWERS = 3;

/**
 * Which session the segments come from. dash.js keeps the addresses of the manifest that it was given; when a session
 * is renewed, its requests go to the new one from then on, and dash.js never learns of it.
 */
export class SegmentRouter {
  readonly #attachedId: string;
  #liveId: string;
  /** Where the live session starts; before it there is nothing. Seconds. */
  #offset: number;
  /** A segment that begins here or before was found to be missing. Seconds. */
  #nothingUpTo = Number.NEGATIVE_INFINITY;
  /** End of the last segment that the live session delivered. Seconds. */
  #head: number;
  /** The tracks, picture or sound, of which the live session has delivered anything. */
  readonly #proven = new Set<string>();
  /** End of the last segment that each track was given, by whichever session. Seconds. */
  readonly #ends = new Map<string, number>();
  /** How many of its last answers in a row were quick. */
  #quick = 0;

  /** @param manifestUrl The `start.mpd` that dash.js was given; names the session. */
  constructor(manifestUrl: string, offsetSeconds: number) {
    this.#attachedId = sessionOf(manifestUrl);
    this.#liveId = this.#attachedId;
    this.#offset = offsetSeconds;
    this.#head = offsetSeconds;
  }

  /** The session that is asked now. */
  get id(): string {
    return this.#liveId;
  }

  /** Where the live session starts. Seconds. */
  get offsetSeconds(): number {
    return this.#offset;
  }

  /** Whether the live session has delivered anything of the track of this segment. */
  hasProved({ url }: SegmentRequest): boolean {
    return this.#proven.has(trackOf(url));
  }

  /** The session now is the one of `manifestUrl`, which starts at `offsetSeconds`. */
  renew(manifestUrl: string, offsetSeconds: number): void {
    this.#liveId = sessionOf(manifestUrl);
    this.#offset = offsetSeconds;
    this.#head = offsetSeconds;
    this.#nothingUpTo = Number.NEGATIVE_INFINITY;
    this.#proven.clear();
    this.#quick = 0;
  }

  /** The address under which the live session has what `url` names in the one that was attached. */
  route(url: string): string {
    if (this.#liveId === this.#attachedId) return url;
    return url.replace(`/session/${this.#attachedId}/`, `/session/${this.#liveId}/`);
  }

  /** @param tookMs Milliseconds from the request to the last byte. */
  delivered(
    { kind, url, startSeconds = 0, durationSeconds }: SegmentRequest,
    tookMs: number,
  ): void {
    if (kind !== 'media') return;
    this.#proven.add(trackOf(url));
    this.#ends.set(trackOf(url), startSeconds + durationSeconds);
    this.#quick = tookMs <= QUICK_MS ? this.#quick + 1 : 0;
    this.#head = Math.max(this.#head, startSeconds + durationSeconds);
  }

  /**
   * Where a new session has to start: at this segment, or where another track goes on that is behind it. One starts for
   * both, also when the other has not asked yet. Seconds.
   */
  startFor({ url, startSeconds = this.#offset }: SegmentRequest, positionSeconds: number): number {
    const behind = [...this.#ends]
      .filter(([track, end]) => track !== trackOf(url) && end > positionSeconds)
      .map(([, end]) => end);
    return Math.min(startSeconds, ...behind);
  }

  /**
   * Whether there is no reason for a segment to be long in coming: the last ones came at once, and it follows them. An
   * encoder that is just as fast as the video, or has to catch up after a seek, holds requests for seconds.
   */
  expectsSoon({ kind, startSeconds }: SegmentRequest): boolean {
    if (kind !== 'media' || startSeconds === undefined) return false;
    return this.#quick >= QUICK_ANSWERS && startSeconds <= this.#head + EDGE_SECONDS;
  }

  /**
   * An answer without media has come for this segment. Answers whether that is since it lies before the session's start:
   * the session has delivered others, so it is not warming up.
   */
  learnsOfGap(segment: SegmentRequest): boolean {
    const { kind, startSeconds } = segment;
    if (kind !== 'media' || startSeconds === undefined) return false;
    if (startSeconds >= this.#offset || !this.hasProved(segment)) return false;
    this.#nothingUpTo = Math.max(this.#nothingUpTo, startSeconds);
    return true;
  }

  /** Whether a segment lies before the session's start, where there is nothing. */
  isBefore({ kind, startSeconds }: SegmentRequest): boolean {
    if (kind !== 'media' || startSeconds === undefined) return false;
    return startSeconds < this.#offset - EDGE_SECONDS || startSeconds <= this.#nothingUpTo;
  }

  /** Whether a segment lies before the session's start, or farther ahead than its encoder can be. */
  isFar(segment: SegmentRequest): boolean {
    const { kind, startSeconds = 0 } = segment;
    if (kind !== 'media') return false;
    return this.isBefore(segment) || startSeconds > this.#head + AHEAD_SECONDS;
  }
}

function sessionOf(manifestUrl: string): string {
  return new URL(manifestUrl).searchParams.get('session') ?? '';
}

/** The address without its last part, which is the number of the segment. */
function trackOf(url: string): string {
  return url.slice(0, url.lastIndexOf('/'));
}
