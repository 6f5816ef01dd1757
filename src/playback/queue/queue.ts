import { createRandomId, type PlexConnection, type PlexMediaType } from '../../plex/index.ts';
import type { LibraryReader } from '../core/library-read.ts';
import { checkMedia, contentKey, type PlayableMedia } from '../core/playable-media.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { createStore, type ReadableStore } from '../core/store.ts';
import type { Listed } from './check-list.ts';
import type { ServerList } from './fetch-list.ts';
import { loadListErrors } from './load-list-errors.ts';
import { loadQueueParts } from './load-queue-parts.ts';
import { initialSkipRun, type SkipEvent, type SkipStep } from './next-skip-step.ts';
import type { QueueEntry } from './queue-entry.ts';
import type { QueueTitles, TitleSource } from './queue-titles.ts';

export type { QueueEntry } from './queue-entry.ts';

/** The source of a queue: a list of items, or a playlist or album of the server, by its rating key. */
export type QueueSource = { readonly queue: readonly PlayableMedia[] } | ServerList;

/** The entries of a queue, and which one is current. */
export interface QueueState {
  readonly status: 'empty' | 'loading' | 'ready' | 'error';
  readonly entries: readonly QueueEntry[];
  /** Index of the current entry; -1 while there is none. */
  readonly index: number;
  /** Why there are no entries. A given list whose titles can't be fetched is no error. */
  readonly error: PlaybackError | undefined;
  /** The entry that was skipped on the way to the current one, because it can't be played. The last one, of several. */
  readonly skipped: QueueEntry | undefined;
}

