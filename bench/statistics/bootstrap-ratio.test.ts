import { expect, it } from 'vitest';
import { bootstrapRatio, type Pair } from './bootstrap-ratio.ts';
import { median } from './median.ts';

it('takes the middle value, or the mean of the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 7])).toBe(6);
  expect(median([])).toBeNaN();
});

it('divides the medians, and gives an interval around the ratio', () => {
  const pairs: Pair[] = [
    [100, 100],
    [120, 100],
    [140, 100],
    [160, 100],
    [180, 100],
  ];
  const { ratio, low, high } = bootstrapRatio(pairs);
  expect(ratio).toBe(1.4);
  expect(low).toBeGreaterThanOrEqual(1);
  expect(low).toBeLessThan(1.4);
  expect(high).toBeGreaterThan(1.4);
  expect(high).toBeLessThanOrEqual(1.8);
});

it('gives the same interval for the same values', () => {
  const pairs: Pair[] = [
    [31, 20],
    [45, 22],
    [38, 19],
  ];
  expect(bootstrapRatio(pairs)).toEqual(bootstrapRatio(pairs));
});

it('keeps the values of a round together', () => {
  const pairs: Pair[] = [
    [10, 5],
    [100, 50],
    [1000, 500],
  ];
  expect(bootstrapRatio(pairs)).toEqual({ ratio: 2, low: 2, high: 2 });
});
