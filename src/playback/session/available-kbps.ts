import { isPlexError } from '../../plex/index.ts';

/** The bandwidth that the server has left, from the error of its refusal. `undefined` where it did not say. Kbps. */
export function availableKbps(error: unknown): number | undefined {
  if (isPlexError(error)) return error.availableKbps;
  return error instanceof Error && error.cause !== undefined
    ? availableKbps(error.cause)
    : undefined;
}
