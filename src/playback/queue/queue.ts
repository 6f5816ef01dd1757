import {
  createRandomId,
  fetchChildren,
  fetchItems,
  fetchPlaylistItems,
  type PlexConnection,
  type PlexItem,
} from '../../plex/index.ts';
import { checkMedia, contentKey, type PlayableMedia } from '../core/playable-media.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { createStore, type ReadableStore } from '../core/store.ts';
import { matchEntries, placeAfterChange } from './queue-change.ts';

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

/** What a queue holds and where it stands. */
export interface QueueState {
  readonly status: 'empty' | 'loading' | 'ready' | 'error';
  readonly entries: readonly QueueEntry[];
  /** Index of the current entry; -1 while there is none. */
  readonly index: number;
  /** Why there are no entries. A given list whose titles can't be had is no error. */
  readonly error: PlaybackError | undefined;
}

const emptyQueue: QueueState = { status: 'empty', entries: [], index: -1, error: undefined };

/** An ordered list with a current entry. Knows nothing of playing. */
export class Queue {
  /** Whose it is at the moment: the component that shows it, or was the last to do so. */
  heldBy: object | undefined;
  readonly #store = createStore<QueueState>(emptyQueue);
  #loaded: string | undefined;
  /** Under which key the entries were loaded, whatever has been forgotten since. */
  #filled: string | undefined;

  get store(): ReadableStore<QueueState> {
    return this.#store;
  }

  /** Whether what was loaded under this key is still there. */
  hasLoaded(key: string): boolean {
    return this.#loaded === key;
  }

  /** What was loaded is to be loaded again. The entries stay until then. */
  forget(): void {
    this.#loaded = undefined;
  }

  get current(): QueueEntry | undefined {
    const { entries, index } = this.#store.get();
    return entries[index];
  }

  /**
   * Replaces the entries by what `source` holds, asking the server where it must. In a list that was changed, what stays is
   * the same entry as before, and the current one stays the current one; if it has gone, the one that follows it is.
   * @param key What {@link Queue.hasLoaded} is to know this by.
   */
  async load(
    connection: PlexConnection,
    source: QueueSource,
    signal: AbortSignal,
    key = queueKey(source),
  ): Promise<void> {
    this.#loaded = undefined;
    const isGiven = 'queue' in source;
    const isSame = isGiven || this.#filled === key;
    this.#store.set({ ...(isSame ? {} : emptyQueue), status: 'loading', error: undefined });
    // StrictMode aborts the first of its two mounts at once: then nothing is asked.
    await undefined;
    if (signal.aborted) return;
    try {
      if (isGiven) this.#fill(checkList(source.queue).map((media) => ({ media })));
      else this.#fill(await fetchList(connection, source, signal));
      this.#loaded = key;
      this.#filled = key;
    } catch (thrown) {
      if (!signal.aborted) this.fail(PlaybackError.from(thrown));
      return;
    }
    await this.complete(connection, signal);
  }

  /** Asks for the titles that are still missing. Without them each item speaks for itself once it plays. */
  async complete(connection: PlexConnection, signal: AbortSignal): Promise<void> {
    const missing = this.#store.get().entries.filter(({ item }) => !item);
    if (missing.length === 0) return;
    await undefined;
    if (signal.aborted) return;
    const keys = missing.map(({ media }) => String(media.ratingKey));
    const items = await fetchItems(connection, keys, { signal }).catch(() => []);
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

  #fill(contents: readonly Listed[]): void {
    const { entries: old, index: oldIndex } = this.#store.get();
    const names = contents.map(({ media }) => nameOf(media));
    const oldNames = old.map(({ media }) => nameOf(media));
    const kept = matchEntries(oldNames, oldIndex, names);
    const entries = contents.map(({ media, item }, at): QueueEntry => {
      const entry = old[kept[at] ?? -1];
      return { currentMediaGuid: createRandomId(), ...entry, media, item: item ?? entry?.item };
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

function nameOf(media: PlayableMedia): string | undefined {
  return contentKey(undefined, media, undefined);
}

/** What a host passed may come from untyped code. */
function checkList(queue: readonly PlayableMedia[]): PlayableMedia[] {
  if (!Array.isArray(queue)) throw new PlaybackError('invalid-argument');
  return queue.map(checkMedia);
}

async function fetchList(
  connection: PlexConnection,
  source: Exclude<QueueSource, { queue: unknown }>,
  signal: AbortSignal,
): Promise<Listed[]> {
  const items =
    'playlist' in source
      ? await fetchPlaylistItems(connection, source.playlist, { signal })
      : await fetchChildren(connection, source.album, { signal });
  signal.throwIfAborted();
  return items.map((item) => ({ media: { ratingKey: item.ratingKey }, item }));
}

/** Names a source by its content, so that an equal literal made anew changes nothing. */
export function queueKey(source: QueueSource): string {
  if ('playlist' in source) return JSON.stringify(['playlist', String(source.playlist)]);
  if ('album' in source) return JSON.stringify(['album', String(source.album)]);
  const { queue } = source;
  return JSON.stringify(['queue', Array.isArray(queue) ? queue.map(nameOf) : typeof queue]);
}
