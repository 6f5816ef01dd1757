import { abortableDelay } from '../../core/abortable-delay.ts';
import type { EngineFailure } from '../../core/engine-failure.ts';
import type { EngineHost } from '../engine.ts';
import type { SessionControl } from '../session-control.ts';
import { type Download, noAnswer, type SegmentAnswer } from './download.ts';
import { nextSegmentStep, type SegmentFacts, type SegmentStep } from './next-segment-step.ts';
import { SegmentAttempt } from './segment-attempt.ts';
import { type Fetched, fetchSegment } from './segment-fetch.ts';
import { SegmentPrefetch } from './segment-prefetch.ts';
import type { SegmentRequest } from './segment-request.ts';
import { SegmentRouter } from './segment-router.ts';
import { SessionAdoption, type SessionAdoptionOptions } from './session-adoption.ts';

/** Files may end early: what is missing after this part of the duration is the end of the file. */
const END_PART = 0.9;

export interface SegmentLoaderOptions
  extends Pick<EngineHost, 'whenMounted'>,
    SessionAdoptionOptions {
  readonly control: SessionControl;
  readonly download: Download;
  /** How long the buffered media last. Seconds of the clock; Infinity while paused. */
  secondsReady(): number;
  /** Current position. Seconds. */
  positionSeconds(): number;
  /** Duration of the item in seconds, 0 while unknown. */
  durationSeconds(): number;
}

/** A manifest that dash.js has requested, and where it is going to play. Seconds. */
interface AwaitedManifest {
  readonly manifestUrl: string;
  readonly startSeconds: number;
}

/**
 * Loads segments, and replaces a dead session before dash.js notices: carries out {@link nextSegmentStep}.
 *
 * dash.js retries a 404 for seconds and then stops for good, and takes a 200 with an empty body for success. So it gets
 * an answer only when there is a segment, or when there will be none. It may cancel a request at any time.
 */
export class SegmentLoader {
  readonly #options: SegmentLoaderOptions;
  readonly #adoption: SessionAdoption;
  #session: SegmentRouter | undefined;
  readonly #prefetch: SegmentPrefetch;
  /** The manifest that dash.js has requested and not received. */
  #awaited: AwaitedManifest | undefined;
  /** When a far seek last got a session. Milliseconds. */
  #movedAt = Number.NEGATIVE_INFINITY;
  #pending = 0;

  constructor(options: SegmentLoaderOptions) {
    this.#options = options;
    this.#adoption = new SessionAdoption(options);
    this.#prefetch = new SegmentPrefetch(options.download);
  }

  /** dash.js is given a new manifest, of a session that starts at `offsetSeconds`, to play from `startSeconds`. */
  attach(manifestUrl: string, offsetSeconds: number, startSeconds = offsetSeconds): void {
    this.#adoption.reset();
    this.#session = new SegmentRouter(manifestUrl, offsetSeconds);
    this.#prefetch.clear();
    this.#awaited = { manifestUrl, startSeconds };
  }

  /** dash.js has received its manifest. */
  learn(manifest: string): void {
    this.#adoption.learn(manifest);
    const awaited = this.#awaited;
    this.#awaited = undefined;
    if (awaited) void this.#prefetchFirst(manifest, awaited);
  }

  /** Whether dash.js waits for a segment. Each wait has an end: an answer, or a failure of the session. */
  get isBusy(): boolean {
    return this.#pending > 0;
  }

  /** Resolves with the answer for dash.js; rejects when `cancelled` aborts. */
  async load(segment: SegmentRequest, cancelled: AbortSignal): Promise<SegmentAnswer> {
    this.#pending += 1;
    try {
      return await this.#load(segment, cancelled);
    } finally {
      this.#pending -= 1;
    }
  }

