import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Mounted } from './peer.ts';

/** Renders a player into a new React root. Pass `findVideo` if the video is in a shadow root. */
export function mountReact(
  root: HTMLElement,
  player: ReactNode,
  findVideo: Mounted['video'] = () => root.querySelector('video'),
): Mounted {
  const reactRoot = createRoot(root);
  reactRoot.render(player);
  return { video: findVideo, unmount: () => reactRoot.unmount() };
}

/** The video inside the custom element `dash-video`. */
export function findDashVideo(root: HTMLElement): HTMLVideoElement | null | undefined {
  return root.querySelector('dash-video')?.shadowRoot?.querySelector('video');
}
