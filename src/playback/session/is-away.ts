import { isPlexError, isTransient } from '../../plex/index.ts';

/** Whether a request failed because the server did not answer or was busy. */
export function isAway(thrown: unknown): boolean {
  return isPlexError(thrown) && isTransient(thrown.code);
}
