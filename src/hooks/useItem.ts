'use client';

import { useEffect, useState } from 'react';
import { PlaybackError } from '../playback/core/playback-error.ts';
import { usableConnection } from '../playback/player/player-options.ts';
import { fetchItem, type PlexItem } from '../plex/index.ts';
import { usePlexContext } from './plex-context.ts';
import { useBackOnline } from './useBackOnline.ts';

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
  const key = JSON.stringify([connection?.baseUrl, ratingKey && String(ratingKey)]);
  // A connection made anew at each render is the same one.
  const address = connection?.url('/');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the connection counts by its content, and each attempt asks again
  useEffect(() => {
    if (ratingKey === undefined) return;
    const asked = ratingKey;
    const life = new AbortController();
    async function load() {
      try {
        // StrictMode aborts the first of its two mounts at once: then nothing is asked.
        await undefined;
        life.signal.throwIfAborted();
        const server = usableConnection({ connection, connectionError });
        const item = await fetchItem(server, asked, { signal: life.signal });
        setAnswer({ key, item });
      } catch (thrown) {
        if (life.signal.aborted) return;
        const error = PlaybackError.from(thrown);
        // What is known already, a new token that fails does not make unknown.
        setAnswer((known) => (known?.key === key && known.item ? known : { key, error }));
      }
    }
    void load();
    return () => life.abort();
  }, [address, connectionError, key, attempt]);

  const current = ratingKey !== undefined && answer?.key === key ? answer : undefined;
  const reload = () => {
    setAnswer(undefined);
    setAttempt((count) => count + 1);
  };
  useBackOnline(current?.error, reload);
  return { item: current?.item, error: current?.error, reload };
}
