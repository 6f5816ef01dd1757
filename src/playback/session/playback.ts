import { DeferredJob } from '../core/deferred-job.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import { explainSilence } from '../core/explain-silence.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { StartPosition } from '../element/start-position.ts';
import type { DecideOptions } from './deciding-session.ts';
import { EngineSlot } from './engine-slot.ts';
import { loadSessionParts } from './load-session-parts.ts';
import { openSession } from './open-session.ts';
import type { PlaybackOptions } from './playback-options.ts';
import type { PlexSession } from './plex-session.ts';
import type { EndOptions } from './plex-session-options.ts';
import { preloadEngines } from './preload-engines.ts';
import { type RunningSession, sourceOf } from './running-session.ts';
import { createSessionControl } from './session-control.ts';
import { SessionHealing } from './session-healing.ts';
import type { Decided } from './session-renewal-options.ts';
import { engineNeeded } from './warm-up-engine.ts';
import type { AnsweredWhole, WholeItem } from './whole-item.ts';

/** Element events after which the state of the timeline may differ. */
const stateEvents = new Set(['loadedmetadata', 'play', 'playing', 'pause', 'waiting', 'seeked']);

/** How long the decided state waits for the requests of a slow server. Milliseconds. */
const PUBLISH_MS = 50;

/** One item from the decision to `stopped`: connects the session on the server with the engine in the page. */
export class Playback {
  readonly #options: PlaybackOptions;
  readonly #life = new AbortController();
  readonly #startPosition: StartPosition;
  readonly #engines: EngineSlot;
  #running: RunningSession | undefined;
  #position: number;
  /** Publishes what the server has decided. Components render once for it, after the requests that the first frame needs. */
  readonly #publishing = new DeferredJob(PUBLISH_MS);
  #attached: Decided | undefined;
  /** Whether the limits have changed before the first source was attached: its decision may have been asked for before. */
  #hasNewLimits = false;
  #whole: WholeItem | undefined;

