// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Manifest } from './manifest.ts';
import { ManifestError } from './manifest-error.ts';
import { readManifest as read } from './read-manifest.ts';
import { writeManifest } from './write-manifest.ts';

const url = 'http://plex.test:32400/video/:/transcode/universal/start.mpd';
const readManifest = (text: string) => read(text, { url, redact: (one) => one });

interface Given {
  /** The `S` elements. Without: segments of equal length. */
  readonly timeline?: string;
  /** Attributes of the template. */
  readonly attributes?: string;
  readonly duration?: string;
  readonly representations?: number;
  readonly sets?: number;
}

function mpd({ timeline, attributes = '', duration, representations = 1, sets = 1 }: Given) {
  const inside = timeline === undefined ? '' : `<SegmentTimeline>${timeline}</SegmentTimeline>`;
  const template = `<SegmentTemplate initialization="header" media="$Number$.m4s" ${attributes}>${inside}</SegmentTemplate>`;
  const representation = (_: unknown, id: number) =>
    `<Representation id="${id}" mimeType="video/mp4"/>`;
  const set = `<AdaptationSet>${template}${Array.from({ length: representations }, representation).join('')}</AdaptationSet>`;
  return `<MPD mediaPresentationDuration="${duration ?? 'PT60S'}"><Period>${set.repeat(sets)}</Period></MPD>`;
}

const templatesOf = ({ sets }: Manifest) =>
  sets.flatMap(({ representations }) => representations.map(({ template }) => template));

/** What dash.js 5.2.1 makes of an entry: `_iterateSegments` of its `TimelineSegmentsGetter`. Its own count for a negative `r` can be any. */
function segmentsOf(written: string): { readonly t: number; readonly d: number }[] {
  const document = new DOMParser().parseFromString(written, 'application/xml');
  let at = 0;
  return Array.from(document.getElementsByTagName('S')).flatMap((element) => {
    const [t, d, r] = ['t', 'd', 'r'].map((name) => {
      const value = element.getAttribute(name);
      return value === null ? undefined : Number(value);
    });
    expect(r).toBeGreaterThanOrEqual(0);
    at = t ?? at;
    return Array.from({ length: (r ?? 0) + 1 }, () => {
      const segment = { t: at, d: d ?? 0 };
      at += segment.d;
      return segment;
    });
  });
}

