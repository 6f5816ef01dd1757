import { emitPlexEvent, type PlexEvent } from '../../plex/index.ts';
import { toGain } from '../core/gain.ts';
import { invokeCallback } from '../core/invoke-callback.ts';
import { cleanState, initialMediaState, type MediaState } from '../core/media-state.ts';
import { checkMedia, type PlayableMedia, startOf } from '../core/playable-media.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { createStore, type ReadableStore } from '../core/store.ts';
import { MediaBinding } from '../element/media-binding.ts';
import { autoplayUnlock } from '../page/autoplay-unlock.ts';
import { createCopyLocal } from '../page/copy-local.ts';
import { pageRegistry } from '../page/page-registry.ts';
import { RemountCache, type RemountKey } from '../page/remount-cache.ts';
import { Playback } from '../session/playback.ts';
import { createRenewalLog } from '../session/renewal-log.ts';
import { MountLifecycle } from './mount-lifecycle.ts';
import { PlayerIdentity } from './player-identity.ts';
import {
  type ChangeCause,
  contentOf,
  holdSession,
  newestOf,
  type PlayerOptions,
  playKey,
  remountKey,
  usableConnection,
  type VolumeChangeReason,
} from './player-options.ts';

const byHost: ChangeCause<VolumeChangeReason> = { reason: 'api', event: undefined };

/** Whether the host keeps a switch: untyped code may pass null. */
const isGiven = (value: unknown): value is boolean => typeof value === 'boolean';

const atRest = { paused: true, waiting: false, seeking: false, recovering: false } as const;

/**
 * One player of a page: its state, its media element, and what plays in it.
 *
 * The element belongs to the player and not to React: a component that goes and comes back within 1.5 s (StrictMode,
 * HMR, a changed key, Suspense) gets the same player with the same element, which never stopped. Constructing one
 * does nothing; {@link Player.mount} and {@link Player.unmount} bracket its life.
 */
