import { expect, it } from 'vitest';
import { findTitle } from './find-title.ts';

const titles = ['Éclair', 'Tide Table', 'echo', '1999', 'Tempo Run', 'Tide Two', 'Łódź'];
const find = (typed: string, from: number) =>
  findTitle(titles.length, (at) => titles[at] ?? '', typed, from);

it.each([
  ['goes to the next title with a letter', 't', 1, 4],
  ['goes on from the end to the start', 't', 5, 1],
  ['stays at the only one', '1', 3, 3],
  ['ignores case', 'E', 0, 2],
  ['ignores accents of titles', 'e', 2, 0],
  ['ignores accents of keys', 'É', 0, 2],
  ['takes a row that begins so, while more letters come', 'ti', 1, 1],
  ['goes on to the next one when it does not', 'te', 1, 4],
  ['takes spaces inside of words', 'tide tw', 1, 5],
  ['goes from match to match with the same letter', 'tt', 1, 4],
  ['finds digits', '19', 0, 3],
  ['finds nothing', 'tx', 1, -1],
  ['finds no word inside of a title', 'run', 0, -1],
])('%s', (_, typed, from, at) => {
  expect(find(typed, from)).toBe(at);
});

it('finds nothing in an empty list', () => {
  expect(findTitle(0, () => '', 'a', 0)).toBe(-1);
});
