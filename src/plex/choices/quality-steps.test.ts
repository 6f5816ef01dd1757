import { describe, expect, it } from 'vitest';
import { nextLowerStep, qualitySteps } from './quality-steps.ts';

const kbps = (...of: Parameters<typeof qualitySteps>) =>
  qualitySteps(...of).map(({ bitrateKbps }) => bitrateKbps);

describe('qualitySteps', () => {
  it.each([
    [
      '4K',
      { bitrateKbps: 60_000, width: 3840, height: 2160 },
      [20_000, 12_000, 10_000, 8_000, 4_000, 3_000, 2_000, 1_500, 720, 320],
    ],
    [
      '1080p',
      { bitrateKbps: 8_000, width: 1920, height: 1080 },
      [4_000, 3_000, 2_000, 1_500, 720, 320],
    ],
    [
      '1080p in wide screen',
      { bitrateKbps: 9_000, width: 1920, height: 800 },
      [8_000, 4_000, 3_000, 2_000, 1_500, 720, 320],
    ],
    [
      'an upright picture',
      { bitrateKbps: 9_000, width: 608, height: 1080 },
      [8_000, 4_000, 3_000, 2_000, 1_500, 720, 320],
    ],
    [
      '720p of a high bitrate',
      { bitrateKbps: 12_000, width: 1280, height: 720 },
      [4_000, 3_000, 2_000, 1_500, 720, 320],
    ],
    ['a small file', { bitrateKbps: 300, width: 320, height: 180 }, []],
    [
      'a file that nothing is known of',
      {},
      [20_000, 12_000, 10_000, 8_000, 4_000, 3_000, 2_000, 1_500, 720, 320],
    ],
  ])('of %s', (_, source, expected) => {
    expect(kbps('video', source)).toEqual(expected);
  });

  it.each([
    [1_000, [320, 192, 128]],
    [320, [192, 128]],
    [128, []],
    [undefined, [320, 192, 128]],
  ])('of music of %s kbps', (bitrateKbps, expected) => {
    expect(kbps('audio', { bitrateKbps })).toEqual(expected);
  });
});

describe('nextLowerStep', () => {
  const film = { bitrateKbps: 8_000, width: 1920, height: 1080 };
  it.each([
    [undefined, 4_000],
    [4_000, 3_000],
    [2_500, 2_000],
    [320, undefined],
  ])('below %s kbps is %s', (current, expected) => {
    expect(nextLowerStep('video', film, current)?.bitrateKbps).toBe(expected);
  });
});