export class Player {
  readonly #store = createStore<MediaState>(initialMediaState);
  readonly #binding: MediaBinding;
  #options: PlayerOptions;
  #playing: Playback | undefined;
  readonly #identity = new PlayerIdentity({
    emit: (event) => this.#emit(event),
    // What is only kept for a remount gives its identity up.
    onTaken: () => !this.isMounted && this.end(),
    endCached: (role) => {
      for (const player of playerCache().values()) if (player.leasedRole === role) player.end();
    },
  });
  /** What plays, or is about to. */
  #key: string | undefined;
  /** Where to go on when the same item is started again. Seconds. */
  #resume: number | undefined;
  #wantsToPlay: boolean;
  /** What plays, whoever plays it. */
  #content: string | undefined;
  /** Base URL of the server that has answered this player. */
  #known: string | undefined;
  /** When this player got new transcode ids. */
  readonly #renewals = createRenewalLog();
  /** Whether it has ended with its component or its page, and is to begin anew when that comes back. */
  #left = false;
  /** Whether the page has gone, though it may come back. */
  #pageIsGone = false;
  readonly #presence = new MountLifecycle({
    keep: (onExpired) => playerCache().keep(this.remountKey, this, onExpired),
    onExpired: () => this.end(),
    onPageHide: () => this.#onPageHide(),
    onPageBack: () => this.#onPageBack(),
    // An error that says that nobody answers has had its day.
    onOnline: () => this.#store.get().error?.code === 'server-unreachable' && this.retry(),
  });

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#wantsToPlay = options.autoPlay ?? false;
    this.#binding = new MediaBinding(this.#store, {
      mediaType: options.mediaType,
      role: options.playerRole,
      volume: options.volume ?? options.defaultVolume,
      muted: options.muted ?? options.defaultMuted,
      volumeIsGiven: () => toGain(this.#options.volume) !== undefined,
      mutedIsGiven: () => isGiven(this.#options.muted),
      holds: () => this.#playing?.isReplacingSource ?? true,
      onEvent: (name) => this.#onElementEvent(name),
    });
  }

  /** What components read. */
  get store(): ReadableStore<MediaState> {
    return this.#store;
  }

  /** A snapshot of the state: what plays, where it is, and how it goes. See {@link Player.store} to be told of changes. */
  get state(): MediaState {
    return this.#store.get();
  }

  /** The media element; `undefined` before {@link Player.attach} and on a server. */
  get element(): HTMLMediaElement | undefined {
    return this.#binding.element;
  }

  /** Names what this player is for and plays, so that a component which comes back finds it. */
  get remountKey(): RemountKey {
    return remountKey(this.#options);
  }

  /** Whether a component shows this player now. */
  get isMounted(): boolean {
    return this.#presence.isMounted;
  }

  /** The role under which this player holds an identity of its own. */
  get leasedRole(): string | undefined {
    return this.#identity.leasedRole;
  }

  /** Puts the media element into `host`; returns the way to take it out again. */
  attach(host: HTMLElement): () => void {
    return this.#binding.attach(host);
  }

  /** A component shows this player. */
  mount(options: PlayerOptions = this.#options): void {
    this.#presence.mount();
    this.#pageIsGone = false;
    if (this.#store.get().autoplayBlocked) this.#setBlocked(true);
    // Not every coming back is followed by an update: React does not run a component anew that was only hidden.
    if (this.#left) {
      this.#left = false;
      this.update(options);
    }
    // Taking an element out of the page pauses it.
    const stands = this.#playing && this.#store.get().status !== 'ended' && this.element?.paused;
    if (this.#wantsToPlay && stands) void this.#playElement();
  }

  /** The component has gone. What plays ends 1.5 s later, unless one comes back for it. */
  unmount(): void {
    this.#presence.unmount();
    // A click elsewhere is not meant for what nobody sees.
    autoplayUnlock().note(this, false);
  }

  /** Ends what plays, here and on the server, and gives the identity back. The player can be mounted again. */
  end(options?: { keepalive?: boolean }): void {
    const isShown = this.isMounted && !options?.keepalive;
    this.#presence.end();
    // What has been played to its end, or ended by the host, does not begin by itself when it is shown again.
    if (this.#store.get().status === 'ended' || isShown) this.#wantsToPlay = false;
    this.#stopPlaying(options);
    this.#setBlocked(false);
    this.#identity.release({ linger: !options?.keepalive });
    // What the server has ended stays so until the viewer says otherwise, its words included.
    if (this.#store.get().error?.code === 'terminated') return;
    this.#left ||= this.#key !== undefined;
    this.#key = undefined;
    this.#store.set({ ...atRest, status: 'idle', error: undefined, ids: undefined });
  }

  /** Takes over what the component asks for now. What is equal in content changes nothing. */
  update(options: PlayerOptions): void {
    this.#options = this.#key === undefined ? options : holdSession(options, this.#options);
    this.#binding.setRole(options.playerRole);
    if (isGiven(options.muted)) this.#binding.setMuted(options.muted);
    if (options.volume !== undefined) this.#binding.setVolume(options.volume);
    // The last render of a page that goes away must not start anything.
    if (this.#pageIsGone) return;
    const key = playKey(this.#options);
    if (key === this.#key) return;
    const content = contentOf(options);
    const isSame = this.#content === content;
    // What was ended stays so until it is played, or something else is.
    if (isSame && this.#left) return;
    this.#key = key;
    this.#content = content;
    this.#left = false;
    // What the server has ended is not begun by another identity for it.
    if (isSame && this.#store.get().error?.code === 'terminated') return;
    // Nor is such a one a reason to start over.
    const place = isSame ? (this.#playing?.position ?? this.#resume) : undefined;
    this.#begin(place ?? startOf(options.media));
  }

  /** Starts, goes on, or starts over at the end. Resolves when the element plays, or has refused; not while a source is awaited. */
  async play(): Promise<void> {
    this.#wantsToPlay = true;
    autoplayUnlock().came(this);
    const { status } = this.#store.get();
    if (this.#left && this.isMounted) return this.mount();
    if (status === 'ended') return this.#begin(0);
    if (status === 'error') return this.retry();
    this.#showIntent();
    await this.#playElement();
  }

  /** Keeps its place, and its session on the server. What is still loading will not begin by itself. */
  pause(): void {
    this.#wantsToPlay = false;
    this.#setBlocked(false);
    this.element?.pause();
    this.#showIntent();
  }

  /** Pauses what plays or is about to; else does what {@link Player.play} does, after the end and an error too. */
  togglePaused(): void {
    // By what is wanted, not by the state: the element tells of a pause only some milliseconds later.
    const { status } = this.#store.get();
    if (this.#wantsToPlay && status !== 'ended' && status !== 'error') this.pause();
    else void this.play();
  }

  /** Says that the next item is to play at once, without touching the one that plays now. */
  armPlayback(): void {
    this.#wantsToPlay = true;
  }

  /** Moves the playhead; out of range means the nearest end, and beyond one that is not known yet the start. Seconds. */
  seek(seconds: number): void {
    if (!Number.isFinite(seconds)) return;
    const { duration, status } = this.#store.get();
    const target = Math.max(0, duration > 0 ? Math.min(seconds, duration) : seconds);
    const isOnItsWay = status === 'loading' || this.#playing?.isReplacingSource;
    if (status === 'ended' && duration > 0 && target >= duration) return;
    if (status === 'ended') this.#begin(target);
    else if (this.#playing && isOnItsWay) {
      this.#playing.aim(target);
      this.#store.set({ currentTime: target });
    } else if (this.element && status === 'ready') this.element.currentTime = target;
  }

  /**
   * Sets the gain, 0 to 1; a gain above 0 also unmutes. Where the host keeps `volume` or `muted`, only `onVolumeChange` is called.
   *
   * @param cause What `onVolumeChange` is told of the cause. @default a call by the host
   */
  setVolume(volume: number, cause: ChangeCause<VolumeChangeReason> = byHost): void {
    const gain = toGain(volume);
    if (gain === undefined) return;
    if (toGain(this.#options.volume) === undefined) this.#binding.setVolume(gain);
    const muted = gain > 0 ? false : this.#isMuted();
    if (!isGiven(this.#options.muted)) this.#binding.setMuted(muted);
    this.#onVolume(gain, muted, cause);
  }

  /** Mutes and unmutes; the gain stays. Remembered for players of this role. See {@link Player.setVolume} for `cause`. */
  setMuted(muted: boolean, cause: ChangeCause<VolumeChangeReason> = byHost): void {
    if (!isGiven(this.#options.muted)) this.#binding.setMuted(muted);
    this.#onVolume(this.element?.volume ?? this.#store.get().volume, muted, cause);
  }

  #isMuted(): boolean {
    return this.element?.muted ?? this.#store.get().muted;
  }

  #onVolume(volume: number, muted: boolean, cause: ChangeCause<VolumeChangeReason>): void {
    this.#binding.savePreferences();
    const { reason, event } = cause;
    invokeCallback(this.#options.onVolumeChange, volume, { muted, reason, event });
  }

  /**
   * Speed from 0.0625 to 16, as browsers have it, where 1 is normal; the nearest one for others. Kept for the items to
   * come. What is no speed does nothing, nor does a call before there is an element.
   */
  setPlaybackRate(rate: number): void {
    this.#binding.setPlaybackRate(rate);
  }

  /** Tries again from where it failed. */
  retry(): void {
    if (this.#store.get().status === 'error') this.#begin(this.#resume ?? 0);
  }

  #begin(startSeconds: number): void {
    this.#stopPlaying();
    this.#presence.watch();
    this.#resume = undefined;
    const clean = cleanState(this.#store.get(), !this.#wantsToPlay);
    const { connectionError, media, mediaType, plexClientSession } = this.#options;
    if ((media === undefined || media === null) && !connectionError) {
      this.#store.set({ ...clean, status: 'idle' });
      return;
    }
    this.#store.set({ ...clean, status: 'loading', currentTime: startSeconds });
    try {
      const connection = usableConnection(this.#options);
      const newest = () => newestOf(connection, this.#options.connection);
      this.#playing = new Playback({
        element: this.#binding.ensureElement(),
        store: this.#store,
        get connection() {
          return newest();
        },
        media: checkMedia(media as PlayableMedia),
        mediaType,
        startSeconds,
        givenSession: plexClientSession,
        requestQueue: pageRegistry().requestQueue,
        limiter: pageRegistry().renewalLimiterOf(connection.baseUrl),
        renewals: this.#renewals,
        knowsServer: this.#known === connection.baseUrl,
        registerClient: (clientIdentifier) => this.#identity.registerClient(clientIdentifier),
        identify: (signal) => this.#identity.identify(this.#options, signal),
        whenMounted: (signal) => this.#presence.whenMounted(signal),
        recovers: () => this.#options.recovery ?? true,
        onSource: () => {
          this.#known = connection.baseUrl;
          if (this.#wantsToPlay) void this.#playElement();
        },
        onFailed: (error) => this.#onFailed(error),
        onEnded: () => this.#onEnded(),
        emit: (event) => this.#emit(event),
      });
      void this.#playing.start();
    } catch (thrown) {
      this.#onFailed(PlaybackError.from(thrown));
    }
  }

  /** While a source is on its way, or has failed, the element can't say whether it is going to play. */
  #showIntent(): void {
    const { status, waiting } = this.#store.get();
    const paused = !this.#wantsToPlay;
    if (status === 'loading' || this.#playing?.isReplacingSource || this.element?.error)
      this.#store.set({ paused, waiting: waiting && !paused });
  }

  #stopPlaying(options?: { keepalive?: boolean }): void {
    const playing = this.#playing;
    if (!playing) return;
    const hasEnded = this.#store.get().status === 'ended';
    this.#resume = hasEnded ? 0 : playing.position;
    this.#playing = undefined;
    void playing.end(options);
  }

  async #playElement(): Promise<void> {
    try {
      await this.#binding.ensureElement().play();
      this.#setBlocked(false);
    } catch (thrown) {
      // Anything else is an interruption by a newer load or pause, or a failure that the engine reports.
      if (!(thrown instanceof DOMException) || thrown.name !== 'NotAllowedError') return;
      this.#wantsToPlay = false;
      this.#setBlocked(true);
    }
  }

  #setBlocked(blocked: boolean): void {
    autoplayUnlock().note(this, blocked);
    this.#store.set({ autoplayBlocked: blocked, ...(blocked ? { paused: true } : {}) });
  }

  #onElementEvent(name: string): void {
    const playing = this.#playing;
    if (!playing) return;
    // Started over by the browser: a media key, a headset, the host.
    if (name === 'play' && this.#store.get().status === 'ended') {
      this.#wantsToPlay = true;
      this.#begin(0);
      return;
    }
    if (name === 'loadedmetadata' && this.#store.get().status === 'loading')
      this.#store.set({ status: 'ready' });
    // A source that comes while play() waits for one pauses the element, with no event but `emptied`.
    if (name === 'loadedmetadata' && this.#wantsToPlay && this.element?.paused)
      void this.#playElement();
    if (name === 'playing' || name === 'loadeddata') this.#store.set({ recovering: false });
    // A pause that nobody asked for comes from the browser: a media key, a headset. Not from an element on the move, at its
    // end, or that has failed.
    const isSpent = this.#binding.isSpent || this.#store.get().status === 'ended';
    if (name === 'pause' && this.isMounted && !playing.isReplacingSource && !isSpent)
      this.#wantsToPlay = false;
    if (name === 'play') this.#wantsToPlay = true;
    playing.onElementEvent(name);
    if (name === 'ended') this.#onEnded();
  }

  /** Told by the element or by the engine, or by both. */
  #onEnded(): void {
    if (this.#store.get().status === 'ended') return;
    this.#store.set({ ...atRest, status: 'ended' });
    void this.#playing?.finish();
    invokeCallback(this.#options.onEnded);
  }

  #onFailed(error: PlaybackError): void {
    this.#resume = this.#playing?.position ?? this.#store.get().currentTime;
    this.#playing = undefined;
    this.#setBlocked(false);
    this.#store.set({ ...atRest, status: 'error', error });
    const { code, message, status } = error;
    const clientIdentifier = this.#store.get().ids?.clientIdentifier;
    const plexId = this.#options.media?.ratingKey;
    this.#emit({ name: 'plex.error', data: { code, message, status, plexId, clientIdentifier } });
    invokeCallback(this.#options.onError, error);
  }

  #onPageHide(): void {
    this.#pageIsGone = true;
    this.end({ keepalive: true });
  }

  /** The session has ended with the page, so this is a remount, and a paused one. */
  #onPageBack(): void {
    this.#pageIsGone = false;
    if (this.#key !== undefined) return;
    this.#wantsToPlay = false;
    this.mount();
  }

  #emit(event: PlexEvent): void {
    const { onEvent, connection } = this.#options;
    emitPlexEvent(onEvent, event, { redact: connection?.redact });
  }
}

/** Players whose component has unmounted, for one that mounts again. Of this copy of the library. */
export const playerCache = createCopyLocal(
  () => new RemountCache<Player>(),
  async (cache) => {
    const players = cache.values();
    cache.clear();
    await Promise.all(players.map((player) => player.end()));
  },
);
