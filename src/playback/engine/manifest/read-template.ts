import type { SegmentRun, SegmentTemplate } from './manifest.ts';
import { ManifestError } from './manifest-error.ts';
import { type ManifestOrigin, resolveTemplate } from './segment-url.ts';

/** dash.js goes through all segments of a timeline in one task. */
const MOST_SEGMENTS = 200_000;

interface TemplatePlace {
  readonly id: string;
  readonly bandwidth: number;
  readonly durationSeconds: number;
  /** What relative URLs refer to. */
  readonly base: string;
  readonly origin: ManifestOrigin;
}

/**
 * Reads the segment template of a representation.
 * @param levels The `SegmentTemplate` elements that apply, the innermost first.
 * @throws ManifestError for a missing or invalid one
 */
export function readTemplate(levels: readonly Element[], place: TemplatePlace): SegmentTemplate {
  const attribute = (name: string) =>
    levels.map((level) => level.getAttribute(name)).find((value) => value !== null) ?? undefined;
  const [initialization, media] = ['initialization', 'media'].map(attribute);
  if (!initialization || !media) throw new ManifestError('A track has no segment template.');
  const timescale = wholeNumber('timescale', attribute('timescale'), 1);
  if (timescale === 0) throw new ManifestError('A timescale is 0.');
  return {
    initialization: resolveTemplate(initialization, place, place.base, place.origin),
    media: resolveTemplate(media, place, place.base, place.origin),
    timescale,
    startNumber: wholeNumber('startNumber', attribute('startNumber'), 1),
    presentationTimeOffset: wholeNumber(
      'presentationTimeOffset',
      attribute('presentationTimeOffset'),
      0,
    ),
    segments: readSegments(levels, attribute('duration'), timescale, place.durationSeconds),
  };
}

function readSegments(
  levels: readonly Element[],
  duration: string | undefined,
  timescale: number,
  durationSeconds: number,
): SegmentTemplate['segments'] {
  const units = durationSeconds * timescale;
  const timeline = levels
    .flatMap(({ children }) => Array.from(children))
    .find(({ localName }) => localName === 'SegmentTimeline');
  if (!timeline) {
    const length = wholeNumber('duration', duration, 0);
    if (length === 0 || units / length > MOST_SEGMENTS)
      throw new ManifestError('The segments have no usable length.');
    return length;
  }
  const runs = Array.from(timeline.children, readRun);
  const total = runs.reduce((sum, { d, r }) => sum + (r < 0 ? Math.ceil(units / d) : r + 1), 0);
  if (total === 0 || total > MOST_SEGMENTS)
    throw new ManifestError('The timeline has no segments, or too many.');
  return runs;
}

function readRun(element: Element): SegmentRun {
  const t = element.getAttribute('t');
  const d = wholeNumber('d', element.getAttribute('d') ?? undefined, 0);
  const r = element.getAttribute('r')?.trim() ?? '0';
  if (element.localName !== 'S' || d === 0 || !/^(?:-1|\d{1,9})$/.test(r))
    throw new ManifestError('The timeline has an invalid entry.');
  return { t: t === null ? undefined : wholeNumber('t', t, 0), d, r: Number(r) };
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\s*\d{1,15}\s*$/.test(text)) return value;
  throw new ManifestError(`The attribute ${name} is no whole number.`);
}