  constructor(options: PlaybackOptions) {
    this.#options = options;
    this.#position = options.startSeconds;
    this.#startPosition = new StartPosition(options.element);
    this.#engines = new EngineSlot(
      {
        media: options.element,
        session: createSessionControl({
          signal: this.#life.signal,
          running: () => this.#running,
          recovers: options.recovers,
          attach: (decided) => this.#switchSource(decided),
          onFailed: (thrown) => this.#fail(thrown),
        }),
        hasPlayed: () => options.store.get().hasPlayed,
        redact: (text) => options.connection.redact(text),
        onFailure: (failure) => this.#onFailure(failure),
        onEnded: options.onEnded,
        whenMounted: options.whenMounted,
      },
      this.#life.signal,
    );
  }

  /** Seconds from the start of the item. Does not change while the source is replaced. */
  get position(): number {
    return this.#position;
  }

  /** Whether position and state of the element are meaningless at the moment. */
  get isReplacingSource(): boolean {
    return this.#attached === undefined || this.#startPosition.isPending;
  }

  /** Decides and attaches the source. Failures go to `onFailed`. */
  async start(): Promise<void> {
    const { identify, whenMounted, onSource, mediaType } = this.#options;
    const { signal } = this.#life;
    // Beside identity and decision, which take less time.
    preloadEngines(mediaType);
    if (mediaType === 'video') engineNeeded().abort('needed');
    try {
      await whenMounted(signal);
      const plexClientSession = await identify(signal);
      await whenMounted(signal);
      signal.throwIfAborted();
      const session = openSession(this.#options, {
        plexClientSession,
        position: () => this.#position,
        onTerminated: (text) => this.#fail(new PlaybackError('terminated', { text })),
      });
      const running = { session, healing: this.#createHealing(session) };
      this.#running = running;
      const decided = await running.healing.begin(this.#position);
      if (!decided) return;
      await this.#attach(running, decided);
      signal.throwIfAborted();
      session.keepAlive();
      onSource();
      if (this.#hasNewLimits) this.applyLimits();
    } catch (thrown) {
      this.#fail(await explainSilence(thrown, this.#options.connection, this.#life.signal));
    }
  }

  /** The host has changed its limits: the source is replaced, at its position, if it was asked for with other ones. */
  applyLimits(): void {
    this.#hasNewLimits = this.#attached === undefined;
    if (this.#attached) void this.#running?.healing.relimit();
  }

  /** Changes the start position of a source that is still being attached. Seconds. */
  aim(seconds: number): void {
    this.#position = seconds;
    this.#startPosition.setTarget(seconds);
  }

  /** Handles an event of the media element. */
  onElementEvent(name: string): void {
    const { element } = this.#options;
    if (this.#life.signal.aborted) return;
    // Not before: it would compete with the first frame.
    if (name === 'loadedmetadata') {
      this.#publishing.run();
      this.#running?.healing.preload();
    }
    if (!this.#startPosition.accepts(name)) return;
    if (name === 'timeupdate' || name === 'seeking' || name === 'seeked') {
      this.#position = element.currentTime;
      this.#running?.healing.onPosition(this.#position, element.seeking || name === 'seeked');
    }
    if (stateEvents.has(name)) this.#running?.session.reportState();
  }

  /** The item has played to its end: ends the session, and keeps the last frame. */
  async finish(continuing?: boolean): Promise<void> {
    return this.#running?.session.end({ continuing });
  }

  /** Ends the item here and on the server. Resolves when the server was told, or cannot be. */
  async end(options?: EndOptions): Promise<void> {
    const told = this.#running?.session.end(options);
    if (!this.#life.signal.aborted) {
      this.#life.abort();
      this.#publishing.cancel();
      this.#running?.healing.end();
      this.#engines.destroy();
    }
    return told;
  }

  #createHealing(session: PlexSession): SessionHealing {
    const { knowsServer, store, recovers } = this.#options;
    return new SessionHealing({
      session,
      playback: this.#options,
      position: () => this.#position,
      knowsServer: knowsServer && recovers(),
      signal: this.#life.signal,
      engineName: () => this.#engines.name ?? 'dash',
      attached: () => this.#attached,
      decide: (offsetSeconds) => this.#decide(session, offsetSeconds),
      attach: (decided) => this.#switchSource(decided),
      onRecovering: (recovering) => store.set({ recovering }),
      onFailed: (thrown) => this.#fail(thrown),
    });
  }

  async #decide(session: PlexSession, offsetSeconds: number): Promise<Decided> {
    const { store, whenMounted } = this.#options;
    const { signal } = this.#life;
    const asked = {
      offsetSeconds,
      directPlay: !this.#running?.healing.asksForConversion,
      limits: this.#running?.healing.limits(),
      signal,
      onSent: () => {
        this.#publishing.run();
        this.#publishing.schedule(() => store.set({ ids: session.ids }));
      },
    };
    const { decision, request, whole } = await this.#decideWhole(session, asked);
    signal.throwIfAborted();
    if (decision.outcome === 'refused') throw (await loadSessionParts()).refusedError(decision);
    await whenMounted(signal);
    signal.throwIfAborted();
    const duration = store.get().duration || (decision.item.durationSeconds ?? 0);
    // A start position at or after the end, such as an old resume point, means the start.
    if (this.#attached === undefined && duration > 0 && this.#position >= duration) {
      this.#position = 0;
      return this.#decide(session, 0);
    }
    return { decision, request, whole };
  }

  /** Decides about all files of an item that consists of several. */
  async #decideWhole(session: PlexSession, asked: DecideOptions): Promise<AnsweredWhole> {
    if (this.#whole) return this.#whole.decide(asked);
    const answer = await session.decide(asked);
    const { findWhole } = await loadSessionParts();
    this.#whole = await findWhole(answer, session, this.#options);
    return this.#whole?.decide(asked, answer) ?? answer;
  }

  /** Attaches a source at the current position. */
  async #attach(running: RunningSession, decided: Decided): Promise<void> {
    const { element, store } = this.#options;
    this.#attached = decided;
    const name = decided.decision.outcome === 'directplay' ? 'native' : 'dash';
    this.#startPosition.begin(this.#position);
    const engine = await this.#engines.use(name);
    // A new source resets the rate to the default rate.
    element.defaultPlaybackRate = element.playbackRate;
    engine.load(sourceOf(running, decided), this.#position);
    const { item } = decided.decision;
    const { ids } = running.session;
    this.#publishing.schedule(() => {
      const duration = store.get().duration || (item.durationSeconds ?? 0);
      store.set({ ids, engine: name, item, duration });
    });
  }

  async #switchSource(decided: Decided): Promise<void> {
    if (!this.#running || this.#attached === decided || this.#life.signal.aborted) return;
    await this.#attach(this.#running, decided);
    this.#options.onSource();
  }

  #onFailure(failure: EngineFailure): void {
    if (this.#life.signal.aborted || !failure.final) return;
    const { cause } = failure;
    if (cause instanceof PlaybackError && cause.untilFree) this.#fail(cause);
    else void this.#running?.healing.reattach(failure, this.#position);
  }

  #fail(thrown: unknown): void {
    if (this.#life.signal.aborted) return;
    const error = PlaybackError.from(thrown);
    this.#publishing.run();
    void this.end({ reason: error.code, continuing: this.#options.willSkip(error) });
    this.#options.onFailed(error);
  }
}
