import {
  createRandomId,
  type PlexConnection,
  type PlexItem,
  type PlexMediaType,
} from '../../plex/index.ts';
import type { LibraryReader } from '../core/library-read.ts';
import { loadLibrary } from '../core/load-library.ts';
import { checkMedia, contentKey, type PlayableMedia } from '../core/playable-media.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { createStore, type ReadableStore } from '../core/store.ts';
import { fetchServerList, type ServerList } from './fetch-list.ts';
import { loadListErrors } from './load-list-errors.ts';
import { matchEntries, placeAfterChange } from './queue-change.ts';

/** The source of a queue: a list of items, or a playlist or album of the server, by its rating key. */
export type QueueSource = { readonly queue: readonly PlayableMedia[] } | ServerList;

/** One entry of a queue. The same item twice is two entries. */
export interface QueueEntry {
  /** Id of this entry. Never sent to the server. */
  readonly currentMediaGuid: string;
  readonly media: PlayableMedia;
  /** Title, artist, length and so on, once the server has answered. */
  readonly item: PlexItem | undefined;
  /** Why this entry could not be played or described. Cleared when it plays. */
  readonly error?: PlaybackError | undefined;
}

/** The entries of a queue, and which one is current. */
export interface QueueState {
  readonly status: 'empty' | 'loading' | 'ready' | 'error';
  readonly entries: readonly QueueEntry[];
  /** Index of the current entry; -1 while there is none. */
  readonly index: number;
  /** Why there are no entries. A given list whose titles can't be fetched is no error. */
  readonly error: PlaybackError | undefined;
}

const emptyQueue: QueueState = { status: 'empty', entries: [], index: -1, error: undefined };

/** Options of {@link Queue.load}. */
export interface QueueLoadOptions {
  /** The key for {@link Queue.hasLoaded}. @default queueKey(source) */
  readonly key?: string | undefined;
  /** What the entries are to be played as. With `audio`, a playlist of videos is an error. */
  readonly mediaType?: PlexMediaType | undefined;
  /** Whether to fetch missing titles. @default true */
  readonly describe?: boolean | undefined;
}

/** An ordered list with a current entry. It plays nothing by itself. */
export class Queue {
  /** The component that uses the queue, or the last one that did. */
  heldBy: object | undefined;
  readonly #store = createStore<QueueState>(emptyQueue);
  #loaded: string | undefined;
  /** The key that the present entries were loaded under. {@link Queue.forget} keeps it. */
  #filled: string | undefined;
  readonly #read: LibraryReader;

  /** @param read Sends the requests. By default each queue sends its own. */
  constructor(
    read: LibraryReader = (request, connection, key, signal) =>
      request(connection, key, { signal }),
  ) {
    this.#read = read;
  }

  get store(): ReadableStore<QueueState> {
    return this.#store;
  }

  /** Whether the entries were loaded under this key, and not forgotten since. */
  hasLoaded(key: string): boolean {
    return this.#loaded === key;
  }

  /** Makes the next load ask the server again. The entries stay until then. */
  forget(): void {
    this.#loaded = undefined;
  }

  get current(): QueueEntry | undefined {
    const { entries, index } = this.#store.get();
    return entries[index];
  }

