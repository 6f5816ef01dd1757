import {
  type PlexConnection,
  type PlexEvent,
  type PlexMediaType,
  refusedError,
} from '../../plex/index.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import type { MediaState } from '../core/media-state.ts';
import type { PlayableMedia } from '../core/playable-media.ts';
import { PlaybackError } from '../core/playback-error.ts';
import type { Store } from '../core/store.ts';
import { StartPosition } from '../element/start-position.ts';
import { createDashEngine } from '../engine/dash-engine.ts';
import type { Engine, EngineHost, SessionSource } from '../engine/engine.ts';
import { createNativeEngine } from '../engine/native-engine.ts';
import type { RenewalLimiter } from '../page/renewal-limiter.ts';
import type { RequestQueue } from '../page/request-queue.ts';
import { type EndOptions, PlexSession } from './plex-session.ts';
import { type Decided, SessionRenewal } from './session-renewal.ts';

export interface PlaybackOptions {
  readonly element: HTMLMediaElement;
  readonly store: Store<MediaState>;
  readonly connection: PlexConnection;
  readonly media: PlayableMedia;
  readonly mediaType: PlexMediaType;
  readonly startSeconds: number;
  readonly givenSession: string | undefined;
  readonly requestQueue: RequestQueue;
  /** What the page as a whole remembers of sessions that died. */
  readonly limiter: RenewalLimiter;
  /** When this player got new transcode ids. Milliseconds; is added to. */
  readonly renewedAt: number[];
  /** Whether the server has answered this player before. */
  readonly knowsServer: boolean;
  /** Counts a playback under this client identifier; returns the way to take it off again. */
  registerClient(clientIdentifier: string): () => void;
  /** Resolves with the `plexClientSession` to play under. */
  identify(signal: AbortSignal): Promise<string>;
  /** Resolves once a component shows this player: nothing new is asked of the server before. */
  whenMounted(signal: AbortSignal): Promise<void>;
  /** Whether a session that dies is replaced. */
  recovers(): boolean;
  /** A source has been attached: play it if that is what the viewer wants. */
  onSource(): void;
  onFailed(error: PlaybackError): void;
  /** The item has been played to its end, whatever the element says. */
  onEnded(): void;
  emit(event: PlexEvent): void;
}

/** A session on the server, and what replaces it when it dies. */
interface Running {
  readonly session: PlexSession;
  readonly renewal: SessionRenewal;
}

/** One item from the decision to the `stopped`: the session on the server and the engine in the page, and what joins them. */
export class Playback {
  readonly #options: PlaybackOptions;
  readonly #life = new AbortController();
  readonly #placement: StartPosition;
  #running: Running | undefined;
  #engine: Engine | undefined;
  #position: number;
  #reattaching = false;
  #attached: Decided | undefined;

  constructor(options: PlaybackOptions) {
    this.#options = options;
    this.#position = options.startSeconds;
    this.#placement = new StartPosition(options.element);
  }

  /** Seconds from the start of the item. Holds while a source is being replaced. */
  get position(): number {
    return this.#position;
  }

  /** Whether the element's own position and state mean nothing at the moment. */
  get isReplacingSource(): boolean {
    return this.#attached === undefined || this.#placement.isPending;
  }

