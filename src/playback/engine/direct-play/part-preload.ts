import { holdConnection } from '../../core/server-connections.ts';
import { emptyElement } from '../engine.ts';
import type { SourcePart } from '../session-control.ts';

/** How long before the end of a file the next one is loaded, once the rest of the file is. Seconds of the clock. */
const AHEAD_SECONDS = 10;
/** As above, whether the rest is loaded or not. Seconds of the clock. */
const AT_LAST_SECONDS = 3;
/** A range that ends so near to the end of a file reaches it. Seconds. */
const NEAR_END_SECONDS = 0.5;

/**
 * Loads the beginning of the next file of an item, while the end of the one before it plays. Browsers share what they have loaded
 * between elements with the same URL, so that the player's element has its first picture at once.
 */
export class PartPreload {
  #life: AbortController | undefined;

  /** Begins, or lets go of what was loaded, by the position of `media`, which plays the file before `next`. */
  look(media: HTMLMediaElement, next: SourcePart | undefined): void {
    const { duration, currentTime, playbackRate, buffered } = media;
    const seconds = (duration - currentTime) / playbackRate;
    const loadedTo = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
    const isLoaded = loadedTo >= duration - NEAR_END_SECONDS;
    if (!(seconds < (isLoaded ? AHEAD_SECONDS : AT_LAST_SECONDS))) this.stop();
    else if (next && !this.#life) this.#begin(media, next.url());
  }

  /** Frees connection and decoder. What was loaded stays in memory for a while. */
  stop(): void {
    this.#life?.abort();
    this.#life = undefined;
  }

  #begin(media: HTMLMediaElement, url: string): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const ahead = media.ownerDocument.createElement(media.localName as 'audio' | 'video');
    ahead.preload = 'auto';
    ahead.muted = true;
    ahead.crossOrigin = media.crossOrigin;
    ahead.src = url;
    holdConnection(url, signal);
    signal.addEventListener('abort', () => emptyElement(ahead), { once: true });
  }
}
