import { describe, expect, it } from 'vitest';
import { ascii, box, concat, uint32 } from '../test-support/tiny-catalogue.ts';
import { findBox, listBoxes } from './boxes.ts';

describe('listBoxes', () => {
  it('lists boxes with their positions', () => {
    const bytes = concat([box('ftyp', ascii('iso6')), box('free')]);
    expect(listBoxes(bytes)).toEqual([
      { type: 'ftyp', start: 0, body: 8, end: 12 },
      { type: 'free', start: 12, body: 20, end: 20 },
    ]);
  });

  it('reads a 64 bit size', () => {
    const bytes = new Uint8Array([
      ...uint32(1),
      ...ascii('mdat'),
      ...uint32(0),
      ...uint32(20),
      1,
      2,
      3,
      4,
    ]);
    expect(listBoxes(bytes)).toEqual([{ type: 'mdat', start: 0, body: 16, end: 20 }]);
  });

  it('reads size 0 as "to the end"', () => {
    const bytes = new Uint8Array([...uint32(0), ...ascii('mdat'), 1, 2, 3]);
    expect(listBoxes(bytes)).toEqual([{ type: 'mdat', start: 0, body: 8, end: 11 }]);
  });

  it('works on a view into a larger array', () => {
    const view = concat([new Uint8Array(5), box('free')]).subarray(5);
    expect(listBoxes(view)).toEqual([{ type: 'free', start: 0, body: 8, end: 8 }]);
  });

  it.each([
    ['a cut header', new Uint8Array([0, 0, 0])],
    ['a cut 64 bit header', new Uint8Array([...uint32(1), ...ascii('mdat'), 0, 0])],
    ['a size smaller than its header', new Uint8Array([...uint32(7), ...ascii('free')])],
    ['a box longer than the file', new Uint8Array([...uint32(99), ...ascii('free')])],
  ])('refuses %s', (_, bytes) => {
    expect(() => listBoxes(bytes)).toThrow(/^coplay: no box can be read at byte 0/);
  });
});

describe('findBox', () => {
  const bytes = box('moov', box('mvhd'), box('trak', box('mdia', ascii('x'))));
  const [moov] = listBoxes(bytes);

  it('follows a path downwards', () => {
    expect(findBox(bytes, moov!, ['trak', 'mdia'])?.type).toBe('mdia');
  });

  it('returns undefined when a step is missing', () => {
    expect(findBox(bytes, moov!, ['udta', 'meta'])).toBeUndefined();
  });
});
