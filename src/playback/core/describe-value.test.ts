import { describe, expect, it } from 'vitest';
import { describeValue } from './describe-value.ts';

describe('describeValue', () => {
  it.each([
    ['662548', 'the text "662548"'],
    ['  ', 'an empty text'],
    [7, 'the number 7'],
    [Number.NaN, 'the number NaN'],
    [7n, 'the bigint 7'],
    [true, 'the boolean true'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[], 'an array'],
    [{}, 'an object'],
    [() => {}, 'a function'],
    [Symbol('odd'), 'a symbol'],
    ['a text of many words that goes on', 'the text "a text of many words tha…"'],
  ])('%s', (value, said) => {
    expect(describeValue(value)).toBe(said);
  });

  it.each([
    'sEcr3tTokenOfTwentyC',
    'X-Plex-Token=sEcr3t',
    'http://me:sEcr3t@host',
    `${'a '.repeat(95)}sEcr3tTokenOfTwentyC`,
  ])('shows no token of %s', (value) => {
    expect(describeValue(value)).not.toContain('sEcr3t');
  });
});
