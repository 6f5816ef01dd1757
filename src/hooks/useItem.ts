'use client';

import { useEffect, useState } from 'react';
import { loadLibrary } from '../playback/core/load-library.ts';
import { PlaybackError } from '../playback/core/playback-error.ts';
import { forgetReads, readShared } from '../playback/page/shared-reads.ts';
import { usableConnection } from '../playback/player/player-options.ts';
import { connectionKey } from '../plex/connection-key.ts';
import type { PlexConnectionLike, PlexItem } from '../plex/index.ts';
import { useBackOnline } from './useBackOnline.ts';
import { useConnection } from './useConnection.ts';

/** The item or the error; neither while the request runs. */
export interface UseItemResult {
  /** The item; `undefined` until the server has answered, and when nothing was asked. */
  readonly item: PlexItem | undefined;
  /** Why there is no item. `invalid-connection` outside of a `PlexProvider`. */
  readonly error: PlaybackError | undefined;
  /** Fetches the item again. */
  reload(): void;
}

/** Which server to ask. */
export interface UseItemOptions {
  /** The server to ask: a connection, or its options. The one of the nearest `PlexProvider` when left out. */
  readonly connection?: PlexConnectionLike | undefined;
}

/** Fetches one item from the server. `undefined` asks nothing. */
export function useItem(
  ratingKey: string | undefined,
  { connection: given }: UseItemOptions = {},
): UseItemResult {
  const { connection, connectionError } = useConnection(given);
  const [answer, setAnswer] = useState<{ key: string; item?: PlexItem; error?: PlaybackError }>();
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify([connection?.baseUrl, ratingKey && String(ratingKey)]);
  // A connection made anew at each render has the same key.
  const server = connection && connectionKey(connection);

  // biome-ignore lint/correctness/useExhaustiveDependencies: connections are compared by content; each attempt fetches again
  useEffect(() => {
    if (ratingKey === undefined) return;
    const asked = ratingKey;
    const life = new AbortController();
    async function load() {
      try {
        // StrictMode aborts its first mount in the same tick: then nothing is sent.
        const { fetchItem } = await loadLibrary();
        life.signal.throwIfAborted();
        const usable = usableConnection({ connection, connectionError });
        const item = await readShared(fetchItem, usable, asked, life.signal);
        setAnswer({ key, item });
      } catch (thrown) {
        if (life.signal.aborted) return;
        const error = PlaybackError.from(thrown);
        // A new token that fails keeps the item that is known already.
        setAnswer((known) => (known?.key === key && known.item ? known : { key, error }));
      }
    }
    void load();
    return () => life.abort();
  }, [server, connectionError, key, attempt]);

  const current = ratingKey !== undefined && answer?.key === key ? answer : undefined;
  const retry = () => {
    setAnswer(undefined);
    setAttempt((count) => count + 1);
  };
  useBackOnline(current?.error, retry);
  return {
    item: current?.item,
    error: current?.error,
    reload() {
      forgetReads();
      retry();
    },
  };
}
