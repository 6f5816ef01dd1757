'use client';

import { useEffect } from 'react';
import { whenIdle } from '../playback/core/when-idle.ts';
import { preloadEngine } from '../playback/player/preload-engine.ts';

/** Prepares the engine of converted video when the page is idle, unless the user has asked the browser to save data. */
export function usePreloadEngine(enabled: boolean): void {
  useEffect(() => {
    const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
    if (!enabled || connection?.saveData) return;
    return whenIdle(preloadEngine);
  }, [enabled]);
}