  async start(): Promise<void> {
    const { identify, whenMounted, onSource } = this.#options;
    const { signal } = this.#life;
    try {
      await whenMounted(signal);
      const plexClientSession = await identify(signal);
      await whenMounted(signal);
      signal.throwIfAborted();
      const session = this.#createSession(plexClientSession);
      const running = { session, renewal: this.#createRenewal(session) };
      this.#running = running;
      const decided = await running.renewal.begin(this.#position);
      if (!decided) return;
      await this.#attach(running, decided);
      signal.throwIfAborted();
      session.keepAlive();
      onSource();
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** Where to begin instead, for a source that is still on its way. Seconds. */
  aim(seconds: number): void {
    this.#position = seconds;
    this.#placement.setTarget(seconds);
  }

  /** The element moved on, was seeked, paused, … */
  onElementEvent(name: string): void {
    const { element } = this.#options;
    if (this.#life.signal.aborted) return;
    if (!this.#placement.accepts(name)) return;
    if (name === 'timeupdate' || name === 'seeking' || name === 'seeked') {
      this.#position = element.currentTime;
      this.#running?.renewal.onPosition(this.#position, element.seeking || name === 'seeked');
    }
    if (stateEvents.has(name)) this.#running?.session.reportState();
  }

  /** The item has played to its end: the server is told, and the last frame stays. */
  async finish(): Promise<void> {
    return this.#running?.session.end();
  }

  /** Ends the item here and on the server. Resolves when the server has been told, or can't be. */
  async end(options?: EndOptions): Promise<void> {
    const told = this.#running?.session.end(options);
    if (!this.#life.signal.aborted) {
      this.#life.abort();
      this.#running?.renewal.end();
      this.#engine?.destroy();
    }
    return told;
  }

  #createSession(plexClientSession: string): PlexSession {
    const options = this.#options;
    const { mediaType, media, givenSession, requestQueue, emit, element, store } = options;
    const { ratingKey, mediaIndex, partIndex } = media;
    let release = () => {};
    const session = new PlexSession({
      // A new token is used from the next call on.
      get connection() {
        return options.connection;
      },
      plexClientSession,
      givenSession,
      mediaType,
      ratingKey,
      mediaIndex,
      partIndex,
      requestQueue,
      emit,
      report: () => ({
        state: element.paused ? 'paused' : store.get().waiting ? 'buffering' : 'playing',
        timeSeconds: this.#position,
        durationSeconds: store.get().duration,
      }),
      onEnded: () => release(),
      onTerminated: (text) => this.#fail(new PlaybackError('terminated', { text })),
    });
    release = options.registerClient(session.ids.clientIdentifier);
    return session;
  }

  #createRenewal(session: PlexSession): SessionRenewal {
    const { mediaType, limiter, renewedAt, knowsServer, store, recovers } = this.#options;
    return new SessionRenewal({
      session,
      mediaType,
      limiter,
      renewedAt,
      knowsServer: knowsServer && recovers(),
      signal: this.#life.signal,
      engineName: () => this.#engine?.name ?? 'dash',
      decide: (offsetSeconds, signal) => this.#decide(session, offsetSeconds, signal),
      onRecovering: (recovering) => store.set({ recovering }),
      onFailed: (thrown) => this.#fail(thrown),
    });
  }

  async #decide(
    session: PlexSession,
    offsetSeconds: number,
    signal: AbortSignal,
  ): Promise<Decided> {
    const { store, whenMounted } = this.#options;
    store.set({ ids: session.ids });
    const { decision, request } = await session.decide({
      offsetSeconds,
      directPlay: !this.#running?.renewal.asksForConversion,
      signal,
    });
    signal.throwIfAborted();
    if (decision.outcome === 'refused') throw PlaybackError.from(refusedError(decision));
    await whenMounted(signal);
    signal.throwIfAborted();
    const { item } = decision;
    const duration = store.get().duration || (item.durationSeconds ?? 0);
    store.set({ item, duration });
    // To begin at or beyond the end, as an old resume point may ask, is to begin at the start.
    if (this.#attached === undefined && duration > 0 && this.#position >= duration) {
      this.#position = 0;
      return this.#decide(session, 0, signal);
    }
    return { decision, request };
  }

  /** Gives the element a source, at the position as it is now: what was buffered may have played on meanwhile. */
  async #attach(running: Running, decided: Decided): Promise<void> {
    const { decision } = decided;
    this.#attached = decided;
    const name = decision.outcome === 'directplay' ? 'native' : 'dash';
    if (this.#engine?.name !== name) {
      this.#engine?.destroy();
      this.#engine = this.#createEngine(name);
    }
    this.#options.store.set({ engine: name });
    this.#placement.begin(this.#position);
    const { element } = this.#options;
    // Each new source sets the rate back to the default one.
    element.defaultPlaybackRate = element.playbackRate;
    await this.#engine.load(sourceOf(running, decided), this.#position);
  }

  #createEngine(name: Engine['name']): Engine {
    const { element, connection } = this.#options;
    const host: EngineHost = {
      media: element,
      redact: connection.redact,
      onFailure: (failure) => this.#onFailure(failure),
      onEnded: this.#options.onEnded,
      renew: (failure, at) =>
        this.#inPlace(async ({ renewal }) =>
          this.#options.recovers() ? renewal.renew(failure, at) : undefined,
        ),
      relocate: (at, options) => this.#inPlace(({ renewal }) => renewal.relocate(at, options)),
      findAlive: async () => (await this.#running?.session.findAlive()) ?? false,
      whenMounted: this.#options.whenMounted,
    };
    return name === 'native' ? createNativeEngine(host) : createDashEngine(host);
  }

  /** A new session below the source that is attached: the engine alone notices. */
  async #inPlace(
    renew: (running: Running) => Promise<Decided | 'keep' | undefined>,
  ): Promise<SessionSource | 'keep' | undefined> {
    const running = this.#running;
    if (!running) return undefined;
    const renewed = await renew(running);
    if (!renewed || this.#life.signal.aborted) return undefined;
    if (renewed === 'keep') return renewed;
    const { decision } = renewed;
    try {
      if (decision.outcome === 'transcode') return sourceOf(running, renewed);
      // The server has changed its mind, and wants the file to be played as it is. Sound and picture both learn of it.
      if (this.#attached !== renewed) {
        await this.#attach(running, renewed);
        this.#options.onSource();
      }
    } catch (thrown) {
      this.#fail(thrown);
    }
    return undefined;
  }

  #onFailure(failure: EngineFailure): void {
    const { signal } = this.#life;
    if (this.#reattaching || signal.aborted || !failure.final) return;
    if (this.#options.recovers()) void this.#reattach(failure);
    else this.#fail(PlaybackError.fromFailure(failure));
  }

  /** Where nothing else helps: a new session, attached at the position. */
  async #reattach(failure: EngineFailure): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#reattaching = true;
    try {
      let renewed = await running.renewal.renew(failure, this.#position);
      if (renewed === 'keep') renewed = await this.#decided(running);
      if (!renewed || this.#life.signal.aborted) return;
      await this.#attach(running, renewed);
      this.#options.onSource();
    } catch (thrown) {
      this.#fail(thrown);
    } finally {
      this.#reattaching = false;
    }
  }

  /** The session lives, but its source has to be attached again. */
  #decided({ session }: Running): Promise<Decided> {
    return this.#decide(session, this.#position, this.#life.signal);
  }

  #fail(thrown: unknown): void {
    if (this.#life.signal.aborted) return;
    const error = PlaybackError.from(thrown);
    void this.end({ reason: error.code });
    this.#options.onFailed(error);
  }
}

function sourceOf({ session }: Running, { decision, request }: Decided): SessionSource {
  return { url: session.source(decision, request), offsetSeconds: request.offsetSeconds ?? 0 };
}

/** What changes the state that the timeline reports. */
const stateEvents = new Set(['loadedmetadata', 'play', 'playing', 'pause', 'waiting', 'seeked']);
