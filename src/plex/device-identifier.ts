import { PlexError } from './errors.ts';
import type { PlexMediaType } from './media-type.ts';

/** X-Plex-Client-Identifier for a `plexClientSession` that is valid, or sanitized already. */
export function deviceIdentifier(base: string, mediaType: PlexMediaType): string {
  if (mediaType === 'video') return base;
  if (mediaType === 'audio') return `${base}-audio`;
  throw new PlexError(
    'invalid-argument',
    "coplay: the media type is neither 'video' nor 'audio'. Give one of the two.",
  );
}
