'use client';

import { type RefObject, useCallback, useSyncExternalStore } from 'react';

/** Whether an element can go full screen, and whether it is. */
export type FullscreenState = 'unsupported' | 'off' | 'on';

/** iPhones have full screen for videos only, with the controls of the system. */
type SystemVideo = HTMLVideoElement & { webkitEnterFullscreen?(): void };

/** Enters or leaves full screen. Nothing changes if the browser refuses. */
export async function toggleFullscreen(element: HTMLElement | null | undefined): Promise<void> {
  try {
    if (!element?.requestFullscreen)
      element?.querySelector<SystemVideo>('video')?.webkitEnterFullscreen?.();
    else if (isFullscreen(element)) await element.ownerDocument.exitFullscreen();
    else await element.requestFullscreen();
  } catch {}
}

/** The state of `target`, read from its document or shadow root; `unsupported` on a server. */
export function useFullscreenState(
  target: RefObject<HTMLElement | null> | undefined,
): FullscreenState {
  const documentOf = () => target?.current?.ownerDocument ?? document;
  const subscribe = useCallback(
    (listener: () => void) => {
      // Of the element and not of its document, which may become another one.
      const element = target?.current ?? document;
      element.addEventListener('fullscreenchange', listener);
      return () => element.removeEventListener('fullscreenchange', listener);
    },
    [target],
  );
  const read = (): FullscreenState => {
    if (!target || !hasFullscreen(documentOf())) return 'unsupported';
    return target.current && isFullscreen(target.current) ? 'on' : 'off';
  };
  return useSyncExternalStore(subscribe, read, () => 'unsupported');
}

/** Where elements can go full screen, the method of iPhones does not count: older versions of Chrome have it too, also in an iframe that may not. */
export function hasFullscreen(document: Document): boolean {
  const { fullscreenEnabled, documentElement, defaultView } = document;
  return (
    fullscreenEnabled ||
    (!documentElement.requestFullscreen &&
      'webkitEnterFullscreen' in (defaultView?.HTMLVideoElement.prototype ?? {}))
  );
}

/** A document names the host of a shadow root in place of what is in it. */
function isFullscreen(element: HTMLElement): boolean {
  const { fullscreenElement } = element.getRootNode() as Document | ShadowRoot;
  return fullscreenElement === element;
}
