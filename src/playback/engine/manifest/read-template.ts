import type { SegmentTemplate } from './manifest.ts';
import { ManifestError } from './manifest-error.ts';
import { readTimeline } from './read-timeline.ts';
import type { SegmentBudget } from './segment-budget.ts';
import { type ManifestOrigin, resolveTemplate } from './segment-url.ts';
import { wholeNumber } from './whole-number.ts';

/** Of a track. Two days of segments of one second, as Plex has them. */
const MOST_SEGMENTS = 200_000;
/** On average. A transcode of Plex has segments of one second and more. Seconds. */
const SHORTEST_SECONDS = 0.1;
/** Units per second. With more, the times of a presentation are no exact numbers. */
const LARGEST_TIMESCALE = 1_000_000_000;

interface TemplatePlace {
  readonly id: string;
  readonly bandwidth: number;
  readonly durationSeconds: number;
  /** What relative URLs refer to. */
  readonly base: string;
  readonly origin: ManifestOrigin;
  readonly budget: SegmentBudget;
}

/**
 * Reads the segment template of a representation.
 * @param levels The `SegmentTemplate` elements that apply, the innermost first.
 * @throws ManifestError for a missing or invalid one, and for one that does not agree with the duration
 */
export function readTemplate(levels: readonly Element[], place: TemplatePlace): SegmentTemplate {
  const attribute = (name: string) =>
    levels.map((level) => level.getAttribute(name)).find((value) => value !== null) ?? undefined;
  const number = (name: string, fallback: number) => wholeNumber(name, attribute(name), fallback);
  const [initialization, media] = ['initialization', 'media'].map((name) => {
    const template = attribute(name);
    if (!template) throw new ManifestError('A track has no segment template.');
    return resolveTemplate(template, place, place.base, place.origin);
  }) as [string, string];
  // dash.js does not fill them in.
  if (/\$(?:Number|Time)/.test(initialization))
    throw new ManifestError('An initialisation is numbered.');
  const timescale = number('timescale', 1);
  if (timescale === 0 || timescale > LARGEST_TIMESCALE)
    throw new ManifestError('A timescale is 0, or too large.');
  const units = place.durationSeconds * timescale;
  const startNumber = number('startNumber', 1);
  const presentationTimeOffset = number('presentationTimeOffset', 0);
  if (presentationTimeOffset > units)
    throw new ManifestError('A track starts after the end of the presentation.');
  const timeline = levels
    .flatMap(({ children }) => Array.from(children))
    .find(({ localName }) => localName === 'SegmentTimeline');
  const segments = timeline
    ? readTimeline(timeline, { ...place, timescale, presentationTimeOffset, units })
    : number('duration', 0);
  const count =
    typeof segments === 'number'
      ? Math.ceil(units / segments)
      : segments.reduce((sum, { r }) => sum + r + 1, 0);
  // The last segment, and one beyond the end, may be short. Infinite where they have no length.
  const most = Math.min(MOST_SEGMENTS, place.durationSeconds / SHORTEST_SECONDS + 2);
  if (!(count <= most)) throw new ManifestError('The segments have no usable length.');
  if (startNumber > count) throw new ManifestError('The number of the first segment is too high.');
  return { initialization, media, timescale, startNumber, presentationTimeOffset, segments };
}
