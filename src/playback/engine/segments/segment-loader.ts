import { unlessAborted } from '../../../plex/unless-aborted.ts';
import { abortableDelay } from '../../core/abortable-delay.ts';
import type { EngineFailure } from '../../core/engine-failure.ts';
import { Turns } from '../../core/turns.ts';
import type { EngineHost } from '../engine.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { SessionControl } from '../session-control.ts';
import { type Download, noAnswer, type SegmentAnswer } from './download.ts';
import { FileEnd } from './file-end.ts';
import { nextSegmentStep, type SegmentFacts, type SegmentStep } from './next-segment-step.ts';
import { SegmentAttempt } from './segment-attempt.ts';
import { failureOf } from './segment-failure.ts';
import { type Fetched, fetchSegment } from './segment-fetch.ts';
import { SegmentPrefetch } from './segment-prefetch.ts';
import type { SegmentRequest } from './segment-request.ts';
import { SegmentRouter } from './segment-router.ts';
import { SessionAdoption, type SessionAdoptionOptions } from './session-adoption.ts';

export interface SegmentLoaderOptions
  extends Pick<EngineHost, 'whenMounted' | 'onFailure'>,
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

/** Pause between two requests, of any track, for media that a session seems not to have. Milliseconds. */
const TURN_MS = 1_200;

/** Not a failure: a manifest of a greater length has to be attached. */
const GOES_ON: EngineFailure = {
  kind: 'seek',
  final: true,
  cause: new Error('The file is longer than its manifest.'),
};

/** Tells dash.js that there is no such segment. */
const ENDED: SegmentAnswer = { ...noAnswer(), status: 200 };

/**
 * Loads segments, and replaces a dead session before dash.js notices: carries out {@link nextSegmentStep}.
 *
 * dash.js retries a 404 for seconds and then stops for good, and takes a 200 with an empty body for success. So it gets
 * an answer only when there is a segment, or when the file has ended. It may cancel a request at any time.
 */
export class SegmentLoader {
  readonly #options: SegmentLoaderOptions;
  readonly #adoption: SessionAdoption;
  #session: SegmentRouter | undefined;
  readonly #prefetch: SegmentPrefetch;
  readonly #fileEnd: FileEnd;
  readonly #turns = new Turns(TURN_MS);
  /** Where dash.js is going to play the manifest that it has requested and not received. Seconds. */
  #awaitedStart: number | undefined;
  /** When a far seek last got a session. Milliseconds. */
  #movedAt = Number.NEGATIVE_INFINITY;
  #pending = 0;

  constructor(options: SegmentLoaderOptions) {
    this.#options = options;
    this.#adoption = new SessionAdoption(options);
    this.#prefetch = new SegmentPrefetch(options.download);
    this.#fileEnd = new FileEnd({ ...options, onLonger: () => options.onFailure(GOES_ON) });
  }

  /** dash.js is given a new manifest, of a session that starts at `offsetSeconds`, to play from `startSeconds`. */
  attach(manifestUrl: string, offsetSeconds: number, startSeconds = offsetSeconds): void {
    this.#adoption.reset();
    this.#session = new SegmentRouter(manifestUrl, offsetSeconds);
    this.#prefetch.clear();
    this.#fileEnd.reset();
    this.#awaitedStart = startSeconds;
  }

  /** The manifest was received. Returns the one for dash.js. */
  learn(manifest: Manifest): Manifest {
    this.#adoption.learn(manifest);
    this.#session?.answeredBy(manifest.url);
    const startSeconds = this.#awaitedStart;
    this.#awaitedStart = undefined;
    if (startSeconds !== undefined) void this.#prefetchFirst(manifest, startSeconds);
    return this.#fileEnd.learn(manifest);
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
    if (session.isPastEnd(segment)) return ENDED;
    this.#fileEnd.approach(segment, session);
    const attempt = new SegmentAttempt(session.expectsSoon(segment));
    for (;;) {
      signal.throwIfAborted();
      const { answer } = attempt;
      if (answer?.verdict !== 'full') await this.#adoption.settled();
      signal.throwIfAborted();
      const step = nextSegmentStep(answer?.verdict, this.#facts(segment, session, attempt));
      if (step.kind === 'end') {
        session.ended(segment);
        return ENDED;
      }
      if (answer && step.kind === 'deliver') {
        session.delivered(segment, answer.tookMs);
        await this.#fileEnd.settled(segment, answer.body, signal);
        return answer;
      }
      if (answer && step.kind === 'fail') {
        this.#options.onFailure(failureOf(answer, step.reason));
        // dash.js would request it again.
        return unlessAborted(new Promise(() => {}), signal);
      }
      await this.#run(step, segment, session, attempt, signal);
    }
  }

  async #prefetchFirst(manifest: Manifest, startSeconds: number): Promise<void> {
    const { signal, whenMounted } = this.#options;
    await whenMounted(signal);
    if (!signal.aborted) this.#prefetch.start(manifest, startSeconds, signal);
  }

  #facts(segment: SegmentRequest, session: SegmentRouter, attempt: SegmentAttempt): SegmentFacts {
    const { answer, relocation, isOverdue, repeats, waitedMs, missingMs, renewal } = attempt;
    const { transcode, wasAlive, wasDue, isGap } = attempt;
    return {
      place: session.placeOf(segment),
      movedMsAgo: performance.now() - this.#movedAt,
      relocation,
      isOverdue,
      isSuperseded: answer !== undefined && answer.from !== session.id,
      repeats,
      waitedMs,
      missingMs,
      tookMs: answer?.tookMs ?? 0,
      renewal,
      transcode,
      wasAlive,
      hasDelivered: session.hasDelivered(segment),
      wasDelivered: session.wasDelivered(segment),
      usualWarmUpMs: session.usualWarmUpMs,
      wasFresh: attempt.wasFresh ?? true,
      wasDue,
      isNearEnd: this.#fileEnd.isNear(segment),
      isBeyondEnd: this.#fileEnd.isBeyond(segment),
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
          attempt.wasFresh ??= !session.hasDelivered(segment);
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
        if (step.inTurn) await this.#turns.next(signal);
        return attempt.drop();
      case 'probe':
        // No reply counts as alive: the next request will tell.
        return attempt.probed(
          (await this.#options.control.findAlive().catch(() => true)) ? 'alive' : 'gone',
        );
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
        prefetched: (url) => this.#prefetch.take(url),
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
    answer: Fetched,
    kind: EngineFailure['kind'],
  ): Promise<SegmentFacts['renewal']> {
    const at = session.startFor(segment, this.#options.positionSeconds());
    const { provedAt } = session;
    const failure = { ...failureOf(answer, 'answer'), kind, provedAt, final: false };
    const outcome = await this.#options.control.renew(failure, at);
    if (outcome.kind !== 'renewed') return outcome.kind;
    // Also for a request that was cancelled meanwhile: the next one needs the session.
    return (await this.#adoption.adopt(outcome.value, session)) ? 'renewed' : 'denied';
  }
}
