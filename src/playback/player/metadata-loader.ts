import type { PlexItem } from '../../plex/index.ts';
import { createChunkLoader } from '../core/chunk-loader.ts';
import { checkMedia, type PlayableMedia } from '../core/playable-media.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { checkLimits } from '../core/stream-limits.ts';
import { type PlayerOptions, preloadOf, usableConnection } from './player-options.ts';

/** Downloads the request for an item. What plays at once learns its title from the decision instead. */
export const loadItemReader = createChunkLoader(() => import('./read-item.ts'));

export interface MetadataLoaderOptions {
  onItem(item: PlexItem): void;
  onFailed(error: PlaybackError): void;
}

/** Loads title and length before the first play. That occupies nothing on the server: no decision, no stream. */
export class MetadataLoader {
  readonly #options: MetadataLoaderOptions;
  #life: AbortController | undefined;
  #content: string | undefined;
  #item: PlexItem | undefined;

  constructor(options: MetadataLoaderOptions) {
    this.#options = options;
  }

  /** Checks the media, and requests the metadata if `preload` allows it and a queue does not load them. */
  load(options: PlayerOptions, content: string | undefined): void {
    this.stop();
    this.#content = content;
    this.#item = undefined;
    try {
      usableConnection(options);
      checkLimits(options, options.mediaType);
      const media = checkMedia(options.media as PlayableMedia);
      if (options.item) this.know(options.item);
      // The queue loads the metadata of its entries.
      else if (preloadOf(options) === 'metadata' && options.entry === undefined)
        void this.#fetch(options, media);
    } catch (thrown) {
      this.#options.onFailed(PlaybackError.from(thrown));
    }
  }

  /** The metadata are known from elsewhere. */
  know(item: PlexItem | undefined): void {
    if (!item || item === this.#item) return;
    this.#item = item;
    this.#options.onItem(item);
  }

  /** The metadata of `content`, if they are known. */
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
      const { readItem } = await loadItemReader();
      const item = await readItem(usableConnection(options), ratingKey, signal);
      if (!signal.aborted) this.know(item);
    } catch (thrown) {
      if (!signal.aborted) this.#options.onFailed(PlaybackError.from(thrown));
    }
  }
}
