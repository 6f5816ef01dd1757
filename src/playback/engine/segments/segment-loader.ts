import { abortableDelay } from '../../core/abortable-delay.ts';
import type { EngineFailure } from '../../core/engine-failure.ts';
import type { EngineHost, SessionSource } from '../engine.ts';
import { manifestShape } from './manifest-shape.ts';
import { type Fetched, fetchSegment, type SegmentAnswer } from './segment-fetch.ts';
import type { SegmentRequest } from './segment-request.ts';
import { SegmentRouter } from './segment-router.ts';

/** How long an encoder may warm up while the server says that it lives. Milliseconds; 60 to 90 s were seen on busy servers. */
const WARM_UP_MS = 90_000;
/** When a session that could not be spared for a seek is asked for again. Milliseconds. */
const SPARE_AGAIN_MS = 500;
/** How long a viewer who seeks far again and again has to stay anywhere for a session to be spent on it. Milliseconds. */
const SETTLE_MS = 400;
const LOOK_AGAIN_MS = 300;
/** How long a segment far ahead is waited for where no session was spared for it at first. Milliseconds. */
const PATIENCE_MS = 2_500;
/** So often nothing in a row is the end of a file, near its end. */
const EMPTY_LOOKS = 4;
/** How long a manifest may take. Milliseconds. */
const MANIFEST_MS = 10_000;
/** How often an encoder that has delivered before may be silent on one segment, 10 s each time. */
const SILENCES = 2;
/** Waits before a server that stumbles is asked again; after these it counts as away. Milliseconds. */
const STUMBLES = [300, 900] as const;
/** Files end early: what is missing behind this part of the length is the end, and no failure. */
const END_PART = 0.9;

export interface SegmentLoaderOptions
  extends Pick<EngineHost, 'renew' | 'relocate' | 'findAlive' | 'whenMounted'> {
  readonly signal: AbortSignal;
  /** How long what is buffered lasts, in seconds of the clock; Infinity while paused. */
  secondsReady(): number;
  /** Where the viewer is. Seconds. */
  positionSeconds(): number;
  /** Length of the item in seconds, 0 while unknown. */
  durationSeconds(): number;
  /** The new session's manifest differs from the one that plays: it can't be put in its place. */
  onIncompatible(): void;
}

/**
 * Loads segments, and gets a dead one from a new session before dash.js learns of it.
 *
 * dash.js retries a 404 for seconds, then gives its only address up for good, and takes a 200 with an empty body for a
 * success. So it is only answered when there is a segment to be had, or when that is given up: buffer, position and
 * everything else stay as they are. It may drop a request at any time, and does so by the signal.
 */
export class SegmentLoader {
  readonly #options: SegmentLoaderOptions;
  #session: SegmentRouter | undefined;
  #shape: string | undefined;
  /** When a far seek last got a session of its own. Milliseconds. */
  #movedAt = 0;
  #adopting: { readonly source: SessionSource; readonly done: Promise<boolean> } | undefined;

  constructor(options: SegmentLoaderOptions) {
    this.#options = options;
  }

  /** dash.js is given a new manifest, to play from `offsetSeconds`. */
  attach(manifestUrl: string, offsetSeconds: number): void {
    this.#shape = undefined;
    this.#session = new SegmentRouter(manifestUrl, offsetSeconds);
  }

  /** dash.js has got the manifest. */
  learn(manifest: string): void {
    this.#shape ??= manifestShape(manifest);
  }

