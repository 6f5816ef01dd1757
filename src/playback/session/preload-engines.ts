import type { PlexMediaType } from '../../plex/index.ts';
import { loadEngine } from '../engine/load-engine.ts';
import { loadSessionParts } from './load-session-parts.ts';

/** Starts the downloads that a playback may need. A failure is reported by the playback that needs one. */
export function preloadEngines(mediaType: PlexMediaType): void {
  const loading = [loadSessionParts(), loadEngine('native')];
  if (mediaType === 'video') loading.push(loadEngine('dash'));
  for (const chunk of loading) chunk.catch(() => {});
}
