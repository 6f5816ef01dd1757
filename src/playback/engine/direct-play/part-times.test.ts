import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PartLengths, partTimes, placeAt, timeAt } from './part-times.ts';

describe('partTimes', () => {
  it.each<[string, PartLengths, readonly number[], number]>([
    ['two files', { said: [20, 20], item: 40 }, [0, 20], 40],
    ['three files', { said: [10, 20, 5], item: 35 }, [0, 10, 30], 35],
    ['one file', { said: [20], item: 20 }, [0], 20],
    ['no length of the item', { said: [20, 20] }, [0, 20], 40],
    ['an item that is longer than its files', { said: [20, 15], item: 40 }, [0, 20], 40],
    ['an item that is shorter than its files', { said: [20, 20], item: 20 }, [0, 20], 40],
    ['no length of the second file', { said: [20, undefined], item: 50 }, [0, 20], 50],
    ['no length of the first file', { said: [undefined, 20], item: 50 }, [0, 30], 50],
    ['no length of any file', { said: [undefined, undefined], item: 50 }, [0, 25], 50],
    ['no length at all', { said: [undefined, undefined] }, [0, 0], 0],
    ['lengths that are none', { said: [0, Number.NaN], item: 50 }, [0, 25], 50],
    [
      'a first file that turned out shorter',
      { said: [20, 20], item: 40, found: new Map([[0, 19.5]]) },
      [0, 19.5],
      40,
    ],
    [
      'a last file that turned out shorter',
      { said: [20, 20], item: 40, found: new Map([[1, 5]]) },
      [0, 20],
      25,
    ],
    [
      'files that turned out longer',
      {
        said: [20, undefined],
        item: 40,
        found: new Map([
          [0, 21],
          [1, 22],
        ]),
      },
      [0, 21],
      43,
    ],
    [
      'a file of which the browser knows no length',
      { said: [20, 20], item: 40, found: new Map([[1, Number.POSITIVE_INFINITY]]) },
      [0, 20],
      40,
    ],
  ])('lays out %s', (_, lengths, starts, end) => {
    expect(partTimes(lengths)).toEqual({ starts, end });
  });
});

describe('placeAt', () => {
  const times = partTimes({ said: [20, 20, 10], item: 50 });
  it.each([
    [0, 0, 0],
    [19.9, 0, 19.9],
    [20, 1, 0],
    [30, 1, 10],
    [40, 2, 0],
    [50, 2, 10],
    [60, 2, 20],
    [-1, 0, 0],
  ])('finds %d s', (seconds, index, offset) => {
    expect(placeAt(times, seconds)).toEqual({ index, offset });
  });

  it('finds the first file where no length is known', () => {
    expect(placeAt(partTimes({ said: [undefined, undefined] }), 5)).toEqual({
      index: 0,
      offset: 5,
    });
  });
});

describe('a position', () => {
  const lengths = fc.array(fc.option(fc.double({ min: 0.001, max: 20_000, noNaN: true })), {
    minLength: 1,
    maxLength: 8,
  });
  const input = fc.record({
    said: lengths.map((all) => all.map((one) => one ?? undefined)),
    item: fc.option(fc.double({ min: 0, max: 200_000, noNaN: true }), { nil: undefined }),
    found: fc
      .array(fc.tuple(fc.nat(7), fc.double({ min: 0.001, max: 20_000, noNaN: true })))
      .map((all) => new Map(all)),
  });

  it('is the same after the way to its file and back', () => {
    fc.assert(
      fc.property(input, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const times = partTimes(given);
        const seconds = share * times.end;
        const place = placeAt(times, seconds);
        expect(timeAt(times, place)).toBeCloseTo(seconds, 6);
        expect(place.offset).toBeGreaterThanOrEqual(0);
        expect(place.index).toBeLessThan(given.said.length);
      }),
    );
  });

  it('never lies before an earlier one', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { starts, end } = partTimes(given);
        const all = [...starts, end];
        expect(all).toHaveLength(given.said.length + 1);
        for (const [index, start] of all.entries())
          expect(start).toBeGreaterThanOrEqual(all[index - 1] ?? 0);
      }),
    );
  });
});
