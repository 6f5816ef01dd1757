import type { MediaState } from '../core/media-state.ts';
import type { PlaybackError } from '../core/playback-error.ts';
import type { ReadableStore } from '../core/store.ts';
import { createCopyLocal } from '../page/copy-local.ts';
import { RemountCache, type RemountKey } from '../page/remount-cache.ts';
import { attachElement } from './attach-element.ts';
import { playerEventOf } from './element-events.ts';
import { denialOf, type Facts, initialPhase, type Phase, type PlayerEvent } from './phase.ts';
import { stateOfPhase } from './phase-state.ts';
import {
  accessOf,
  type ChangeCause,
  hasNewLimits,
  holdSession,
  type PlayerOptions,
  preloadOf,
  remountKey,
  subjectOf,
  type VolumeChangeReason,
} from './player-options.ts';
import { createPlayerParts, type PlayerParts } from './player-parts.ts';
import { runEffect } from './run-effect.ts';
import { transition } from './transition.ts';

/**
 * One player of a page: its state, its media element, and what plays in it.
 *
 * The element belongs to the player and not to React: a component that remounts within 1.5 s (StrictMode, HMR, a changed
 * key, Suspense) gets the same player with the same element, which never stopped. Creating one does nothing;
 * {@link Player.mount} and {@link Player.unmount} bracket its life.
 */
