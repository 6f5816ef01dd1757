'use client';

import { useEffect, useState } from 'react';
import { PlaybackError } from '../playback/playback-error.ts';
import { fetchItem, type PlexItem } from '../plex/index.ts';
import { usePlexContext } from './plex-context.ts';

/** The answer or the failure; neither while the server is asked. */
export interface UseItemResult {
  /** What the server says of the item; `undefined` until it has, and when nothing was asked. */
  readonly item: PlexItem | undefined;
  /** Why there is no item. `invalid-connection` outside of a `PlexProvider`. */
  readonly error: PlaybackError | undefined;
  /** Asks again. */
  reload(): void;
}

/** Asks the server about one item. `undefined` asks nothing. */
export function useItem(ratingKey: string | undefined): UseItemResult {
  const { connection, connectionError } = usePlexContext();
  const [answer, setAnswer] = useState<{ key: string; item?: PlexItem; error?: PlaybackError }>();
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks again
  useEffect(() => {
    if (ratingKey === undefined) return;
    const key = ratingKey;
    const life = new AbortController();
    async function load() {
      try {
        // StrictMode aborts the first of its two mounts at once: then nothing is asked.
        await undefined;
        life.signal.throwIfAborted();
        if (connectionError) throw connectionError;
        if (!connection) throw new PlaybackError('invalid-connection');
        const item = await fetchItem(connection, key, { signal: life.signal });
        setAnswer({ key, item });
      } catch (thrown) {
        if (!life.signal.aborted) setAnswer({ key, error: PlaybackError.from(thrown) });
      }
    }
    void load();
    return () => life.abort();
  }, [connection, connectionError, ratingKey, attempt]);

  const current = answer?.key === ratingKey ? answer : undefined;
  return {
    item: current?.item,
    error: current?.error,
    reload() {
      setAnswer(undefined);
      setAttempt((count) => count + 1);
    },
  };
}
