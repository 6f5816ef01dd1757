import { isPlexError } from '../../plex/index.ts';

/** No answer, or one that says "not now". */
export function isAway(thrown: unknown): boolean {
  if (!isPlexError(thrown)) return false;
  const { code } = thrown;
  return code === 'server-unreachable' || code === 'server-unavailable' || code === 'rate-limited';
}
