import {
  createRandomId,
  fetchChildren,
  fetchItems,
  fetchPlaylistItems,
  type PlexConnection,
  type PlexItem,
} from '../plex/index.ts';
import { checkMedia, type PlayableMedia } from './playable-media.ts';
import { PlaybackError } from './playback-error.ts';
import { createStore, type ReadableStore } from './store.ts';

/** What a queue is made of: a list of items, or a playlist or album of the server, named by its rating key. */
export type QueueSource =
  | { readonly queue: readonly PlayableMedia[] }
  | { readonly playlist: string }
  | { readonly album: string };

/** One entry of a queue. The same item twice is two entries. */
export interface QueueEntry {
  /** Names this entry; never goes to the server. */
  readonly currentMediaGuid: string;
  readonly media: PlayableMedia;
  /** Title, artist, length …, once the server has told. */
  readonly item: PlexItem | undefined;
}

export interface QueueState {
  readonly status: 'empty' | 'loading' | 'ready' | 'error';
  readonly entries: readonly QueueEntry[];
  /** Index of the current entry; -1 while there is none. */
  readonly index: number;
  readonly error: PlaybackError | undefined;
}

const emptyQueue: QueueState = { status: 'empty', entries: [], index: -1, error: undefined };

/** An ordered list with a current entry. Knows nothing of playing. */
export class Queue {
  readonly #store = createStore<QueueState>(emptyQueue);
  #loaded: string | undefined;

  get store(): ReadableStore<QueueState> {
    return this.#store;
  }

  /** Whether what was loaded under this key is still there. */
  hasLoaded(key: string): boolean {
    return this.#loaded === key;
  }

  get current(): QueueEntry | undefined {
    const { entries, index } = this.#store.get();
    return entries[index];
  }

  /**
   * Replaces the entries by what `source` holds, asking the server where it must.
   * @param key What {@link Queue.hasLoaded} is to know this by.
   */
  async load(
    connection: PlexConnection,
    source: QueueSource,
    signal: AbortSignal,
    key = queueKey(source),
  ): Promise<void> {
    this.#loaded = undefined;
    this.#store.set({ ...emptyQueue, status: 'loading' });
    // StrictMode aborts the first of its two mounts at once: then nothing is asked.
    await undefined;
    if (signal.aborted) return;
    try {
      if ('queue' in source) this.#fill(source.queue.map(checkMedia).map((media) => ({ media })));
      const items = await fetchSource(connection, source, signal);
      signal.throwIfAborted();
      if ('queue' in source) this.#describe(items);
      else this.#fill(items.map((item) => ({ media: { ratingKey: item.ratingKey }, item })));
      this.#loaded = key;
    } catch (thrown) {
      if (signal.aborted) return;
      // A list that was given plays without its titles; each item then speaks for itself.
      if (this.#store.get().entries.length > 0) return;
      this.#store.set({ status: 'error', error: PlaybackError.from(thrown) });
    }
  }

  clear(): void {
    this.#loaded = undefined;
    this.#store.set(emptyQueue);
  }

  fail(error: PlaybackError): void {
    this.#store.set({ ...emptyQueue, status: 'error', error });
  }

  /** Makes the entry at `index` the current one; out of range does nothing and answers `false`. */
  select(index: number): boolean {
    if (!this.#store.get().entries[index]) return false;
    this.#store.set({ index });
    return true;
  }

  next(): boolean {
    return this.select(this.#store.get().index + 1);
  }

  previous(): boolean {
    return this.select(this.#store.get().index - 1);
  }

  #fill(contents: readonly { media: PlayableMedia; item?: PlexItem }[]): void {
    const entries = contents.map(({ media, item }) => ({
      currentMediaGuid: createRandomId(),
      media,
      item,
    }));
    const index = entries.length > 0 ? 0 : -1;
    this.#store.set({ status: index < 0 ? 'empty' : 'ready', entries, index });
  }

  #describe(items: readonly PlexItem[]): void {
    const byKey = new Map(items.map((item) => [item.ratingKey, item]));
    const { entries } = this.#store.get();
    this.#store.set({
      entries: entries.map((entry) => ({ ...entry, item: byKey.get(entry.media.ratingKey) })),
    });
  }
}

function fetchSource(
  connection: PlexConnection,
  source: QueueSource,
  signal: AbortSignal,
): Promise<readonly PlexItem[]> {
  if ('playlist' in source) return fetchPlaylistItems(connection, source.playlist, { signal });
  if ('album' in source) return fetchChildren(connection, source.album, { signal });
  const keys = source.queue.map((media) => String(media.ratingKey));
  return fetchItems(connection, keys, { signal });
}

/** Names a source by its content, so that an equal literal made anew changes nothing. */
export function queueKey(source: QueueSource): string {
  return JSON.stringify(source);
}
