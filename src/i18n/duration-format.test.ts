import { expect, it, vi } from 'vitest';
import { createDurationFormat } from './duration-format.ts';

it('says hours, minutes and seconds in words', () => {
  const format = createDurationFormat('en');
  expect(format(243)).toBe('4 minutes 3 seconds');
  expect(format(3720)).toBe('1 hour 2 minutes');
  expect(format(1.9)).toBe('1 second');
});

it('says zero seconds at the beginning', () => {
  expect(createDurationFormat('en')(0)).toBe('0 seconds');
});

it('speaks the language of its locale', () => {
  expect(createDurationFormat('de')(62)).toContain('Minute');
});

it('creates no Intl object for English, and says the same as Intl', () => {
  const units = ['hour', 'minute', 'second'].map(
    (unit) => new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }),
  );
  const list = new Intl.ListFormat('en', { type: 'unit', style: 'narrow' });
  const numbers = vi.spyOn(Intl, 'NumberFormat');
  const format = createDurationFormat('en-GB');
  expect(numbers).not.toHaveBeenCalled();
  numbers.mockRestore();
  for (const seconds of [1, 2, 59, 60, 61, 119, 3600, 3601, 3660, 7325, 86_399]) {
    const counts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const words = counts.flatMap((count, at) =>
      count > 0 ? [units[at]?.format(count) ?? ''] : [],
    );
    expect(format(seconds)).toBe(list.format(words));
  }
});
