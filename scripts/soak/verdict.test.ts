import { describe, expect, it } from 'vitest';
import { MEGABYTE, type SoakSample, slopesOf, tooFast } from './verdict.ts';

/** A sample every half minute, for 12 minutes. */
function soak(sampleAt: (minute: number) => Partial<SoakSample>): SoakSample[] {
  return Array.from({ length: 25 }, (_, index) => ({
    minute: index / 2,
    heapBytes: 20 * MEGABYTE,
    domBytes: 3 * MEGABYTE,
    nodes: 600,
    listeners: 200,
    ...sampleAt(index / 2),
  }));
}

const verdictOn = (samples: SoakSample[]) => tooFast(slopesOf(samples, 6));

describe('the verdict on a soak', () => {
  it('accepts what is flat, or falls', () => {
    expect(verdictOn(soak(() => ({})))).toEqual([]);
    expect(verdictOn(soak((minute) => ({ heapBytes: (40 - minute) * MEGABYTE })))).toEqual([]);
  });

  it('accepts growth that ends before the judged half', () => {
    const samples = soak((minute) => ({ heapBytes: (20 + Math.min(minute, 6)) * MEGABYTE }));
    expect(verdictOn(samples)).toEqual([]);
  });

  it.each<[string, (minute: number) => Partial<SoakSample>, RegExp]>([
    [
      'heap',
      (minute) => ({ heapBytes: (20 + 0.15 * minute) * MEGABYTE }),
      /heap grows by 0\.150 MB a minute/,
    ],
    ['nodes', (minute) => ({ nodes: 600 + 4 * minute }), /gets 4\.0 nodes a minute/],
    ['listeners', (minute) => ({ listeners: 200 + 3 * minute }), /gets 3\.0 listeners a minute/],
  ])('names growing %s', (_, sampleAt, sentence) => {
    const problems = verdictOn(soak(sampleAt));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(sentence);
  });

  it('finds a slope among values that vary', () => {
    const slopes = slopesOf(
      soak((minute) => ({ nodes: 600 + 5 * minute + (minute % 1 === 0 ? 6 : -6) })),
      0,
    );
    expect(slopes.nodes).toBeCloseTo(5, 0);
  });

  it('does not mind one moment with more', () => {
    const samples = soak((minute) => ({ nodes: minute === 11 ? 1302 : 1253 + (minute % 1) }));
    expect(verdictOn(samples)).toEqual([]);
  });

  it('accepts no run that was too short to measure', () => {
    expect(tooFast(slopesOf([], 6))).toHaveLength(3);
  });
});
