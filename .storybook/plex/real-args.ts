import type { StoryPlex } from './story-plex.ts';

type RealPlex = Pick<StoryPlex, 'video' | 'playlist'>;

/** The films and tracks of the emulated library that stories name. Any other key stands for itself. */
const emulatedKey = /^(?:6625|1406)\d\d$/;

/**
 * The args of a story for a real server, which knows nothing of the emulated library: its film in place of ours, its
 * playlist in place of our music.
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
