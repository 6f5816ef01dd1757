import type { PlexMediaType } from '../../plex/index.ts';
import { toGain } from '../core/gain.ts';
import { elementEvents, type MediaState, readElementState } from '../core/media-state.ts';
import type { Store } from '../core/store.ts';
import { readPreferences, writePreferences } from './preferences.ts';

export interface MediaBindingOptions {
  readonly mediaType: PlexMediaType;
  /** Under which the viewer's preferences are kept. */
  readonly role: string;
  /** Gain to begin with, 0 to 1. */
  readonly volume: number | undefined;
  /** Whether to begin in silence. */
  readonly muted: boolean | undefined;
  /** Whether the host owns the volume: then what the viewer set last time does not count. */
  volumeIsGiven(): boolean;
  /** The same for mute. */
  mutedIsGiven(): boolean;
  /** Whether the element is between two sources, and its position means nothing. */
  holds(): boolean;
  onEvent(name: string): void;
}

/** What the element says while it is between two sources and must not be believed. */
const heldKeys = ['currentTime', 'buffered', 'seeking', 'waiting', 'paused'] as const;

const extraEvents = ['error', 'loadeddata', 'ended', 'play', 'pause', 'playing', 'loadedmetadata'];

/** Owns the media element of one player: makes it, moves it, and keeps the store in step with it. */
export class MediaBinding {
  readonly #store: Store<MediaState>;
  readonly #options: MediaBindingOptions;
  #element: HTMLMediaElement | undefined;
  #role: string;

  constructor(store: Store<MediaState>, options: MediaBindingOptions) {
    this.#store = store;
    this.#options = options;
    this.#role = options.role;
  }

  get element(): HTMLMediaElement | undefined {
    return this.#element;
  }

  ensureElement(document: Document = globalThis.document): HTMLMediaElement {
    this.#element ??= this.#create(document);
    return this.#element;
  }

  attach(host: HTMLElement): () => void {
    const element = this.ensureElement(host.ownerDocument);
    host.append(element);
    return () => {
      if (element.parentNode === host) element.remove();
    };
  }

  /** Plays the element. `interrupted`: by a newer load or pause, or by a failure that the engine reports. */
  async play(): Promise<'playing' | 'refused' | 'interrupted'> {
    try {
      await this.ensureElement().play();
      return 'playing';
    } catch (thrown) {
      const isRefusal = thrown instanceof DOMException && thrown.name === 'NotAllowedError';
      return isRefusal ? 'refused' : 'interrupted';
    }
  }

  /** Moves the playhead. Seconds. */
  seek(seconds: number): void {
    if (this.#element) this.#element.currentTime = seconds;
  }

  setVolume(volume: number): void {
    const gain = toGain(volume);
    if (this.#element && gain !== undefined && this.#element.volume !== gain)
      this.#element.volume = gain;
  }

  /** From now on the viewer's preferences are those of this role. */
  setRole(role: string): void {
    if (this.#role === role) return;
    this.#role = role;
    if (!this.#element) return;
    const { volume, muted } = readPreferences(role);
    if (volume !== undefined && !this.#options.volumeIsGiven()) this.setVolume(volume);
    if (muted !== undefined && !this.#options.mutedIsGiven()) this.setMuted(muted);
  }

  setMuted(muted: boolean): void {
    if (this.#element) this.#element.muted = muted;
  }

  /** Gain, 0 to 1. */
  get volume(): number {
    return this.#element?.volume ?? this.#store.get().volume;
  }

  get muted(): boolean {
    return this.#element?.muted ?? this.#store.get().muted;
  }

  /** As near as a browser can; what is no speed does nothing. */
  setPlaybackRate(rate: number): void {
    if (!this.#element || !Number.isFinite(rate) || rate <= 0) return;
    this.#element.playbackRate = Math.min(16, Math.max(0.0625, rate));
    // Each new source sets the rate back to this.
    this.#element.defaultPlaybackRate = this.#element.playbackRate;
  }

  /** Whether the element has played to its end, or has failed. */
  get isSpent(): boolean {
    return this.#element !== undefined && (this.#element.ended || this.#element.error !== null);
  }

  savePreferences(): void {
    const element = this.#element;
    if (element) writePreferences(this.#role, { volume: element.volume, muted: element.muted });
  }

  #create(document: Document): HTMLMediaElement {
    const { mediaType, volume, volumeIsGiven, muted, mutedIsGiven, holds, onEvent } = this.#options;
    const element = document.createElement(mediaType);
    element.className = 'coplay-media';
    element.preload = 'auto';
    element.setAttribute('playsinline', '');
    const preferences = readPreferences(this.#role);
    const given = toGain(volume);
    element.volume = (volumeIsGiven() ? given : (preferences.volume ?? given)) ?? 1;
    element.muted = (mutedIsGiven() ? muted : (preferences.muted ?? muted)) ?? false;
    const sync = ({ type }: Event) => {
      const { duration, ...patch } = readElementState(element, this.#store.get(), type);
      // An element that fails pauses itself.
      const hasFailed = element.error !== null;
      const isHeld = holds() || element.readyState === 0 || hasFailed;
      if (isHeld) for (const key of heldKeys) delete patch[key];
      if (hasFailed) Object.assign(patch, { waiting: !this.#store.get().paused });
      // Its length it knows wherever it stands, and says it only once.
      const length = isHeld ? duration || undefined : duration;
      this.#store.set({ ...patch, ...(length !== undefined && { duration: length }) });
      onEvent(type);
    };
    // The listeners go with the element, which goes with its player.
    for (const name of new Set([...elementEvents(), ...extraEvents]))
      element.addEventListener(name, sync);
    this.#store.set({ volume: element.volume, muted: element.muted });
    return element;
  }
}
