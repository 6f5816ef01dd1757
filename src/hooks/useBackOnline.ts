'use client';

import { useEffect, useRef } from 'react';
import type { PlaybackError } from '../playback/core/playback-error.ts';

/** After `server-unreachable`: calls `askAgain` when the browser comes back online, or has a connection for the request again. */
export function useBackOnline(error: PlaybackError | undefined, askAgain: () => void): void {
  const latest = useRef(askAgain);
  useEffect(() => {
    latest.current = askAgain;
  });
  useEffect(() => {
    if (error?.code !== 'server-unreachable') return;
    const life = new AbortController();
    const { signal } = life;
    addEventListener('online', () => latest.current(), { signal });
    error.untilFree?.(signal).then(
      () => latest.current(),
      () => {},
    );
    return () => life.abort();
  }, [error]);
}
