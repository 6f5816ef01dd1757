import { expect, it } from 'vitest';
import { pageLimit, playerLimit, withRenewal } from './renewal-limits.ts';

it.each([
  [[], 5, playerLimit, [5]],
  [[1, 2], 30_000, playerLimit, [1, 2, 30_000]],
  [[1, 2], 30_001, playerLimit, [2, 30_001]],
  [[1, 2], 30_001, pageLimit, [1, 2, 30_001]],
  [[1, 2], 60_002, pageLimit, [60_002]],
])('%j with a renewal at %i', (renewedAt, now, limit, expected) => {
  const before = [...renewedAt];
  expect(withRenewal(renewedAt, now, limit)).toEqual(expected);
  expect(renewedAt).toEqual(before);
});
