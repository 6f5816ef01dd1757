import type { PlexMediaType } from './media-type.ts';
import { wrongInput } from './wrong-input.ts';

/** X-Plex-Client-Identifier for a `plexClientSession` that is valid, or sanitized already. */
export function deviceIdentifier(base: string, mediaType: PlexMediaType): string {
  if (mediaType === 'video') return base;
  if (mediaType === 'audio') return `${base}-audio`;
  throw wrongInput('mediaType', "'video' nor 'audio'");
}
