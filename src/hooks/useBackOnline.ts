'use client';

import { useEffect, useRef } from 'react';
import type { PlaybackError } from '../playback/core/playback-error.ts';

/** Asks again as soon as the browser is back online, when what was asked for could not be had because nobody answered. */
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
