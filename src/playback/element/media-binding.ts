import type { PlexMediaType } from '../../plex/index.ts';
import { toGain } from '../core/gain.ts';
import { isPlayRefusal } from '../core/is-play-refusal.ts';
import { elementEvents, type MediaState, readElementState } from '../core/media-state.ts';
import type { Store } from '../core/store.ts';
import { askForGain, hasFixedVolume } from './fixed-volume.ts';
import { readPreferences, writePreferences } from './preferences.ts';

export interface MediaBindingOptions {
  readonly mediaType: PlexMediaType;
  /** Key of the viewer's preferences. */
  readonly role: string;
  /** Initial gain, 0 to 1. */
  readonly volume: number | undefined;
  /** Whether the element starts muted. */
  readonly muted: boolean | undefined;
  /** Whether the host controls the volume. The stored preference is not used then. */
  volumeIsGiven(): boolean;
  /** Whether the host controls mute. The stored preference is not used then. */
  mutedIsGiven(): boolean;
  /** Whether the source is being replaced: the element's position is not valid then. */
  isReplacingSource(): boolean;
  onEvent(name: string): void;
  /** Somebody else has changed volume or mute of the element: the browser, or the host on the element itself. */
  onForeignVolume(event: Event): void;
  /** The sound of the element is lost: {@link MediaBinding.replace} it. */
  onSilent(): void;
}

/** State that is not read from the element while its source is being replaced. */
const heldKeys = ['currentTime', 'buffered', 'seeking', 'waiting', 'paused'] as const;

const extraEvents = ['error', 'loadeddata', 'ended', 'play', 'pause', 'playing', 'loadedmetadata'];

/** Owns the media element of one player: creates it, attaches it to the page, and updates the store from its events. */
export class MediaBinding {
  readonly #store: Store<MediaState>;
  readonly #options: MediaBindingOptions;
  #element: HTMLMediaElement | undefined;
  /** The gain that is heard where the browser does not let pages set the volume. */
  #fixedGain: number | undefined;
  #hasLostSound = false;
  #role: string;
  /** Volume and mute as this class has set them, or as they were reported. */
  #sound = { volume: 1, muted: false };

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
    host.append(this.ensureElement(host.ownerDocument));
    return () => {
      if (this.#element?.parentNode === host) this.#element.remove();
    };
  }

  /** Puts a new element in the place of one whose sound Web Audio has taken and lost. */
  replace(): void {
    const before = this.#element;
    this.#element = undefined;
    this.#hasLostSound = true;
    before?.replaceWith(this.ensureElement(before.ownerDocument));
  }

  /** Plays the element. `interrupted` means a newer load or pause, or a failure that the engine reports. */
  async play(): Promise<'playing' | 'refused' | 'interrupted'> {
    try {
      await this.ensureElement().play();
      return 'playing';
    } catch (thrown) {
      return isPlayRefusal(thrown) ? 'refused' : 'interrupted';
    }
  }