const emptyQueue: QueueState = {
  status: 'empty',
  entries: [],
  index: -1,
  error: undefined,
  skipped: undefined,
};

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
  #run = initialSkipRun;
  #titles: QueueTitles | undefined;
  /** Why {@link #titles} could not be downloaded, the first time. */
  #gap: PlaybackError | undefined;
  #titleSource: TitleSource | undefined;
  /** The rows that were shown last. */
  #shown: readonly number[] = [];

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
        await this.#fill(await listed(source.queue), signal);
      } else {
        const { fetchServerList } = await loadQueueParts();
        const items = await fetchServerList(this.#read, connection, source, signal, mediaType);
        signal.throwIfAborted();
        const listed = items.map((item) => ({ media: { ratingKey: item.ratingKey }, item }));
        await this.#fill(listed, signal);
      }
      this.#loaded = key;
      this.#filled = key;
    } catch (thrown) {
      if (!signal.aborted) this.fail(PlaybackError.from(thrown));
      return;
    }
    if (describe) await this.complete(connection, signal);
  }

  /** Fetches the titles that are still missing. Entries that get none are marked with the reason. */
  async complete(connection: PlexConnection, signal: AbortSignal): Promise<void> {
    this.#titleSource = { connection, signal };
    await undefined;
    await this.#describe(this.#store.get().entries);
  }

  /**
   * Says which rows a list shows, by their indexes. Requests their titles again if that has failed: after 10 s at the earliest, and not for items
   * that the server does not have.
   */
  async showRows(indexes: readonly number[]): Promise<void> {
    this.#shown = indexes;
    const { entries } = this.#store.get();
    await this.#describe(indexes.flatMap((at) => entries[at] ?? []));
  }

  /** The server may answer again: requests what {@link Queue.showRows} would only later. */
  async backOnline(): Promise<void> {
    this.#titles?.retryNow();
    await this.showRows(this.#shown);
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
    return this.#move(index, 1);
  }

  next(): boolean {
    return this.#move(this.#store.get().index + 1, 1);
  }

  previous(): boolean {
    return this.#move(this.#store.get().index - 1, -1);
  }

  /** The current entry plays: it has no error any more. */
  played(): void {
    this.#run = initialSkipRun;
    if (this.current?.error) this.#mark(this.current, undefined);
  }

  /**
   * The player of an entry has failed. If the error is about the entry, it is marked, and if it is the current one, another one
   * becomes current. Returns whether it does: not for other errors, at the end, and after three in a row. Call it after
   * {@link loadQueueParts}.
   */
  skip(error: PlaybackError, entry = this.current): boolean {
    if (!entry || !loadQueueParts.loaded?.isEntryError(error, entry.media)) return false;
    const skipped = this.#mark(entry, error);
    const { entries, index } = this.#store.get();
    if (!skipped || skipped !== entries[index]) return false;
    const { length } = entries;
    return this.#step({ type: 'failed', index, length }, skipped);
  }

  /** Whether {@link skip} would make another entry the current one. */
  willSkip(error: PlaybackError): boolean {
    return loadQueueParts.loaded?.willSkip(error, this.#run, this.#store.get()) ?? false;
  }

  #move(index: number, direction: 1 | -1): boolean {
    if (!this.#store.get().entries[index]) return false;
    this.#step({ type: 'moved', direction });
    this.#store.set({ index });
    return true;
  }

  /** The only way in which the run of skips changes. */
  #step(event: SkipEvent, skipped?: QueueEntry): boolean {
    // Without its code, nothing has failed yet.
    const step: SkipStep = loadQueueParts.loaded?.nextSkipStep(this.#run, event) ?? {
      run: { ...initialSkipRun, ...event },
    };
    const { run, to } = step;
    this.#run = run;
    if (to === undefined) this.#store.set({ skipped: undefined });
    else this.#store.set({ index: to, skipped });
    return to !== undefined;
  }

  /** Sets the error of an entry. Returns the entry, if it is still in the queue. */
  #mark({ currentMediaGuid }: QueueEntry, error: PlaybackError | undefined) {
    const { entries } = this.#store.get();
    const at = entries.findIndex((one) => one.currentMediaGuid === currentMediaGuid);
    const entry = entries[at];
    if (!entry) return undefined;
    const marked = { ...entry, error };
    this.#store.set({ entries: entries.with(at, marked) });
    return marked;
  }

  async #fill(contents: readonly Listed[], signal: AbortSignal): Promise<void> {
    // A first list has nothing to keep, and must not wait. Without the code, all entries are new ones.
    const isFirst = this.#store.get().entries.length === 0;
    const parts = isFirst ? undefined : await loadQueueParts().catch(() => undefined);
    signal.throwIfAborted();
    const { entries: old, index: oldIndex } = this.#store.get();
    const kept = parts?.matchEntries(old.map(nameOf), oldIndex, contents.map(nameOf)) ?? [];
    // Those that have failed in a row are of another list.
    if (!kept.includes(oldIndex)) this.#run = initialSkipRun;
    const guid = createRandomId();
    const entries = contents.map(({ media, item, error }, at): QueueEntry => {
      const entry = old[kept[at] ?? -1];
      const currentMediaGuid = entry?.currentMediaGuid ?? `${guid}${at.toString(36)}`;
      return { currentMediaGuid, media, item: item ?? entry?.item, error: error ?? entry?.error };
    });
    const place = parts?.placeAfterChange(kept, oldIndex, old.length) ?? 0;
    const index = entries.length > 0 ? place : -1;
    this.#store.set({ status: index < 0 ? 'empty' : 'ready', entries, index });
  }

  async #describe(entries: readonly QueueEntry[]): Promise<void> {
    const source = this.#titleSource;
    if (!source || source.signal.aborted || entries.every(({ item }) => item)) return;
    const describe = await loadQueueParts().then(
      (parts) => {
        this.#titles ??= new parts.QueueTitles(this.#read, this.#gap);
        return this.#titles.request(entries, source);
      },
      // It is downloaded again for the rows that are shown next.
      (thrown: PlaybackError) => {
        this.#gap ??= thrown;
        return source.signal.aborted ? undefined : this.#markGap;
      },
    );
    if (describe) this.#store.set({ entries: this.#store.get().entries.map(describe) });
  }

  /** An entry that has no title because the code for it could not be downloaded. */
  readonly #markGap = (entry: QueueEntry): QueueEntry =>
    entry.item || entry.error ? entry : { ...entry, error: this.#gap };
}

function nameOf({ media }: Listed): string | undefined {
  return contentKey(undefined, media, undefined);
}

/** Checks the entries of a host, which may come from untyped code. */
async function listed(queue: readonly PlayableMedia[]): Promise<Listed[]> {
  try {
    // Array.from, since map() skips holes.
    return Array.from(queue, (media) => ({ media: checkMedia(media) }));
  } catch {
    return (await loadListErrors()).checkList(queue);
  }
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
