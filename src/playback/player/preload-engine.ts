import { pageRegistry } from '../page/page-registry.ts';
import { preloadEngines } from '../session/preload-engines.ts';
import { warmUpEngine } from '../session/warm-up-engine.ts';

/**
 * Prepares the page for its first video, so that it starts sooner: downloads the engine of converted video (dash.js, about
 * 240 kB gzip), runs it once without media when the page is idle, and reads the id of this browser from storage. Call it where a video is likely to follow: in a route loader, or
 * when the pointer is over a link to a video. `PlexProvider` does it with the prop `preloadEngine`. Does nothing on a server. A
 * download that fails is tried again by the first player.
 */
export function preloadEngine(): void {
  if (typeof document === 'undefined') return;
  void pageRegistry().prepareIdentity();
  preloadEngines('video');
  // A failure is reported by the first player.
  warmUpEngine().catch(() => {});
}
