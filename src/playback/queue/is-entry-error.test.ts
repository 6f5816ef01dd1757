import { expect, it } from 'vitest';
import { errorSentences, type PlaybackErrorCode } from '../core/playback-error-code.ts';
import { isEntryError } from './is-entry-error.ts';

const codes = Object.keys(errorSentences) as PlaybackErrorCode[];

it('skips for errors of one entry only', () => {
  expect(codes.filter((code) => isEntryError({ code, status: undefined }))).toEqual([
    'invalid-argument',
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
  expect(isEntryError({ code: 'server-error', status })).toBe(skips);
});
