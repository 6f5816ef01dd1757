import type { PlexMediaType } from '../../plex/index.ts';
import { loadEngine } from '../engine/load-engine.ts';

/** Starts the download of the engines that a playback may need. A failure is reported by the playback that needs one. */
export function preloadEngines(mediaType: PlexMediaType): void {
  if (mediaType === 'video') loadEngine('dash').catch(() => {});
  loadEngine('native').catch(() => {});
}
