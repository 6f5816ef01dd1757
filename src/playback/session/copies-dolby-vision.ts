import { isDolbyVisionOnly } from '../../plex/dolby-vision.ts';
import type { PlexDecision } from '../../plex/index.ts';

/**
 * Whether the server is going to copy a picture whose colours are wrong on other screens. Client profiles have no words for it: the
 * decision has to be asked for again without copies.
 */
export function copiesDolbyVision(decision: PlexDecision): boolean {
  if (decision.outcome !== 'transcode') return false;
  return decision.part.streams.some(
    (stream) => isDolbyVisionOnly(stream) && stream.decision !== 'transcode',
  );
}
