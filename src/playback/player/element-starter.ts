import type { MediaState } from '../core/media-state.ts';
import type { Store } from '../core/store.ts';
import type { MediaBinding } from '../element/media-binding.ts';
import { autoplayUnlock } from '../page/autoplay-unlock.ts';

export interface ElementStarterOptions {
  readonly binding: MediaBinding;
  readonly store: Store<MediaState>;
  /** Plays the player, after a gesture that came to another one. */
  play(): Promise<void>;
  /** The browser wants a gesture of the viewer first. */
  onRefused(): void;
}

/** Plays the media element, which a browser may refuse before the viewer has made a gesture. */
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

  /** Shows that a gesture is waited for, and waits together with the other players of the page. */
  setBlocked(blocked: boolean): void {
    autoplayUnlock().setWaiting(this.#options, blocked);
    this.#options.store.set({ autoplayBlocked: blocked, ...(blocked ? { paused: true } : {}) });
  }

  /** A gesture has come to this player: the others that wait start with it. */
  onGesture(): void {
    autoplayUnlock().playedBy(this.#options);
  }

  /** Waits for a gesture only while a component shows the player: a click elsewhere is not meant for what nobody sees. */
  setShown(shown: boolean): void {
    if (!shown) autoplayUnlock().setWaiting(this.#options, false);
    else if (this.#options.store.get().autoplayBlocked) this.setBlocked(true);
  }
}