export class Player {
  readonly #parts: PlayerParts;
  #options: PlayerOptions;
  #phase: Phase;
  /** See {@link accessOf}, at the last attempt. */
  #tried: string | undefined;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#phase = initialPhase(options.autoPlay ?? false);
    this.#parts = createPlayerParts({
      options: () => this.#options,
      phase: () => this.#phase,
      dispatch: (event) => this.#dispatch(event),
      play: () => this.play(),
      onElementEvent: (name) => this.#onElementEvent(name),
      keep: (onExpired) => playerCache().keep(this.remountKey, this, onExpired),
      // A player that is kept for a remount releases its identity.
      onTaken: () => this.isMounted || this.#parts.lifecycle.expire(),
      endCached(role) {
        for (const player of playerCache().values())
          if (player.leasedRole === role) player.#parts.lifecycle.expire();
      },
    });
  }

  /** A snapshot of the state: item, position, status and more. Subscribe to {@link Player.store} for changes. */
  get state(): MediaState {
    return this.#parts.store.get();
  }

  /** The state as a store for `useSyncExternalStore`. */
  get store(): ReadableStore<MediaState> {
    return this.#parts.store;
  }

  /** The media element; `undefined` before {@link Player.attach} and on a server. */
  get element(): HTMLMediaElement | undefined {
    return this.#parts.binding.element;
  }

  /**
   * The key by which a component that mounts again finds this player.
   * @internal
   */
  get remountKey(): RemountKey {
    return remountKey(this.#options);
  }

  /**
   * Whether a component shows this player now.
   * @internal
   */
  get isMounted(): boolean {
    return this.#parts.lifecycle.isMounted;
  }

  /**
   * The role of the identity that this player has leased.
   * @internal
   */
  get leasedRole(): string | undefined {
    return this.#parts.identity.leasedRole;
  }

  /**
   * Puts the media element into `host`; returns a function that removes it.
   * @internal
   */
  attach(host: HTMLElement): () => void {
    return attachElement(this.#parts, host);
  }

  /**
   * Called when a component shows this player.
   * @internal
   */
  mount(options: PlayerOptions = this.#options): void {
    this.#parts.lifecycle.mount();
    this.#parts.starter.setShown(true);
    this.#take(options, 'mounted');
  }

  /**
   * Called when the component unmounts. Playback ends 1.5 s later, unless a component mounts with the same {@link Player.remountKey}.
   * @internal
   */
  unmount(): void {
    this.#parts.lifecycle.unmount();
    this.#parts.starter.setShown(false);
  }

  /**
   * Called when another component takes this player from the remount cache. Retries after a failure.
   * @internal
   */
  adopt(): void {
    this.#dispatch({ type: 'adopted' });
  }

  /**
   * Sets new options. Options with equal content change nothing.
   * @internal
   */
  update(options: PlayerOptions): void {
    this.#take(options, 'given');
  }

  /**
   * Ends playback, here and on the server, and releases the identity. The player stays ended until {@link Player.play} is called
   * or it gets other media. Resolves when the server has confirmed the end, or does not answer.
   */
  end(): Promise<void> {
    this.#dispatch({ type: 'end' });
    return this.#parts.playback.whenTold();
  }

  /** Plays; at the end from the start, after an error where it failed. Resolves when the element plays or the browser has refused. */
  async play(): Promise<void> {
    this.#parts.starter.onGesture();
    const isLoaded = this.#phase.kind === 'active';
    this.#dispatch({ type: 'play' });
    if (isLoaded) await this.#parts.starter.whenPlaying();
  }

  /** Pauses. Keeps the position and the session on the server. A source that is still loading does not start by itself. */
  pause(): void {
    this.#dispatch({ type: 'pause' });
  }

  /** Pauses if the player plays or is about to; otherwise the same as {@link Player.play}. */
  togglePaused(): void {
    // Not by `state.paused`: the element fires `pause` some milliseconds later.
    const { kind, wantsToPlay } = this.#phase;
    if (wantsToPlay && kind === 'active') this.pause();
    else void this.play();
  }

  /** Makes the next item play at once. Does not change the current one. */
  armPlayback(): void {
    this.#dispatch({ type: 'arm' });
  }

  /** Seeks to a position in seconds. Values out of range are clamped. */
  seek(seconds: number): void {
    if (!Number.isFinite(seconds)) return;
    const { duration } = this.state;
    this.#dispatch({
      type: 'seek',
      to: Math.max(0, duration > 0 ? Math.min(seconds, duration) : seconds),
    });
  }

  /**
   * Sets the gain, 0 to 1; a gain above 0 also unmutes. Where the host keeps `volume` or `muted`, only `onVolumeChange` is called.
   *
   * @param cause What `onVolumeChange` is told of the cause. @default a call by the host
   */
  setVolume(volume: number, cause?: ChangeCause<VolumeChangeReason>): void {
    this.#parts.volume.setVolume(volume, cause);
  }

  /** Mutes and unmutes; the gain stays. Remembered for players of this role. See {@link Player.setVolume} for `cause`. */
  setMuted(muted: boolean, cause?: ChangeCause<VolumeChangeReason>): void {
    this.#parts.volume.setMuted(muted, cause);
  }

  /**
   * Sets the speed; 1 is normal. Values are clamped to 0.0625 … 16, as in browsers. Kept for the next items. A value that is not
   * a positive number does nothing, nor does a call before there is an element.
   */
  setPlaybackRate(rate: number): void {
    this.#parts.binding.setPlaybackRate(rate);
  }

  /** Tries again from where it failed. */
  retry(): void {
    this.#dispatch({ type: 'retry' });
  }

  /**
   * Reports an error of the list that this player is to play: it has no media yet.
   * @internal
   */
  tellListError(error: PlaybackError, plexId: string | undefined): void {
    runEffect({ do: 'tell-error', error, plexId }, this.#parts);
  }

  #take(options: PlayerOptions, type: 'mounted' | 'given'): void {
    const { kind, key } = this.#phase;
    const asksOther = hasNewLimits(options, this.#options);
    const hasPlayback = key !== undefined && kind !== 'suspended';
    const before = preloadOf(this.#options);
    this.#options = hasPlayback ? holdSession(options, this.#options) : options;
    if (preloadOf(options) !== before) this.#dispatch({ type: 'preload-changed' });
    this.#parts.binding.setRole(options.playerRole);
    this.#parts.volume.sync();
    if (kind === 'suspended') this.#parts.metadata.know(options.item);
    this.#dispatch({ type, subject: subjectOf(this.#options) });
    if (!asksOther) return;
    this.#parts.playback.current?.applyLimits();
    this.#dispatch({ type: 'remedied', codes: ['bandwidth', 'unsupported', 'invalid-argument'] });
  }

  get #facts(): Facts {
    const { duration, currentTime } = this.state;
    const { isMounted, isPageHidden } = this.#parts.lifecycle;
    const { isAttaching, current } = this.#parts.playback;
    const position = current?.position ?? currentTime;
    const preload = preloadOf(this.#options);
    const hasNewAccess = accessOf(this.#options) !== this.#tried;
    return { duration, position, isAttaching, isMounted, isPageHidden, hasNewAccess, preload };
  }

  /** The one way in which the phase changes. */
  #dispatch(event: PlayerEvent): void {
    const before = this.#phase;
    const { phase, effects } = transition(before, event, this.#facts);
    this.#phase = phase;
    const state = stateOfPhase(phase, before);
    if (state) this.#parts.store.set(state);
    for (const effect of effects) {
      if (effect.do === 'start' || effect.do === 'preload') this.#tried = accessOf(this.#options);
      runEffect(effect, this.#parts);
    }
    const denied = this.#phase.kind === 'failed' && denialOf(this.#phase.error);
    if (denied && this.#facts.hasNewAccess) this.#dispatch({ type: 'remedied', codes: [denied] });
  }

  #onElementEvent(name: string): void {
    const { current, isAttaching } = this.#parts.playback;
    if (!current) return;
    const { isMounted } = this;
    const event = playerEventOf(name, {
      isMounted,
      isAttaching,
      isSpent: this.#parts.binding.hasEndedOrFailed,
    });
    // The last position is reported before the end.
    if (event && name !== 'ended') this.#dispatch(event);
    // A source that arrives while play() waits for one pauses the element, with no event but `emptied`.
    if (name === 'loadedmetadata' && this.#phase.wantsToPlay && this.element?.paused)
      this.#parts.starter.play();
    const isPlaying = name === 'playing';
    if (isPlaying || name === 'loadeddata')
      this.#parts.store.set({
        recovering: false,
        hasFrame: true,
        ...(isPlaying && { hasPlayed: true }),
      });
    if (current !== this.#parts.playback.current) return;
    current.onElementEvent(name);
    if (event && name === 'ended') this.#dispatch(event);
  }
}

/** Players of unmounted components, for a remount. One cache for each copy of the library. */
export const playerCache = createCopyLocal(
  'players',
  () => new RemountCache<Player>(),
  async (cache) => {
    const players = cache.values();
    cache.clear();
    await Promise.all(players.map((player) => player.end()));
  },
);
