import { preloadEngines } from '../session/preload-engines.ts';

/**
 * Downloads the engine of converted video (dash.js, about 240 kB gzip) before the first player is shown. Call it where a video
 * is likely to follow: in a route loader, or when the pointer is over a link to a video. `PlexProvider` does it with the prop
 * `preloadEngine`. Does nothing on a server. A download that fails is tried again by the first player.
 */
export function preloadEngine(): void {
  if (typeof document !== 'undefined') preloadEngines('video');
}
