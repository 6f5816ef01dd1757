import { describe, expect, it } from 'vitest';
import type { PlexPart } from '../part.ts';
import { pickVersion, versionsOf } from './version-choice.ts';

const part = (mediaIndex: number, rest: Partial<PlexPart> = {}): PlexPart => ({
  id: `${mediaIndex}`,
  key: '',
  mediaIndex,
  partIndex: 0,
  selected: false,
  streams: [],
  ...rest,
});
const uhd = { width: 3840, height: 2160, bitrateKbps: 40_000 };
const hd = { width: 1920, height: 1080, bitrateKbps: 8_000 };
const sd = { width: 720, height: 480, bitrateKbps: 1_500 };
const played = { container: 'mp4' };

describe('pickVersion', () => {
  const rows: [string, PlexPart[], readonly [number, number] | undefined, number | undefined][] = [
    ['none', [], undefined, undefined],
    ['the only one', [part(0, uhd)], [1920, 1080], 0],
    ['the largest', [part(0, sd), part(1, uhd), part(2, hd)], undefined, 1],
    ['what fits the screen', [part(0, uhd), part(1, sd), part(2, hd)], [1920, 1080], 2],
    ['what fits a screen that stands upright', [part(0, uhd), part(1, hd)], [1080, 1920], 1],
    ['the smallest of those too large', [part(0, uhd), part(1, hd)], [800, 600], 1],
    ['what needs no conversion', [part(0, uhd), part(1, { ...sd, ...played })], undefined, 1],
    ['what is there', [part(0, { ...uhd, ...played, exists: false }), part(1, sd)], undefined, 1],
    [
      'what is missing where all are',
      [part(0, { ...sd, exists: false }), part(1, { ...hd, accessible: false })],
      undefined,
      1,
    ],
    ['the higher bitrate', [part(0, { ...hd, bitrateKbps: 4_000 }), part(1, hd)], undefined, 1],
    ['the first of equals', [part(0, hd), part(1, hd)], undefined, 0],
    [
      'a whole version',
      [
        part(0, { ...uhd, ...played }),
        part(0, { ...uhd, partIndex: 1 }),
        part(1, { ...sd, ...played }),
      ],
      undefined,
      1,
    ],
  ];
  it.each(rows)('takes %s', (_, parts, screenPixels, mediaIndex) => {
    const plays = ({ container }: PlexPart) => container === 'mp4';
    expect(pickVersion(parts, { plays, screenPixels })?.mediaIndex).toBe(mediaIndex);
  });
});

it('groups the files of a version', () => {
  const files = [part(0), part(0, { partIndex: 1 }), part(1)];
  expect(versionsOf(files).map(({ parts }) => parts.length)).toEqual([2, 1]);
});
