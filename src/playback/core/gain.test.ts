import { expect, it } from 'vitest';
import { toGain } from './gain.ts';

it.each([
  [0.3, 0.3],
  [2, 1],
  [-1, 0],
  [Number.POSITIVE_INFINITY, 1],
  [Number.NaN, undefined],
  ['1', undefined],
  [undefined, undefined],
])('converts %s to %s', (volume, gain) => {
  expect(toGain(volume)).toBe(gain);
});
