import type { StoryPlex } from './story-plex.ts';

type RealPlex = Pick<StoryPlex, 'video' | 'playlist'>;

/** Rating keys of the emulated library that the stories use. Other keys stay unchanged. */
const emulatedKey = /^(?:6625|1406)\d\d$/;

/**
 * The args of a story for a real server, which does not have the emulated library: its film replaces the films of the stories,
 * and its playlist the music.
 */
export function realArgs(args: object, plex: RealPlex): Record<string, unknown> {
  const real: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(args)) {
    if (name === 'ratingKey' && isEmulated(value)) real.ratingKey = plex.video;
    else if ((name === 'playlist' || name === 'album') && isEmulated(value))
      real.playlist = plex.playlist;
    else if (name === 'queue') real.playlist = plex.playlist;
    else real[name] = isPlain(value) ? realArgs(value, plex) : value;
  }
  return real;
}

function isEmulated(value: unknown): boolean {
  return typeof value === 'string' && emulatedKey.test(value);
}

function isPlain(value: unknown): value is object {
  return (
    value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
  );
}
