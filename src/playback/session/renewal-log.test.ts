import { expect, it } from 'vitest';
import { createRenewalLog } from './renewal-log.ts';

it('keeps the last twenty times, and leaves a list that was read before unchanged', () => {
  const log = createRenewalLog();
  log.note(1);
  const before = log.at;
  for (let now = 2; now <= 25; now += 1) log.note(now);
  expect(before).toEqual([1]);
  expect(log.at).toHaveLength(20);
  expect(log.at.at(0)).toBe(6);
  expect(log.at.at(-1)).toBe(25);
});
