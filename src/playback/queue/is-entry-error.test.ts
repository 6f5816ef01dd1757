import { expect, it } from 'vitest';
import { errorSentences, type PlaybackErrorCode } from '../core/playback-error-code.ts';
import { isEntryError } from './is-entry-error.ts';

const media = { ratingKey: '140611' };
const codes = Object.keys(errorSentences) as PlaybackErrorCode[];

it('skips for errors of one entry only', () => {
  expect(codes.filter((code) => isEntryError({ code, status: undefined }, media))).toEqual([
    'forbidden',
    'not-found',
    'unsupported',
    'decode',
    'server-error',
  ]);
});

it.each([
  [400, true],
  [409, true],
  [500, true],
  [501, true],
  [undefined, true],
  [302, false],
  [429, false],
  [502, false],
  [503, false],
  [504, false],
])('skips for a server error of status %s: %s', (status, skips) => {
  expect(isEntryError({ code: 'server-error', status }, media)).toBe(skips);
});

it.each([
  [{ ratingKey: '..' }, true],
  [{ ratingKey: '' }, true],
  [{ ratingKey: undefined }, true],
  [{ ratingKey: '140611', mediaIndex: 0.5 }, true],
  [{ ratingKey: '140611', partIndex: -2 }, true],
  [{ ratingKey: '140611', mediaIndex: 1, partIndex: -1 }, false],
  [{ ratingKey: 140_611 }, false],
])('skips for a wrong argument where it is the entry %j: %s', (entry, skips) => {
  const error = { code: 'invalid-argument', status: undefined } as const;
  expect(isEntryError(error, entry as never)).toBe(skips);
});
