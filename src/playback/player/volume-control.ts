import { toGain } from '../core/gain.ts';
import { invokeCallback } from '../core/invoke-callback.ts';
import type { MediaBinding } from '../element/media-binding.ts';
import type { ChangeCause, PlayerOptions, VolumeChangeReason } from './player-options.ts';

type VolumeCause = ChangeCause<VolumeChangeReason>;

type VolumeOptions = Pick<PlayerOptions, 'volume' | 'muted' | 'onVolumeChange'>;

const byHost: VolumeCause = { reason: 'api', event: undefined };

/** Volume and mute of one player. Values that the host controls are not set: `onVolumeChange` is called. */
export class VolumeControl {
  readonly #binding: MediaBinding;
  readonly #options: () => VolumeOptions;

  /** @param options Returns the current options. */
  constructor(binding: MediaBinding, options: () => VolumeOptions) {
    this.#binding = binding;
    this.#options = options;
  }

  get volumeIsGiven(): boolean {
    return toGain(this.#options().volume) !== undefined;
  }

  get mutedIsGiven(): boolean {
    return typeof this.#options().muted === 'boolean';
  }

  /** Applies the values that the host controls. */
  sync(): void {
    const { volume, muted } = this.#options();
    if (volume !== undefined) this.#binding.setVolume(volume);
    if (typeof muted === 'boolean') this.#binding.setMuted(muted);
  }

  setVolume(volume: number, cause: VolumeCause = byHost): void {
    const gain = toGain(volume);
    if (gain === undefined) return;
    this.#change(gain, gain > 0 ? false : this.#binding.muted, cause);
  }

  setMuted(muted: boolean, cause: VolumeCause = byHost): void {
    this.#change(this.#binding.volume, muted, cause);
  }

  /** The browser, or the host, has changed the element itself: tells the host, and restores what the host controls. */
  onForeignChange(event: Event): void {
    const { volume, muted } = this.#binding;
    invokeCallback(this.#options().onVolumeChange, volume, { muted, reason: 'element', event });
    this.sync();
  }

  #change(volume: number, muted: boolean, { reason, event }: VolumeCause): void {
    const binding = this.#binding;
    const before = { volume: binding.volume, muted: binding.muted };
    if (!this.volumeIsGiven) binding.setVolume(volume);
    // Where the browser does not let pages set the volume, the host is told what is heard.
    const heard = binding.canSetVolume ? volume : binding.volume;
    if (heard === before.volume && muted === before.muted) return;
    if (!this.mutedIsGiven) binding.setMuted(muted);
    binding.savePreferences();
    invokeCallback(this.#options().onVolumeChange, heard, { muted, reason, event });
  }
}
