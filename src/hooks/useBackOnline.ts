'use client';

import { useEffect, useRef } from 'react';
import type { PlaybackError } from '../playback/core/playback-error.ts';

/** Calls `askAgain` when the browser comes back online, if the last request failed with `server-unreachable`. */
export function useBackOnline(error: PlaybackError | undefined, askAgain: () => void): void {
  const latest = useRef(askAgain);
  useEffect(() => {
    latest.current = askAgain;
  });
  const isAway = error?.code === 'server-unreachable';
  useEffect(() => {
    if (!isAway) return;
    const life = new AbortController();
    addEventListener('online', () => latest.current(), { signal: life.signal });
    return () => life.abort();
  }, [isAway]);
}
