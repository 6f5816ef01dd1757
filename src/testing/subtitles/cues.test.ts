import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cue } from './cue.ts';
import { formatOf, readCues } from './read-cues.ts';
import { writeCues } from './write-cues.ts';

const cue = fc
  .record({
    // Hundredths of a second are all that ASS has.
    start: fc.nat({ max: 3_000_000 }),
    length: fc.nat({ max: 1000 }),
    text: fc.stringMatching(/^[A-Za-zäß,.!?']([A-Za-zäß ,.!?'\n]{0,20}[A-Za-zäß.!?'])?$/),
  })
  .map(
    ({ start, length, text }): Cue => ({
      startMs: start * 10,
      endMs: (start + length) * 10,
      text: text.replace(/ *\n[ \n]*/g, '\n'),
    }),
  );

describe.each(['srt', 'vtt', 'ass'] as const)('subtitles in %s', (format) => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(cue, { minLength: 1, maxLength: 8 }), (cues) => {
        const sorted = cues.toSorted((a, b) => a.startMs - b.startMs);
        const text = writeCues(format, sorted);
        expect(formatOf(text)).toBe(format);
        expect(readCues(text)).toEqual(sorted);
      }),
    );
  });
});

describe('reading subtitles', () => {
  it.each([
    ['nothing', ''],
    ['a page', '<!doctype html><p>12 --> 13</p>'],
    ['times without text', '1\n00:00:01,000 --> 00:00:02,000\n\n'],
    ['half a row of ASS', '[Script Info]\nDialogue: 0,0:00:01.00'],
  ])('finds none in %s', (_, text) => {
    expect(readCues(text)).toEqual([]);
  });

  it('takes Windows line ends, hours of any length, and drops markup', () => {
    const text = '1\r\n100:00:01,5 --> 100:00:02,000\r\n<i>Far</i> away\r\n\r\n';
    expect(readCues(text)).toEqual([
      { startMs: 360_001_500, endMs: 360_002_000, text: 'Far away' },
    ]);
  });
});
