import { fetchItem, type PlexItem } from '../../plex/index.ts';
import { checkMedia, type PlayableMedia } from '../core/playable-media.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { type PlayerOptions, preloadOf, usableConnection } from './player-options.ts';

export interface MetadataLoaderOptions {
  onItem(item: PlexItem): void;
  onFailed(error: PlaybackError): void;
}

/** Title and length of what is to be played, before anything that occupies the server is asked for. */
export class MetadataLoader {
  readonly #options: MetadataLoaderOptions;
  #life: AbortController | undefined;
  #content: string | undefined;
  #item: PlexItem | undefined;

  constructor(options: MetadataLoaderOptions) {
    this.#options = options;
  }

  /** Checks what is to be played, and asks the server for it where `preload` allows that and nobody else does. */
  load(options: PlayerOptions, content: string | undefined): void {
    this.stop();
    this.#content = content;
    this.#item = undefined;
    try {
      usableConnection(options);
      const media = checkMedia(options.media as PlayableMedia);
      if (options.item) this.know(options.item);
      // An entry of a queue is described by the queue.
      else if (preloadOf(options) === 'metadata' && options.entry === undefined)
        void this.#fetch(options, media);
    } catch (thrown) {
      this.#options.onFailed(PlaybackError.from(thrown));
    }
  }

  /** Somebody else has asked the server. */
  know(item: PlexItem | undefined): void {
    if (!item || item === this.#item) return;
    this.#item = item;
    this.#options.onItem(item);
  }

  /** What is known of `content`. */
  itemOf(content: string | undefined): PlexItem | undefined {
    return content === this.#content ? this.#item : undefined;
  }

  stop(): void {
    this.#life?.abort();
    this.#life = undefined;
  }

  async #fetch(options: PlayerOptions, { ratingKey }: PlayableMedia): Promise<void> {
    this.#life = new AbortController();
    const { signal } = this.#life;
    try {
      const item = await fetchItem(usableConnection(options), ratingKey, { signal });
      if (!signal.aborted) this.know(item);
    } catch (thrown) {
      if (!signal.aborted) this.#options.onFailed(PlaybackError.from(thrown));
    }
  }
}
