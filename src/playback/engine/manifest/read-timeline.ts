import type { SegmentRun } from './manifest.ts';
import { ManifestError } from './manifest-error.ts';
import type { SegmentBudget } from './segment-budget.ts';
import { wholeNumber } from './whole-number.ts';

/** The first frame may be that late or early: the sound has some milliseconds before it. Seconds. */
const START_SECONDS = 0.1;
/** dash.js asks for the segment that is 10 ms after the end of the one before. With a longer gap it finds none, and ends. Seconds. */
const GAP_SECONDS = 0.01;
/** How far the end may be from the stated one. After the end of the timeline, dash.js searches in steps of 0.3 s. Seconds. */
const END_SECONDS = 1;

export interface TimelinePlace {
  /** Units per second. */
  readonly timescale: number;
  /** Where the presentation starts. Units. */
  readonly presentationTimeOffset: number;
  /** The stated duration. Units. */
  readonly units: number;
  readonly budget: SegmentBudget;
}

/**
 * Reads a `SegmentTimeline`. Each run gets its start and its number of segments: dash.js (5.2.1) repeats one with a negative `r` up to
 * the `t` of the next, or to duration and offset, however far that is.
 *
 * @throws ManifestError for an invalid timeline, one with gaps, and one that does not agree with the duration
 */
export function readTimeline(timeline: Element, place: TimelinePlace): SegmentRun[] {
  const { timescale, presentationTimeOffset, units, budget } = place;
  const end = presentationTimeOffset + units;
  const entries = Array.from(timeline.children, readEntry);
  let at = presentationTimeOffset;
  let length = 0;
  const runs = entries.map(({ t, d, r }, index) => {
    const isFirst = index === 0;
    const start = t ?? (isFirst ? 0 : at);
    if (Math.abs(start - at) > timescale * (isFirst ? START_SECONDS : GAP_SECONDS))
      throw new ManifestError('The timeline has a gap, or goes back.');
    const until = entries[index + 1]?.t ?? end;
    if (r < 0 && until <= start) throw new ManifestError('The timeline repeats nothing.');
    // A last segment of some milliseconds may hold no frame.
    const repeats = r < 0 ? Math.max(0, Math.ceil((until - start) / d - 0.01) - 1) : r;
    budget.spend(repeats + 1);
    at = start + d * (repeats + 1);
    length = d;
    if (at - d > end + timescale * END_SECONDS)
      throw new ManifestError('The timeline is longer than the presentation.');
    return { t: start, d, r: repeats };
  });
  if (length === 0) throw new ManifestError('The timeline has no segments.');
  if (at < end - timescale * END_SECONDS)
    throw new ManifestError('The timeline is shorter than the presentation.');
  return runs;
}

/** An `S` as it is written. Without `t` it starts where the one before ends; a negative `r` is any number of repeats. */
function readEntry(element: Element) {
  const t = element.getAttribute('t');
  const d = wholeNumber('d', element.getAttribute('d') ?? undefined, 0);
  const r = element.getAttribute('r')?.trim() ?? '0';
  if (element.localName !== 'S' || d === 0 || !/^(?:-1|\d{1,9})$/.test(r))
    throw new ManifestError('The timeline has an invalid entry.');
  return { t: t === null ? undefined : wholeNumber('t', t, 0), d, r: Number(r) };
}