  /**
   * Replaces the entries by those of `source`, and fetches what is missing. Entries that are in both lists stay the same
   * entries. The current one stays current; if it is gone, the one after it becomes current.
   */
  async load(
    connection: PlexConnection,
    source: QueueSource,
    signal: AbortSignal,
    { key = queueKey(source), mediaType, describe = true }: QueueLoadOptions = {},
  ): Promise<void> {
    this.#loaded = undefined;
    const isGiven = 'queue' in source;
    const isSame = isGiven || this.#filled === key;
    this.#store.set({ ...(isSame ? {} : emptyQueue), status: 'loading', error: undefined });
    // StrictMode aborts its first mount in the same tick: then nothing is sent.
    await undefined;
    if (signal.aborted) return;
    try {
      if (isGiven) {
        if (!Array.isArray(source.queue)) throw (await loadListErrors()).noArray(source.queue);
        this.#fill(checkList(source.queue).map((media) => ({ media })));
      } else {
        const items = await fetchServerList(this.#read, connection, source, signal, mediaType);
        signal.throwIfAborted();
        this.#fill(items.map((item) => ({ media: { ratingKey: item.ratingKey }, item })));
      }
      this.#loaded = key;
      this.#filled = key;
    } catch (thrown) {
      if (!signal.aborted) this.fail(PlaybackError.from(thrown));
      return;
    }
    if (describe) await this.complete(connection, signal);
  }

  /** Fetches the titles that are still missing. If that fails, each item is described once it plays. */
  async complete(connection: PlexConnection, signal: AbortSignal): Promise<void> {
    const missing = this.#store.get().entries.filter(({ item }) => !item);
    if (missing.length === 0) return;
    await undefined;
    if (signal.aborted) return;
    const keys = missing.map(({ media }) => String(media.ratingKey));
    const items = await loadLibrary()
      .then(({ fetchItems }) => this.#read(fetchItems, connection, keys, signal))
      .catch(() => []);
    if (!signal.aborted) this.#describe(items);
  }

  clear(): void {
    this.#loaded = undefined;
    this.#store.set(emptyQueue);
  }

  fail(error: PlaybackError): void {
    this.#loaded = undefined;
    this.#store.set({ ...emptyQueue, status: 'error', error });
  }

  /** Makes the entry at `index` the current one. Returns `false` out of range. */
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

  #fill(contents: readonly Listed[]): void {
    const { entries: old, index: oldIndex } = this.#store.get();
    // Naming thousands of entries is slow, and a first list has nothing to keep.
    const kept =
      old.length > 0 ? matchEntries(old.map(nameOf), oldIndex, contents.map(nameOf)) : [];
    const guid = createRandomId();
    const entries = contents.map(({ media, item }, at): QueueEntry => {
      const entry = old[kept[at] ?? -1];
      const currentMediaGuid = entry?.currentMediaGuid ?? `${guid}${at.toString(36)}`;
      return { ...entry, currentMediaGuid, media, item: item ?? entry?.item };
    });
    const index = entries.length > 0 ? placeAfterChange(kept, oldIndex, old.length) : -1;
    this.#store.set({ status: index < 0 ? 'empty' : 'ready', entries, index });
  }

  #describe(items: readonly PlexItem[]): void {
    const byKey = new Map(items.map((item) => [item.ratingKey, item]));
    const { entries } = this.#store.get();
    this.#store.set({
      entries: entries.map((entry) => ({
        ...entry,
        item: entry.item ?? byKey.get(entry.media.ratingKey),
      })),
    });
  }
}

interface Listed {
  readonly media: PlayableMedia;
  readonly item?: PlexItem | undefined;
}

function nameOf({ media }: Listed): string | undefined {
  return contentKey(undefined, media, undefined);
}

/** Checks the entries of a host, which may come from untyped code. */
function checkList(queue: readonly PlayableMedia[]): PlayableMedia[] {
  // Array.from, since map() skips holes.
  return Array.from(queue, (media, at) => checkMedia(media, `entry ${at + 1} of its queue`));
}

/** Names a source by its content: an equal literal made anew has the same key. */
export function queueKey(source: QueueSource): string {
  if ('playlist' in source) return JSON.stringify(['playlist', String(source.playlist)]);
  if ('album' in source) return JSON.stringify(['album', String(source.album)]);
  const { queue } = source;
  if (!Array.isArray(queue)) return JSON.stringify(['queue', typeof queue]);
  // Converted to text: untyped code may pass values that JSON can't hold.
  const names = (queue as PlayableMedia[]).map(
    (media) => media && [media.ratingKey, media.mediaIndex ?? 0, media.partIndex ?? 0].map(String),
  );
  return JSON.stringify(['queue', names]);
}
