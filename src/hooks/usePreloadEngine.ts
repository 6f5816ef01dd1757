'use client';

import { useEffect } from 'react';
import { preloadEngine } from '../playback/player/preload-engine.ts';

/** Without `requestIdleCallback` (Safari), the page counts as idle after this. Milliseconds. */
const IDLE_MS = 200;

/** Downloads the engine of converted video when the page is idle, unless the user has asked the browser to save data. */
export function usePreloadEngine(enabled: boolean): void {
  useEffect(() => {
    const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
    if (!enabled || connection?.saveData) return;
    if (typeof requestIdleCallback === 'function') {
      const handle = requestIdleCallback(preloadEngine);
      return () => cancelIdleCallback(handle);
    }
    const timer = setTimeout(preloadEngine, IDLE_MS);
    return () => clearTimeout(timer);
  }, [enabled]);
}
