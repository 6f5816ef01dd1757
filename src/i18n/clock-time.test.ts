import { expect, it } from 'vitest';
import { clockTime } from './clock-time.ts';

it('writes minutes and seconds', () => {
  expect(clockTime(0)).toBe('0:00');
  expect(clockTime(59.99)).toBe('0:59');
  expect(clockTime(243)).toBe('4:03');
});

it('writes hours when the time or the item has some', () => {
  expect(clockTime(3723)).toBe('1:02:03');
  expect(clockTime(5, 3600)).toBe('0:00:05');
});

it('writes an invalid time as 0:00', () => {
  expect(clockTime(Number.NaN)).toBe('0:00');
  expect(clockTime(-3)).toBe('0:00');
});
