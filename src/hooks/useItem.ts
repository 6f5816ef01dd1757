'use client';

import { useEffect, useState } from 'react';
import { PlaybackError } from '../playback/core/playback-error.ts';
import { usableConnection } from '../playback/player/player-options.ts';
import { fetchItem, type PlexItem } from '../plex/index.ts';
import { usePlexContext } from './plex-context.ts';
import { useBackOnline } from './useBackOnline.ts';

/** The item or the error; neither while loading. */
export interface UseItemResult {
  /** Metadata of the item. `undefined` while loading, after an error, and without a rating key. */
  readonly item: PlexItem | undefined;
  /** Why there is no item. `invalid-connection` outside of a `PlexProvider`. */
  readonly error: PlaybackError | undefined;
  /** Fetches the item again. */
  reload(): void;
}

/** Fetches the metadata of one item. Sends no request for `undefined`. */
export function useItem(ratingKey: string | undefined): UseItemResult {
  const { connection, connectionError } = usePlexContext();
  const [answer, setAnswer] = useState<{ key: string; item?: PlexItem; error?: PlaybackError }>();
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify([connection?.baseUrl, ratingKey && String(ratingKey)]);
  // Connections are compared by content: hosts may create an equal one on each render.
  const address = connection?.url('/');

  // biome-ignore lint/correctness/useExhaustiveDependencies: connections are compared by content; each attempt fetches again
  useEffect(() => {
    if (ratingKey === undefined) return;
    const asked = ratingKey;
    const life = new AbortController();
    async function load() {
      try {
        // StrictMode aborts the first of its two mounts at once: send no request for it.
        await undefined;
        life.signal.throwIfAborted();
        const server = usableConnection({ connection, connectionError });
        const item = await fetchItem(server, asked, { signal: life.signal });
        setAnswer({ key, item });
      } catch (thrown) {
        if (life.signal.aborted) return;
        const error = PlaybackError.from(thrown);
        // Keep the item that is already loaded, for example when a new token is refused.
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
