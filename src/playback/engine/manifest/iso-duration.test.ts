import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readIsoDuration, writeIsoDuration } from './iso-duration.ts';

// XML Schema, part 2, section 3.2.6.
it.each([
  ['PT1H2M3.5S', 3723.5],
  ['P1DT1S', 86_401],
  ['P2D', 172_800],
  ['PT0S', 0],
  ['P0D', 0],
  [' PT61S\n', 61],
  ['P0Y0M0DT0H1M1.500S', 61.5],
  ['P0Y', 0],
  ['P00Y1D', 86_400],
  ['PT1M1.5000000000S', 61.5],
  [`PT61.5${'0'.repeat(400)}S`, 61.5],
  ['PT0000000000061S', 61],
])('reads %j', (text, seconds) => {
  expect(readIsoDuration(text)).toBe(seconds);
});

it.each([
  null,
  '',
  'P',
  'PT',
  'P1DT',
  'P1Y',
  'P0Y1M',
  '-PT1S',
  'PT1,5S',
  'PT61.S',
  'PT.5S',
  'pt61s',
  'PT1S1M',
  'P1H',
  'PT1e3S',
  'PT1M 1S',
])('does not read %j', (text) => {
  expect(readIsoDuration(text)).toBeUndefined();
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.nat({ max: 3_600_000_000 }), (milliseconds) => {
      expect(readIsoDuration(writeIsoDuration(milliseconds / 1_000))).toBe(milliseconds / 1_000);
    }),
  );
});
