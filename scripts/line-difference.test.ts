import { expect, it } from 'vitest';
import { lineDifference } from './line-difference.ts';

it('lists the lines that only one text has', () => {
  expect(lineDifference('a\nb\nc', 'a\nc\nd')).toEqual(['- b', '+ d']);
});

it('counts equal lines', () => {
  expect(lineDifference('a\na\nb', 'a\nb')).toEqual(['- a']);
});

it('lists nothing when lines only moved', () => {
  expect(lineDifference('a\nb', 'b\na')).toEqual([]);
});