  async #load(segment: SegmentRequest, cancelled: AbortSignal): Promise<SegmentAnswer> {
    const session = this.#session;
    if (!session) return noAnswer();
    const signal = AbortSignal.any([this.#options.signal, cancelled]);
    // Without a component the player uses its buffer only: a later request could reach the server after the `stopped`.
    await this.#options.whenMounted(signal);
    const attempt = new SegmentAttempt();
    for (;;) {
      signal.throwIfAborted();
      const { answer } = attempt;
      if (answer?.verdict !== 'full') await this.#adoption.settled();
      signal.throwIfAborted();
      const step = nextSegmentStep(answer?.verdict, this.#facts(segment, session, attempt));
      if (answer && step.kind === 'end') return { ...noAnswer(), status: 200 };
      if (answer && step.kind === 'deliver') {
        if (answer.verdict === 'full') session.delivered(segment, answer.tookMs);
        return answer;
      }
      await this.#run(step, segment, session, attempt, signal);
    }
  }

  async #prefetchFirst(
    manifest: string,
    { manifestUrl, startSeconds }: AwaitedManifest,
  ): Promise<void> {
    const { signal, whenMounted } = this.#options;
    await whenMounted(signal);
    if (!signal.aborted) this.#prefetch.start(manifest, manifestUrl, startSeconds, signal);
  }

  #facts(segment: SegmentRequest, session: SegmentRouter, attempt: SegmentAttempt): SegmentFacts {
    const { answer, relocation, isOverdue, repeats, waitedMs, renewal, transcode, isGap } = attempt;
    return {
      place: session.placeOf(segment),
      movedMsAgo: performance.now() - this.#movedAt,
      relocation,
      isOverdue,
      isSuperseded: answer !== undefined && answer.from !== session.id,
      repeats,
      waitedMs,
      renewal,
      transcode,
      hasDelivered: session.hasDelivered(segment),
      isNearEnd: this.#isNearEnd(segment),
      isGap,
    };
  }

  async #run(
    step: SegmentStep,
    segment: SegmentRequest,
    session: SegmentRouter,
    attempt: SegmentAttempt,
    signal: AbortSignal,
  ): Promise<void> {
    switch (step.kind) {
      case 'ask': {
        const answer = await this.#ask(segment, session, step.patienceMs, signal);
        if (answer) {
          attempt.answered(answer);
          const isEmpty = answer.verdict === 'empty' && answer.from === session.id;
          attempt.isGap = isEmpty && session.noteEmpty(segment);
          return;
        }
        attempt.isOverdue = true;
        return attempt.drop();
      }
      case 'retry':
        if (step.delayMs > 0) await abortableDelay(step.delayMs, signal);
        return attempt.drop();
      case 'probe':
        // No reply counts as alive: the next request will tell.
        attempt.transcode = (await this.#options.control.findAlive().catch(() => true))
          ? 'alive'
          : 'gone';
        return;
      case 'relocate':
        attempt.relocation = await this.#relocate(segment, session, step.needed);
        return;
      case 'renew':
        if (attempt.answer)
          attempt.renewed(await this.#renew(segment, session, attempt.answer, step.reason));
        return;
    }
  }

  /** `undefined`: nothing was received within `patienceMs`. */
  async #ask(
    segment: SegmentRequest,
    session: SegmentRouter,
    patienceMs: number | undefined,
    signal: AbortSignal,
  ): Promise<Fetched | undefined> {
    const { control, secondsReady, download } = this.#options;
    const patience = patienceMs ? new AbortController() : undefined;
    const timer = patience && setTimeout(() => patience.abort(), patienceMs);
    try {
      return await fetchSegment(segment, session, {
        signal: patience ? AbortSignal.any([signal, patience.signal]) : signal,
        download,
        findAlive: () => control.findAlive(),
        secondsReady,
        prefetched: (url, cancelled) => this.#prefetch.take(url, cancelled),
        onBytes: () => clearTimeout(timer),
      });
    } catch {
      signal.throwIfAborted();
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  async #relocate(
    { startSeconds = 0 }: SegmentRequest,
    session: SegmentRouter,
    needed: boolean,
  ): Promise<SegmentFacts['relocation']> {
    const outcome = await this.#options.control.relocate(startSeconds, { needed });
    if (outcome.kind !== 'renewed') return outcome.kind;
    this.#movedAt = performance.now();
    return (await this.#adoption.adopt(outcome.value, session)) ? 'none' : 'kept';
  }

  async #renew(
    segment: SegmentRequest,
    session: SegmentRouter,
    { verdict, status }: Fetched,
    kind: EngineFailure['kind'],
  ): Promise<SegmentFacts['renewal']> {
    const cause = new Error(`A media segment is not available: ${verdict}, HTTP ${status}.`);
    const at = session.startFor(segment, this.#options.positionSeconds());
    const outcome = await this.#options.control.renew({ kind, status, final: false, cause }, at);
    if (outcome.kind !== 'renewed') return outcome.kind;
    // Also for a request that was cancelled meanwhile: the next one needs the session.
    return (await this.#adoption.adopt(outcome.value, session)) ? 'renewed' : 'denied';
  }

  #isNearEnd({ startSeconds }: SegmentRequest): boolean {
    const duration = this.#options.durationSeconds();
    return startSeconds !== undefined && duration > 0 && startSeconds >= duration * END_PART;
  }
}
