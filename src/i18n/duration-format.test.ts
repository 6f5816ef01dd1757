import { expect, it } from 'vitest';
import { createDurationFormat } from './duration-format.ts';

it('says hours, minutes and seconds in words', () => {
  const format = createDurationFormat('en');
  expect(format(243)).toBe('4 minutes 3 seconds');
  expect(format(3720)).toBe('1 hour 2 minutes');
  expect(format(1.9)).toBe('1 second');
});

it('says nothing else than zero seconds at the beginning', () => {
  expect(createDurationFormat('en')(0)).toBe('0 seconds');
});

it('speaks the language it was made for', () => {
  expect(createDurationFormat('de')(62)).toContain('Minute');
});
