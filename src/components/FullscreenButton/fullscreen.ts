'use client';

import { type RefObject, useCallback, useSyncExternalStore } from 'react';

/** Whether an element can go full screen, and whether it is. */
export type FullscreenState = 'unsupported' | 'off' | 'on';

/** Enters or leaves full screen. Nothing changes if the browser refuses. */
export function toggleFullscreen(element: HTMLElement | null | undefined): void {
  if (!element) return;
  const { ownerDocument } = element;
  const change =
    ownerDocument.fullscreenElement === element
      ? ownerDocument.exitFullscreen()
      : element.requestFullscreen?.();
  change?.catch(() => {});
}

/** The state of `target`, read from the document; `unsupported` on a server. */
export function useFullscreenState(
  target: RefObject<HTMLElement | null> | undefined,
): FullscreenState {
  const subscribe = useCallback((listener: () => void) => {
    document.addEventListener('fullscreenchange', listener);
    return () => document.removeEventListener('fullscreenchange', listener);
  }, []);
  const read = (): FullscreenState => {
    if (!target || !document.fullscreenEnabled) return 'unsupported';
    return target.current !== null && document.fullscreenElement === target.current ? 'on' : 'off';
  };
  return useSyncExternalStore(subscribe, read, () => 'unsupported');
}
