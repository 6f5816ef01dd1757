import { pageRegistry } from '../page/page-registry.ts';
import { preloadEngines } from '../session/preload-engines.ts';

/**
 * Prepares the page for its first video, so that it starts sooner: downloads the engine of converted video (dash.js, about
 * 240 kB gzip) and reads the id of this browser from storage. Call it where a video is likely to follow: in a route loader, or
 * when the pointer is over a link to a video. `PlexProvider` does it with the prop `preloadEngine`. Does nothing on a server. A
 * download that fails is tried again by the first player.
 */
export function preloadEngine(): void {
  if (typeof document === 'undefined') return;
  pageRegistry().prepareIdentity();
  preloadEngines('video');
}