  /** Resolves with what dash.js is to be told; rejects when `signal` aborts. */
  async load(segment: SegmentRequest, dropped: AbortSignal): Promise<SegmentAnswer> {
    const session = this.#session;
    const signal = AbortSignal.any([this.#options.signal, dropped]);
    if (!session) return { status: 0, body: new ArrayBuffer(0) };
    // A player without a component lives on its buffer: a segment asked for in its last moment could reach the server
    // behind the `stopped`.
    await this.#options.whenMounted(signal);
    signal.throwIfAborted();
    const first = await this.#fetch(segment, session, signal);
    const answer =
      first.verdict === 'full' ? first : await this.#heal(segment, session, first, signal);
    if (answer.verdict === 'full') session.delivered(segment, answer.tookMs);
    return answer;
  }

  /** A session has nothing before its start, and takes long to get far ahead: then a new one is started there. */
  async #moveTo(
    segment: SegmentRequest,
    session: SegmentRouter,
    signal: AbortSignal,
    insists = false,
  ): Promise<void> {
    await this.#adopting?.done;
    while (session.isFar(segment)) {
      // Who has just sought far may only be on the way to somewhere else.
      if (Date.now() - this.#movedAt < SETTLE_MS) await abortableDelay(SETTLE_MS, signal);
      signal.throwIfAborted();
      const isBefore = session.isBefore(segment);
      const needed = isBefore || insists;
      const source = await this.#options.relocate(segment.startSeconds ?? 0, { needed });
      if (source === 'keep') return;
      if (source) {
        this.#movedAt = Date.now();
        if (!(await this.#adopt(source, session))) return;
      } else if (isBefore) {
        // None can be spared now, and the present one will never have it.
        await abortableDelay(SPARE_AGAIN_MS, signal);
      } else return;
    }
  }

  async #heal(
    segment: SegmentRequest,
    session: SegmentRouter,
    first: Fetched,
    signal: AbortSignal,
  ): Promise<Fetched> {
    let answer = await this.#wait(segment, session, first, signal);
    let renewed = false;
    for (;;) {
      const { verdict } = answer;
      if (verdict === 'full' || verdict === 'refused') return answer;
      // What a second session does not have either, near the end, is not there to be had.
      if (this.#isNearEnd(segment) && (verdict === 'empty' || (renewed && verdict === 'gone')))
        if (!(await this.#isGone())) return { ...answer, status: 200, body: new ArrayBuffer(0) };
      // A renewal ends the old session, whose last answers come late. They must not end the new one in turn.
      await this.#adopting?.done;
      signal.throwIfAborted();
      if (answer.from === session.id) {
        const at = session.startFor(segment, this.#options.positionSeconds());
        const source = await this.#options.renew(failureOf(answer), at);
        // Also for a request that has been dropped meanwhile: the session is there, and the next one wants it.
        const adopted = !source || source === 'keep' || (await this.#adopt(source, session));
        signal.throwIfAborted();
        if (!source || !adopted) return answer;
        renewed = source !== 'keep';
      }
      const next = await this.#fetch(segment, session, signal);
      answer = await this.#wait(segment, session, next, signal);
    }
  }

  /** Asks the same session again until there is a body, or it is clear that there will be none. */
  async #wait(
    segment: SegmentRequest,
    session: SegmentRouter,
    first: Fetched,
    signal: AbortSignal,
  ): Promise<Fetched> {
    const deadline = Date.now() + WARM_UP_MS;
    let answer = first;
    let stumbles = 0;
    let silences = 0;
    for (let look = 1; Date.now() < deadline; look += 1) {
      if (answer.verdict === 'away') {
        const wait = STUMBLES[stumbles];
        if (wait === undefined) return answer;
        stumbles += 1;
        await abortableDelay(wait, signal);
      } else if (answer.verdict === 'empty' && session.learnsOfGap(segment)) {
        // It lies before what this session has: that is a far seek, though a short one.
        await this.#moveTo(segment, session, signal);
      } else if (answer.verdict === 'empty') {
        // The encoder warms up, the session is dead, or the file has ended.
        const ended = session.hasProved(segment) && this.#isNearEnd(segment) && look >= EMPTY_LOOKS;
        if ((ended || look % 4 === 2) && (await this.#isGone()))
          return { ...answer, verdict: 'gone' };
        if (ended) return answer;
        await abortableDelay(LOOK_AGAIN_MS, signal);
      } else if (answer.verdict === 'silent') {
        // An encoder that has delivered nothing yet may be warming up behind the request.
        silences += 1;
        if (session.hasProved(segment) && silences >= SILENCES)
          return { ...answer, verdict: 'gone' };
      } else return answer;
      answer = await this.#fetch(segment, session, signal);
    }
    return { ...answer, verdict: 'gone' };
  }

  async #fetch(
    segment: SegmentRequest,
    session: SegmentRouter,
    signal: AbortSignal,
  ): Promise<Fetched> {
    await this.#moveTo(segment, session, signal);
    signal.throwIfAborted();
    const { findAlive, secondsReady } = this.#options;
    const ask = (until: AbortSignal, onBytes = () => {}) =>
      fetchSegment(segment, session, { signal: until, findAlive, secondsReady, onBytes });
    if (!session.isFar(segment)) return ask(signal);
    // No session was spared for it. The present one may get there, but nobody waits for it for long.
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      return await ask(AbortSignal.any([signal, patience.signal]), () => clearTimeout(timer));
    } catch {
      signal.throwIfAborted();
    } finally {
      clearTimeout(timer);
    }
    await this.#moveTo(segment, session, signal, true);
    signal.throwIfAborted();
    return ask(signal);
  }

  /** No answer counts as no: that is for others to find out. */
  #isGone(): Promise<boolean> {
    return this.#options.findAlive().then(
      (alive) => !alive,
      () => false,
    );
  }

  /** Makes a new session the live one. Asking for its manifest is what starts its encoder. */
  async #adopt(source: SessionSource, session: SegmentRouter): Promise<boolean> {
    // Audio and video come with the same one, and the manifest is asked for once.
    if (this.#adopting?.source.url !== source.url)
      this.#adopting = { source, done: this.#start(source, session) };
    return this.#adopting.done;
  }

  async #start(source: SessionSource, session: SegmentRouter): Promise<boolean> {
    const { signal, onIncompatible } = this.#options;
    const manifest = await fetchManifest(source.url, signal);
    const latest = this.#adopting;
    // Overtaken by another one, which has been asked for since.
    if (latest && latest.source.url !== source.url) return latest.done;
    const shape = manifest === undefined ? undefined : manifestShape(manifest);
    if (shape !== undefined && this.#shape !== undefined && shape !== this.#shape) {
      onIncompatible();
      return false;
    }
    // Also when the manifest was not to be had: the segment will then tell why.
    session.renew(source.url, source.offsetSeconds);
    return true;
  }

  #isNearEnd({ startSeconds }: SegmentRequest): boolean {
    const duration = this.#options.durationSeconds();
    return startSeconds !== undefined && duration > 0 && startSeconds >= duration * END_PART;
  }
}

/** `undefined` when it is not to be had. */
async function fetchManifest(url: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(MANIFEST_MS)]);
    const answer = await fetch(url, { signal: limit });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

function failureOf({ verdict, status }: Fetched): EngineFailure {
  return {
    kind: verdict === 'away' ? 'network' : 'segment-gone',
    status,
    final: false,
    cause: new Error(`A media segment can't be had: ${verdict}, HTTP ${status}.`),
  };
}
