import type { MediaState } from '../core/media-state.ts';
import type { Store } from '../core/store.ts';
import type { MediaBinding } from '../element/media-binding.ts';
import { autoplayUnlock } from '../page/autoplay-unlock.ts';

export interface ElementStarterOptions {
  readonly binding: MediaBinding;
  readonly store: Store<MediaState>;
  /** Plays the player after the viewer has clicked Play in another one. */
  play(): Promise<void>;
  /** The browser wants a gesture of the viewer first. */
  onRefused(): void;
}

/** Plays the media element. A browser may refuse that before the first gesture of the viewer (autoplay policy). */
export class ElementStarter {
  readonly #options: ElementStarterOptions;
  #playing: Promise<void> = Promise.resolve();

  constructor(options: ElementStarterOptions) {
    this.#options = options;
  }

  /** Resolves when the element plays after the last {@link ElementStarter.play}, or has refused. */
  whenPlaying(): Promise<void> {
    return this.#playing;
  }

  play(): void {
    const { binding, onRefused } = this.#options;
    this.#playing = binding.play().then((outcome) => {
      if (outcome === 'playing') this.setBlocked(false);
      if (outcome === 'refused') onRefused();
    });
  }

  /** Shows whether the player waits for a gesture, and registers it with the other players that wait. */
  setBlocked(blocked: boolean): void {
    autoplayUnlock().setWaiting(this.#options, blocked);
    this.#options.store.set({ autoplayBlocked: blocked, ...(blocked ? { paused: true } : {}) });
  }

  /** The viewer has pressed Play here: the other players that wait start, too. */
  onGesture(): void {
    autoplayUnlock().playedBy(this.#options);
  }

  /** A player without a component does not wait for a gesture: a click elsewhere must not start it. */
  setShown(shown: boolean): void {
    if (!shown) autoplayUnlock().setWaiting(this.#options, false);
    else if (this.#options.store.get().autoplayBlocked) this.setBlocked(true);
  }
}