describe('a timeline', () => {
  it.each<[string, Given, readonly unknown[]]>([
    ['one run', { timeline: '<S t="0" d="1" r="59"/>' }, [{ t: 0, d: 1, r: 59 }]],
    ['no times', { timeline: '<S d="2" r="29"/>' }, [{ t: 0, d: 2, r: 29 }]],
    ['a run up to the end', { timeline: '<S t="0" d="7" r="-1"/>' }, [{ t: 0, d: 7, r: 8 }]],
    [
      'a run up to the next',
      { timeline: '<S d="2" r="-1"/><S t="40" d="5" r="3"/>' },
      [
        { t: 0, d: 2, r: 19 },
        { t: 40, d: 5, r: 3 },
      ],
    ],
    [
      'a last segment that is shorter',
      { timeline: '<S d="7" r="7"/><S d="4"/>' },
      [
        { t: 0, d: 7, r: 7 },
        { t: 56, d: 4, r: 0 },
      ],
    ],
    [
      'an offset',
      {
        timeline: '<S t="30000" d="1000" r="-1"/>',
        attributes: 'timescale="1000" presentationTimeOffset="30000"',
      },
      [{ t: 30_000, d: 1_000, r: 59 }],
    ],
    [
      'a duration that is no whole number of units',
      { timeline: '<S d="90000" r="-1"/>', attributes: 'timescale="90000"', duration: 'PT60.1S' },
      [{ t: 0, d: 90_000, r: 60 }],
    ],
    [
      'rounded times',
      {
        timeline: '<S t="21" d="2000" r="9"/><S t="20020" d="2000" r="19"/>',
        attributes: 'timescale="1000"',
      },
      [
        { t: 21, d: 2_000, r: 9 },
        { t: 20_020, d: 2_000, r: 19 },
      ],
    ],
    [
      'an end that is half a second before the stated one',
      { timeline: '<S d="1" r="-1"/>', duration: 'PT60.5S', attributes: 'startNumber="0"' },
      [{ t: 0, d: 1, r: 60 }],
    ],
  ])('with %s is written with its numbers of segments', (_, given, segments) => {
    const manifest = readManifest(mpd(given));
    expect(templatesOf(manifest)[0]?.segments).toEqual(segments);
    expect(readManifest(writeManifest(manifest))).toEqual(manifest);
  });

  const huge = '999999999999999';
  it.each<[string, Given]>([
    ['ends far after the duration', { timeline: `<S t="0" d="1" r="-1"/><S t="${huge}" d="1"/>` }],
    ['ends after the duration', { timeline: '<S t="0" d="1" r="-1"/><S t="300" d="1"/>' }],
    ['ends before the duration', { timeline: '<S t="0" d="1" r="49"/>' }],
    [
      'has an offset that is not its start',
      { timeline: '<S t="0" d="1" r="-1"/>', attributes: `presentationTimeOffset="${huge}"` },
    ],
    [
      'starts at an offset after the duration',
      {
        timeline: `<S t="${huge}" d="1" r="-1"/>`,
        attributes: `presentationTimeOffset="${huge}"`,
      },
    ],
    ['starts late', { timeline: '<S t="10" d="1" r="-1"/>' }],
    ['has a gap', { timeline: '<S d="1" r="9"/><S t="20" d="1" r="-1"/>' }],
    ['has an overlap', { timeline: '<S d="1" r="29"/><S t="20" d="1" r="-1"/>' }],
    ['goes back', { timeline: '<S d="1" r="-1"/><S t="0" d="1" r="-1"/>' }],
    ['has two runs to the end', { timeline: '<S d="1" r="-1"/><S d="1" r="-1"/>' }],
    ['repeats without end', { timeline: '<S d="1" r="999999999"/>' }],
    [
      'has segments of a millisecond',
      { timeline: '<S d="1" r="-1"/>', attributes: 'timescale="1000"' },
    ],
    ['is negative', { timeline: '<S d="1" r="-2"/>' }],
    ['is empty', { timeline: '' }],
    [
      'has too much work for all representations',
      { timeline: '<S d="1" r="-1"/>', duration: 'PT3H', representations: 4 },
    ],
    [
      'has too much work for all tracks',
      { timeline: '<S d="1" r="-1"/>', duration: 'PT3H', sets: 4 },
    ],
    [
      'has a start number that is after its end',
      { timeline: '<S d="1" r="-1"/>', attributes: 'startNumber="62"' },
    ],
  ])('that %s is refused', (_, given) => {
    expect(() => readManifest(mpd(given))).toThrow(ManifestError);
  });

  it('is refused, or what dash.js makes of it is bounded and covers the duration without a gap', () => {
    const number = fc.oneof(fc.nat({ max: 70 }), fc.constantFrom(999_999_999_999_999, 300_000_000));
    const entry = fc.record({
      t: fc.option(number, { nil: undefined, freq: 1 }),
      d: fc.nat({ max: 30 }),
      r: fc.oneof(fc.constant(-1), fc.nat({ max: 60 }), fc.constant(999_999_999)),
    });
    let kept = 0;
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 3 }),
        fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, number),
        (entries, offset) => {
          const timeline = entries
            .map(({ t, d, r }) => `<S${t === undefined ? '' : ` t="${t}"`} d="${d}" r="${r}"/>`)
            .join('');
          let manifest: Manifest;
          try {
            manifest = readManifest(
              mpd({ timeline, attributes: `presentationTimeOffset="${offset}"` }),
            );
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(ManifestError);
            return;
          }
          kept += 1;
          const segments = segmentsOf(writeManifest(manifest));
          expect(segments[0]?.t).toBe(offset);
          segments.forEach(({ t, d }, index) => {
            expect(d).toBeGreaterThan(0);
            expect(t - offset).toBeLessThanOrEqual(61);
            if (index + 1 < segments.length) expect(segments[index + 1]?.t).toBe(t + d);
          });
          const last = segments.at(-1);
          expect((last?.t ?? 0) + (last?.d ?? 0) - offset).toBeGreaterThanOrEqual(59);
        },
      ),
      { numRuns: 3_000 },
    );
    expect(kept).toBeGreaterThan(20);
  });
});

describe('segments of equal length', () => {
  it.each<[string, Given]>([
    ['of one second', { attributes: 'duration="1" startNumber="0"' }],
    ['of six seconds', { attributes: 'duration="6" startNumber="1"' }],
    ['of a day', { attributes: 'duration="1"', duration: 'P1D' }],
    ['of two days', { attributes: 'duration="1"', duration: 'PT48H' }],
    [
      'of a quarter of a second',
      { attributes: 'timescale="1000" duration="250"', duration: 'PT3H' },
    ],
    ['longer than the whole', { attributes: 'duration="10"', duration: 'PT3S' }],
    ['with an offset', { attributes: 'duration="1" presentationTimeOffset="10"' }],
  ])('%s are read', (_, given) => {
    expect(readManifest(mpd(given)).sets).toHaveLength(1);
  });

  it.each<[string, Given]>([
    ['of a millisecond', { attributes: 'timescale="1000" duration="1"' }],
    ['more than a film has', { attributes: 'duration="1"', duration: 'PT100H' }],
    ['with a number after the end', { attributes: 'duration="1" startNumber="999999999999999"' }],
    ['with an offset after the end', { attributes: 'duration="1" presentationTimeOffset="61"' }],
    [
      'with a timescale that cannot be counted with',
      { attributes: 'timescale="999999999999999" duration="999999999999999"' },
    ],
  ])('%s are refused', (_, given) => {
    expect(() => readManifest(mpd(given))).toThrow(ManifestError);
  });
});

it.each<[string, Given]>([
  ['tracks', { attributes: 'duration="1"', sets: 33 }],
  ['representations', { attributes: 'duration="1"', representations: 33 }],
  ['representations of all tracks', { attributes: 'duration="1"', sets: 6, representations: 6 }],
])('refuses too many %s', (_, given) => {
  expect(() => readManifest(mpd(given))).toThrow(ManifestError);
});
