import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlexMarker } from '../item.ts';
import { markerAt, markerKey, skippableMarkers } from './markers.ts';

const marker = (type: string, startSeconds: number, endSeconds?: number, rest: object = {}) => ({
  id: '3096',
  type,
  startSeconds,
  endSeconds,
  ...rest,
});
const spans = (markers: PlexMarker[], length: number) =>
  skippableMarkers({ markers }, length).map(({ type, startSeconds, endSeconds, final }) => [
    type,
    startSeconds,
    endSeconds,
    final,
  ]);

describe('skippableMarkers', () => {
  it.each([
    ['none', [], 100, []],
    [
      'in order',
      [marker('credits', 80, 90), marker('intro', 5, 10)],
      100,
      [
        ['intro', 5, 10, false],
        ['credits', 80, 90, false],
      ],
    ],
    [
      'two of a type',
      [marker('intro', 1, 4), marker('intro', 30, 34)],
      100,
      [
        ['intro', 1, 4, false],
        ['intro', 30, 34, false],
      ],
    ],
    [
      'one that is listed twice',
      [marker('intro', 1, 4), marker('intro', 1, 4)],
      100,
      [['intro', 1, 4, false]],
    ],
    [
      'final credits to the end',
      [marker('credits', 80, 85, { final: true })],
      100,
      [['credits', 80, 100, true]],
    ],
    [
      'final credits of an unknown length',
      [marker('credits', 80, 85, { final: true })],
      0,
      [['credits', 80, Number.POSITIVE_INFINITY, true]],
    ],
    ['an end behind the item', [marker('credits', 80, 500)], 100, [['credits', 80, 100, true]]],
    [
      'an end just before the end of the item',
      [marker('credits', 80, 99.5)],
      100,
      [['credits', 80, 99.5, true]],
    ],
    ['none behind the item', [marker('credits', 120, 130)], 100, []],
    ['none without an end', [marker('intro', 5)], 100, []],
    ['none of no length', [marker('intro', 5, 5), marker('intro', 9, 3)], 100, []],
  ])('gives %s', (_, markers, length, expected) => {
    expect(spans(markers, length)).toEqual(expected);
  });

  it('keeps each marker within the item, for all lists', () => {
    const seconds = fc.oneof(fc.double({ noNaN: false }), fc.integer({ min: -10, max: 200 }));
    const any = fc.record({
      startSeconds: seconds,
      endSeconds: fc.option(seconds, { nil: undefined }),
      final: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any), fc.integer({ min: 1, max: 150 }), (markers, length) => {
        const made = skippableMarkers({ markers }, length);
        for (const { startSeconds, endSeconds } of made) {
          expect(startSeconds).toBeLessThan(endSeconds);
          expect(endSeconds).toBeLessThanOrEqual(length);
        }
        expect(new Set(made.map(markerKey)).size).toBe(made.length);
      }),
    );
  });
});

describe('markerAt', () => {
  const markers = skippableMarkers(
    { markers: [marker('intro', 10, 20), marker('recap', 15, 18), marker('credits', 20, 30)] },
    100,
  );
  it.each([
    [0, undefined],
    [9.99, undefined],
    [10, 'intro'],
    [15, 'recap'],
    [18, 'intro'],
    [20, 'credits'],
    [30, undefined],
  ])('at %d is %s', (seconds, type) => {
    expect(markerAt(markers, seconds)?.type).toBe(type);
  });
});
