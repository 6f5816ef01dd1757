import { emitPlexEvent, type PlexEvent } from '../../plex/index.ts';
import type { MediaState } from '../core/media-state.ts';
import type { ReadableStore } from '../core/store.ts';
import { createCopyLocal } from '../page/copy-local.ts';
import { RemountCache, type RemountKey } from '../page/remount-cache.ts';
import { playerEventOf } from './element-events.ts';
import { type Facts, initialPhase, type Phase, type PlayerEvent } from './phase.ts';
import { stateOfPhase } from './phase-state.ts';
import {
  type ChangeCause,
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

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#phase = initialPhase(options.autoPlay ?? false);
    this.#parts = createPlayerParts({
      options: () => this.#options,
      phase: () => this.#phase,
      dispatch: (event) => this.#dispatch(event),
      play: () => this.play(),
      onElementEvent: (name) => this.#onElementEvent(name),
      emit: (event) => this.#emit(event),
      keep: (onExpired) => playerCache().keep(this.remountKey, this, onExpired),
      // A player that is only kept for a remount gives its identity up.
      onTaken: () => this.isMounted || this.#parts.lifecycle.expire(),
      endCached(role) {
        for (const player of playerCache().values())
          if (player.leasedRole === role) player.#parts.lifecycle.expire();
      },
    });
  }

  /** A snapshot of the state: what plays, where it is, and how it goes. {@link Player.store} tells of changes. */
  get state(): MediaState {
    return this.#parts.store.get();
  }

  /** What components read. */
  get store(): ReadableStore<MediaState> {
    return this.#parts.store;
  }

  /** The media element; `undefined` before {@link Player.attach} and on a server. */
  get element(): HTMLMediaElement | undefined {
    return this.#parts.binding.element;
  }

  /** Names what this player is for and plays, so that a component which mounts again finds it. */
  get remountKey(): RemountKey {
    return remountKey(this.#options);
  }

  /** Whether a component shows this player now. */
  get isMounted(): boolean {
    return this.#parts.lifecycle.isMounted;
  }

  /** The role under which this player holds an identity of its own. */
  get leasedRole(): string | undefined {
    return this.#parts.identity.leasedRole;
  }

  /** Puts the media element into `host`; returns a function that removes it. */
  attach(host: HTMLElement): () => void {
    return this.#parts.binding.attach(host);
  }

  /** A component shows this player. */
  mount(options: PlayerOptions = this.#options): void {
    this.#parts.lifecycle.mount();
    this.#parts.starter.setShown(true);
    this.#take(options);
    this.#dispatch({ type: 'mounted', subject: subjectOf(this.#options) });
  }

  /** The component has unmounted. What plays ends 1.5 s later, unless one mounts with the same {@link Player.remountKey}. */
  unmount(): void {
    this.#parts.lifecycle.unmount();
    this.#parts.starter.setShown(false);
  }

  /** Another component has taken this player from the remount cache. What had failed is tried again. */
  adopt(): void {
    this.#dispatch({ type: 'adopted' });
  }

  /** Takes over what the component asks for now. What is equal in content changes nothing. */
  update(options: PlayerOptions): void {
    this.#take(options);
    this.#dispatch({ type: 'given', subject: subjectOf(this.#options) });
  }

  /**
   * Ends what plays, here and on the server, and gives the identity back. It stays ended until {@link Player.play} or other
   * media. Resolves when the server has been told, or can't be.
   */
  end(): Promise<void> {
    this.#dispatch({ type: 'end' });
    return this.#parts.playback.whenTold();
  }

  /** Starts, goes on, or starts over at the end. Resolves when the element plays, or has refused; not while a source is loading. */
  async play(): Promise<void> {
    this.#parts.starter.onGesture();
    const isLoaded = this.#phase.kind === 'active';
    this.#dispatch({ type: 'play' });
    if (isLoaded) await this.#parts.starter.whenPlaying();
  }

  /** Keeps the position, and the session on the server. What is still loading will not start by itself. */
  pause(): void {
    this.#dispatch({ type: 'pause' });
  }

  /** Pauses what plays or is about to; otherwise the same as {@link Player.play}, after the end and after an error too. */
  togglePaused(): void {
    // By what is wanted, not by the state: the element tells of a pause some milliseconds later.
    const { kind, wantsToPlay } = this.#phase;
    if (wantsToPlay && kind !== 'ended' && kind !== 'failed') this.pause();
    else void this.play();
  }

  /** The next item is to play at once. What plays now is not touched. */
  armPlayback(): void {
    this.#dispatch({ type: 'arm' });
  }

  /** Moves the playhead, in seconds. Out of range means the nearest end; beyond an unknown end, the start. */
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
   * Speed from 0.0625 to 16, as browsers have it, where 1 is normal; the nearest one for others. Kept for the items to
   * come. What is no speed does nothing, nor does a call before there is an element.
   */
  setPlaybackRate(rate: number): void {
    this.#parts.binding.setPlaybackRate(rate);
  }

  /** Tries again from where it failed. */
  retry(): void {
    this.#dispatch({ type: 'retry' });
  }

  #take(options: PlayerOptions): void {
    const { kind, key } = this.#phase;
    const hasPlayback = key !== undefined && kind !== 'suspended';
    this.#options = hasPlayback ? holdSession(options, this.#options) : options;
    this.#parts.binding.setRole(options.playerRole);
    this.#parts.volume.sync();
    if (kind === 'suspended') this.#parts.metadata.know(options.item);
  }

  get #facts(): Facts {
    const { duration, currentTime } = this.state;
    const { isMounted, isPageHidden } = this.#parts.lifecycle;
    const { isAttaching, current } = this.#parts.playback;
    const position = current?.position ?? currentTime;
    const preload = preloadOf(this.#options);
    return { duration, position, isAttaching, isMounted, isPageHidden, preload };
  }

  /** The one way in which the phase changes. */
  #dispatch(event: PlayerEvent): void {
    const before = this.#phase;
    const { phase, effects } = transition(before, event, this.#facts);
    this.#phase = phase;
    const state = stateOfPhase(phase, before);
    if (state) this.#parts.store.set(state);
    for (const effect of effects) runEffect(effect, this.#parts);
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
    // The server is told of the end after the last position.
    if (event && name !== 'ended') this.#dispatch(event);
    // A source that arrives while play() waits for one pauses the element, with no event but `emptied`.
    if (name === 'loadedmetadata' && this.#phase.wantsToPlay && this.element?.paused)
      this.#parts.starter.play();
    if (name === 'playing' || name === 'loadeddata') this.#parts.store.set({ recovering: false });
    if (current !== this.#parts.playback.current) return;
    current.onElementEvent(name);
    if (event && name === 'ended') this.#dispatch(event);
  }

  #emit(event: PlexEvent): void {
    const { onEvent, connection } = this.#options;
    emitPlexEvent(onEvent, event, { redact: connection?.redact });
  }
}

/** Players whose component has unmounted, for one that mounts again. Of this copy of the library. */
export const playerCache = createCopyLocal(
  'players',
  () => new RemountCache<Player>(),
  async (cache) => {
    const players = cache.values();
    cache.clear();
    await Promise.all(players.map((player) => player.end()));
  },
);
