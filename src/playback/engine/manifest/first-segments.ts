import type { Manifest, Representation } from './manifest.ts';
import { expandTemplate } from './segment-url.ts';

/** A segment, and the size to expect by its manifest. */
export interface FirstSegment {
  readonly url: string;
  /** Bits per second; 0 if it is not known. */
  readonly bandwidth: number;
  readonly durationSeconds: number;
}

/**
 * The segments that dash.js is going to request first: for each track the initialisation and the segment at `startSeconds`. None of a
 * track with several representations or with a timeline, which is then loaded when dash.js asks for it.
 */
export function firstSegments({ sets }: Manifest, startSeconds: number): FirstSegment[] {
  return sets.flatMap(({ representations: [only, ...others] }) =>
    only && others.length === 0 ? firstOf(only, startSeconds) : [],
  );
}

function firstOf(representation: Representation, startSeconds: number): FirstSegment[] {
  const { initialization, media, timescale, startNumber, segments } = representation.template;
  const { bandwidth } = representation;
  if (typeof segments !== 'number') return [];
  const index = Math.floor((startSeconds * timescale) / segments);
  const values = { number: startNumber + index, time: index * segments };
  return [initialization, media]
    .map((template) => expandTemplate(template, representation, values))
    .filter((url) => url !== undefined)
    .map((url) => ({ url, bandwidth, durationSeconds: segments / timescale }));
}
