import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BitrateFacts, lowerBitrate, withLowered } from './lower-bitrate.ts';

describe('lowerBitrate', () => {
  it.each([
    ['half of what was asked for', { askedKbps: 8_000 }, 4_000],
    ['half of the source', { sourceKbps: 6_001 }, 3_000],
    ['half of the smaller one', { askedKbps: 4_000, sourceKbps: 20_000 }, 2_000],
    ['half of the smaller one', { askedKbps: 40_000, sourceKbps: 3_000 }, 1_500],
    ['half of a usual bitrate', {}, 2_000],
    ['half of a usual bitrate', { sourceKbps: 0 }, 2_000],
    ['what the server has left', { sourceKbps: 8_000, availableKbps: 2_500 }, 2_500],
    ['what the server has left', { askedKbps: 4_000, availableKbps: 3_999 }, 3_999],
    [
      'half, where the server says that it has enough',
      { askedKbps: 4_000, availableKbps: 4_000 },
      2_000,
    ],
    ['at least the floor', { askedKbps: 500 }, 320],
    ['at least the floor', { sourceKbps: 8_000, availableKbps: 40 }, 320],
    ['nothing below the floor', { askedKbps: 320 }, undefined],
    ['nothing below the floor', { askedKbps: 200, availableKbps: 100 }, undefined],
  ])('of a video is %s: %o', (_, facts, expected) => {
    expect(lowerBitrate({ mediaType: 'video', ...facts })).toBe(expected);
  });

  it.each([
    ['half of the source', { sourceKbps: 1_000 }, 500],
    ['half of a usual bitrate', {}, 160],
    ['at least the floor', { askedKbps: 96 }, 64],
    ['nothing below the floor', { askedKbps: 64 }, undefined],
  ])('of music is %s: %o', (_, facts, expected) => {
    expect(lowerBitrate({ mediaType: 'audio', ...facts })).toBe(expected);
  });

  it('is a whole number below what was asked for and what the source has', () => {
    const kbps = fc.option(fc.double({ min: -10, max: 1e6, noNaN: true }), { nil: undefined });
    const facts = fc.record<BitrateFacts>({
      mediaType: fc.constantFrom('video', 'audio'),
      askedKbps: kbps,
      sourceKbps: kbps,
      availableKbps: kbps,
    });
    fc.assert(
      fc.property(facts, (given) => {
        const lower = lowerBitrate(given);
        if (lower === undefined) return;
        expect(Number.isSafeInteger(lower) && lower >= 64).toBe(true);
        for (const before of [given.askedKbps, given.sourceKbps])
          if (before !== undefined && before > 0) expect(lower).toBeLessThan(before);
      }),
    );
  });
});

describe('withLowered', () => {
  const lowered = { from: 8_000, kbps: 4_000 };

  it('takes the place of the limit that it was lowered from', () => {
    const asked = { maxVideoBitrateKbps: 8_000, musicBitrateKbps: 320, location: 'wan' } as const;
    expect(withLowered(asked, 'video', lowered)).toEqual({ ...asked, maxVideoBitrateKbps: 4_000 });
    expect(withLowered({}, 'audio', { from: undefined, kbps: 160 })).toEqual({
      musicBitrateKbps: 160,
    });
  });

  it('ends with another limit of the host', () => {
    for (const maxVideoBitrateKbps of [undefined, 6_000, 2_000])
      expect(withLowered({ maxVideoBitrateKbps }, 'video', lowered)).toEqual({
        maxVideoBitrateKbps,
      });
  });
});
