'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { PlaybackError } from '../playback/core/playback-error.ts';
import { forgetReads, readShared } from '../playback/page/shared-reads.ts';
import { usableConnection } from '../playback/player/player-options.ts';
import { loadQueueParts } from '../playback/queue/load-queue-parts.ts';
import {
  Queue,
  type QueueEntry,
  type QueueSource,
  type QueueState,
} from '../playback/queue/queue.ts';
import { connectionKey } from '../plex/connection-key.ts';
import type { PlexConnectionLike, PlexMediaType } from '../plex/index.ts';
import { queueCache } from './queue-cache.ts';
import { useBackOnline } from './useBackOnline.ts';
import { useConnection } from './useConnection.ts';
import { useIsomorphicLayoutEffect } from './useIsomorphicLayoutEffect.ts';
import { useQueueKey } from './useQueueKey.ts';
import { useStoreSelector } from './useStoreSelector.ts';

/** Options of {@link useQueue}. */
export interface UseQueueOptions {
  /** The server to ask: a connection, or its options. The one of the nearest `PlexProvider` when left out. */
  readonly connection?: PlexConnectionLike | undefined;
  /**
   * Tells queues with the same source apart: a remount within 1.5 s gets the queue of the same source and owner.
   * @default ''
   */
  readonly owner?: string | undefined;
  /** Whether to request anything. Without it, a list of rating keys has entries without titles. @default true */
  readonly load?: boolean | undefined;
  /** What the entries are to be played as. With `audio`, a playlist of videos is an error. */
  readonly mediaType?: PlexMediaType | undefined;
}

/** The queue and its controls. They play nothing by themselves: pass `current` to a player. */
export interface UseQueueResult extends QueueState {
  /** The entry at `index`; `undefined` while the queue is empty. */
  readonly current: QueueEntry | undefined;
  /** `false` at the end, and while the queue is empty. */
  readonly hasNext: boolean;
  /** `false` at the start, and while the queue is empty. */
  readonly hasPrevious: boolean;
  /** Moves to the next entry. Returns `false` at the end. */
  next(): boolean;
  /** Moves to the previous entry. Returns `false` at the start. */
  previous(): boolean;
  /** Makes the entry at `index` the current one. Returns `false` if it is out of range. */
  select(index: number): boolean;
  /**
   * Says that the current entry can't be played: pass what `onError` of the player got. If the error is about the entry
   * (`not-found`, `forbidden`, `unsupported`, `decode`, and answers that other entries need not get), the entry is marked with it,
   * and the one after it becomes current; after `previous()`, the one before it. Resolves with `false` if the current entry stays: for
   * other errors, such as `auth-expired` and `server-unreachable`, at the last entry, and for the third in a row.
   */
  skip(error: PlaybackError): Promise<boolean>;
  /**
   * Whether `skip()` would go on to another entry after this error. Pass it to `usePlayback()`, so that the server hears that one
   * follows.
   */
  willSkip(error: PlaybackError): boolean;
  /** Says that the current entry plays: clears its error, and the count of those that were skipped in a row. */
  played(): void;
  /**
   * Says which rows a list shows, by their indexes. Titles that could not be fetched are requested again when their row is shown, 10 s
   * after the failure at the earliest.
   */
  showRows(indexes: readonly number[]): void;
  /** Loads the queue again. */
  reload(): void;
}

/** A queue with a current entry, from rating keys, a playlist or an album. */
export function useQueue(
  source: QueueSource | undefined,
  { connection: given, owner = '', load = true, mediaType }: UseQueueOptions = {},
): UseQueueResult {
  const { connection, connectionError } = useConnection(given);
  const [queue, setQueue] = useState(() => new Queue(readShared));
  const owned = useRef<Queue>(undefined);
  const leaveCache = useRef<() => void>(undefined);
  const [attempt, setAttempt] = useState(0);
  const sourceKey = useQueueKey(source);
  const [key, name] = useMemo(() => {
    const key = JSON.stringify([connection?.baseUrl, sourceKey]);
    return [key, JSON.stringify([owner, key])];
  }, [connection?.baseUrl, sourceKey, owner]);
  // A connection made anew at each render has the same key.
  const server = connection && connectionKey(connection);

  useIsomorphicLayoutEffect(() => {
    leaveCache.current?.();
    if (!owned.current) owned.current = queueCache().take({ name, connection }) ?? queue;
    // While this component was hidden, another one may have taken its queue.
    else if (owned.current.heldBy !== owned) owned.current = new Queue(readShared);
    owned.current.heldBy = owned;
    if (owned.current !== queue) {
      setQueue(owned.current);
      return;
    }
    return () => {
      leaveCache.current = queueCache().keep({ name, connection }, queue);
    };
  }, [queue, name, server]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: connection and source are compared by content; each attempt loads again
  useEffect(() => {
    if (owned.current !== queue) return;
    if (source && !load && !('queue' in source)) return;
    if (!source)
      return connectionError ? queue.fail(PlaybackError.from(connectionError)) : queue.clear();
    const life = new AbortController();
    try {
      const usable = usableConnection({ connection, connectionError });
      if (!queue.hasLoaded(key))
        void queue.load(usable, source, life.signal, { key, mediaType, describe: load });
      else if (load) void queue.complete(usable, life.signal);
    } catch (thrown) {
      queue.fail(PlaybackError.from(thrown));
    }
    addEventListener('online', () => void queue.backOnline(), { signal: life.signal });
    return () => life.abort();
  }, [queue, key, server, connectionError, attempt, load]);

  const state = useStoreSelector(queue.store, (whole) => whole);
  const retry = () => {
    queue.forget();
    setAttempt((count) => count + 1);
  };
  useBackOnline(state.error, retry);
  const current = state.entries[state.index];
  return {
    ...state,
    current,
    hasNext: state.index >= 0 && state.index < state.entries.length - 1,
    hasPrevious: state.index > 0,
    next: () => queue.next(),
    previous: () => queue.previous(),
    select: (index) => queue.select(index),
    async skip(error) {
      // At once if possible, so that the error of the entry is not shown in between.
      if (!loadQueueParts.loaded) await loadQueueParts().catch(() => {});
      return queue.skip(error, current);
    },
    willSkip: (error) => queue.willSkip(error),
    played: () => queue.played(),
    showRows: (indexes) => void queue.showRows(indexes),
    reload() {
      forgetReads();
      retry();
    },
  };
}