  /** Moves the playhead. Seconds. */
  seek(seconds: number): void {
    if (this.#element) this.#element.currentTime = seconds;
  }

  setVolume(volume: number): void {
    const gain = toGain(volume);
    if (!this.#element || gain === undefined) return;
    if (!this.canSetVolume) this.#askForGain(this.#element, gain);
    else if (this.#element.volume !== gain) {
      this.#element.volume = gain;
      this.#publish();
    }
  }

  #askForGain(element: HTMLMediaElement, gain: number): void {
    if (this.#hasLostSound) return;
    askForGain(element, gain, {
      onApplied: (heard) => {
        this.#fixedGain = heard;
        this.#publish();
      },
      onSilent: this.#options.onSilent,
    });
  }

  /** Switches to the viewer's preferences of another role, and applies them. */
  setRole(role: string): void {
    if (this.#role === role) return;
    this.#role = role;
    if (!this.#element) return;
    const { volume, muted } = readPreferences(role);
    if (volume !== undefined && !this.#options.volumeIsGiven()) this.setVolume(volume);
    if (muted !== undefined && !this.#options.mutedIsGiven()) this.setMuted(muted);
  }

  setMuted(muted: boolean): void {
    if (!this.#element) return;
    this.#element.muted = muted;
    this.#publish();
  }

  /** Updates the state at once: the element fires its events some milliseconds later. */
  #publish(): void {
    if (!this.#element) return;
    const { muted, playbackRate } = this.#element;
    this.#sound = { volume: this.volume, muted };
    this.#store.set({ ...this.#sound, playbackRate });
  }

  /** The gain that is heard, 0 to 1. */
  get volume(): number {
    return this.#fixedGain ?? this.#element?.volume ?? this.#store.get().volume;
  }

  /** Whether the browser lets pages set the volume. */
  get canSetVolume(): boolean {
    return this.#fixedGain === undefined;
  }

  get muted(): boolean {
    return this.#element?.muted ?? this.#store.get().muted;
  }

  /** Clamps `rate` to what browsers support. Ignores values that are not positive numbers. */
  setPlaybackRate(rate: number): void {
    if (!this.#element || !Number.isFinite(rate) || rate <= 0) return;
    this.#element.playbackRate = Math.min(16, Math.max(0.0625, rate));
    // Each new source resets the rate to the default rate.
    this.#element.defaultPlaybackRate = this.#element.playbackRate;
    this.#publish();
  }

  #onVolumeChange({ muted }: HTMLMediaElement, event: Event): void {
    const { volume } = this;
    if (volume === this.#sound.volume && muted === this.#sound.muted) return;
    this.#sound = { volume, muted };
    this.#options.onForeignVolume(event);
  }

  get hasEndedOrFailed(): boolean {
    return this.#element !== undefined && (this.#element.ended || this.#element.error !== null);
  }

  savePreferences(): void {
    const element = this.#element;
    if (!element) return;
    // A volume that nobody can set is no preference.
    const volume = this.canSetVolume ? element.volume : undefined;
    writePreferences(this.#role, { volume, muted: element.muted });
  }

  #create(document: Document): HTMLMediaElement {
    const { mediaType, volume, volumeIsGiven, muted, mutedIsGiven, isReplacingSource, onEvent } =
      this.#options;
    const element = document.createElement(mediaType);
    element.className = 'coplay-media';
    element.preload = 'auto';
    element.setAttribute('playsinline', '');
    const preferences = readPreferences(this.#role);
    const given = toGain(volume);
    this.#fixedGain = hasFixedVolume(element) ? 1 : undefined;
    const gain = (volumeIsGiven() ? given : (preferences.volume ?? given)) ?? 1;
    element.volume = gain;
    if (!this.canSetVolume) this.#askForGain(element, gain);
    element.muted = (mutedIsGiven() ? muted : (preferences.muted ?? muted)) ?? false;
    const sync = (event: Event) => {
      if (element !== this.#element && this.#element) return;
      const { type } = event;
      // While it plays, `timeupdate` follows within a quarter of a second and reads the same.
      if (type === 'progress' && !element.paused && !this.#store.get().waiting) return;
      const { duration, ...patch } = readElementState(element, this.#store.get(), type);
      if (patch.volume !== undefined) patch.volume = this.volume;
      // An element that fails pauses itself.
      const hasFailed = element.error !== null;
      const isHeld = isReplacingSource() || element.readyState === 0 || hasFailed;
      if (isHeld) for (const key of heldKeys) delete patch[key];
      if (hasFailed) Object.assign(patch, { waiting: !this.#store.get().paused });
      // The duration is valid at any position, and is reported only once.
      const length = isHeld ? duration || undefined : duration;
      this.#store.set({ ...patch, ...(length !== undefined && { duration: length }) });
      if (type === 'volumechange') this.#onVolumeChange(element, event);
      onEvent(type);
    };
    // Never removed: the listeners are collected with the element.
    for (const name of new Set([...elementEvents(), ...extraEvents]))
      element.addEventListener(name, sync);
    this.#sound = { volume: this.#fixedGain ?? element.volume, muted: element.muted };
    this.#store.set({ ...this.#sound, canSetVolume: this.canSetVolume });
    return element;
  }
}
