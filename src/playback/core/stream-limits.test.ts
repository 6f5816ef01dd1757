import { describe, expect, it } from 'vitest';
import { checkLimits, type StreamLimits, withLimits } from './stream-limits.ts';

describe('checkLimits', () => {
  it.each<[StreamLimits, 'video' | 'audio', object]>([
    [{}, 'video', {}],
    [{ maxVideoBitrateKbps: 4_000, musicBitrateKbps: 96 }, 'video', { maxVideoBitrateKbps: 4_000 }],
    [{ maxVideoBitrateKbps: 4_000, network: 'lan' }, 'audio', { location: 'lan' }],
    [{ musicBitrateKbps: 1, network: 'wan' }, 'audio', { musicBitrateKbps: 1, location: 'wan' }],
    // Untyped code may pass null for nothing.
    [{ maxVideoBitrateKbps: null as never, network: null as never }, 'video', {}],
  ])('takes %o for %s', (limits, mediaType, expected) => {
    const given = Object.entries(checkLimits(limits, mediaType)).filter(
      ([, value]) => value ?? false,
    );
    expect(Object.fromEntries(given)).toEqual(expected);
  });

  it.each([0, -1, 0.5, 320.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300, '320', '', {}, true])(
    'refuses the bitrate %o',
    (value) => {
      for (const name of ['maxVideoBitrateKbps', 'musicBitrateKbps'])
        expect(() => checkLimits({ [name]: value }, 'audio')).toThrow(
          expect.objectContaining({
            name: 'PlaybackError',
            code: 'invalid-argument',
            message: expect.stringMatching(
              `^This player was given .* as ${name}. Pass a whole number`,
            ),
          }),
        );
    },
  );

  it.each(['cellular', '', 0, {}])('refuses the network %o', (network) => {
    expect(() => checkLimits({ network: network as never }, 'video')).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        message: expect.stringMatching('"lan" or "wan"'),
      }),
    );
  });
});

it('takes the limits around where none is given', () => {
  const around = { maxVideoBitrateKbps: 4_000, network: 'wan' } as const;
  expect(withLimits({ maxVideoBitrateKbps: 2_000, musicBitrateKbps: 96 }, around)).toEqual({
    maxVideoBitrateKbps: 2_000,
    musicBitrateKbps: 96,
    network: 'wan',
  });
});
