import { expect, it } from 'vitest';
import { bufferedGradient } from './buffered-gradient.ts';

it('draws one band for each loaded range', () => {
  const gradient = bufferedGradient(
    [
      { start: 0, end: 15 },
      { start: 30, end: 60 },
    ],
    60,
  );
  expect(gradient).toContain('var(--_buffered) 0.00% 25.00%');
  expect(gradient).toContain('var(--_buffered) 50.00% 100.00%');
});

it('draws nothing while the duration is unknown or nothing is loaded', () => {
  expect(bufferedGradient([{ start: 0, end: 5 }], 0)).toBe('none');
  expect(bufferedGradient([], 60)).toBe('none');
});

it('stays inside when a file is longer than its item', () => {
  expect(bufferedGradient([{ start: 0, end: 61 }], 60)).toContain('0.00% 100.00%');
});
