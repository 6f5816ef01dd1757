import { describe, expect, it } from 'vitest';
import { holdsSegment, isLater } from './segment-body.ts';

function box(type: string, payload: number): number[] {
  const size = 8 + payload;
  return [
    0,
    0,
    size >> 8,
    size & 255,
    ...new TextEncoder().encode(type),
    ...Array(payload).fill(7),
  ];
}

const body = (...parts: (number[] | string)[]) =>
  new Uint8Array(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...new TextEncoder().encode(part)] : part,
    ),
  ).buffer;

describe('holdsSegment', () => {
  it.each([
    ['fragment', body(box('styp', 16), box('moof', 90), box('mdat', 1))],
    ['fragment whose last box has no size', body(box('moof', 90), [0, 0, 0, 0], 'mdat', [1, 2, 3])],
    ['fragment with a long size', body([0, 0, 0, 1], 'mdat', [0, 0, 0, 0, 0, 0, 0, 17], [9])],
    ['cluster of WebM', body([0x1f, 0x43, 0xb6, 0x75], Array(300).fill(1))],
  ])('finds media in a %s', (_, bytes) => {
    expect(holdsSegment('media', bytes)).toBe(true);
  });

  it.each([
    ['an empty body', body()],
    ['a stub of 78 bytes', body(box('styp', 16), box('free', 46))],
    ['a fragment without data', body(box('moof', 90), box('mdat', 0))],
    ['a stub in another form', body([0x1f, 0x43, 0xb6, 0x75], Array(74).fill(1))],
    ['an error page', body(`<!DOCTYPE html><title>Bad gateway</title>${' '.repeat(300)}`)],
    ['boxes without a size', body([0, 0, 0, 0], 'free', [0, 0, 0, 0], 'mdat')],
    ['a truncated box', body(box('moof', 90), [0, 0, 0])],
    ['a box with a false size', body([255, 255, 255, 255], 'moof', [1])],
  ])('finds no media in %s', (_, bytes) => {
    expect(holdsSegment('media', bytes)).toBe(false);
  });

  it('recognises an initialisation segment by its moov', () => {
    expect(holdsSegment('init', body(box('ftyp', 20), box('moov', 600)))).toBe(true);
    expect(holdsSegment('init', body(box('ftyp', 20)))).toBe(false);
    expect(holdsSegment('init', body())).toBe(false);
  });
});

describe('isLater', () => {
  /** A fragment with a decode time of version 0 or 1. */
  const at = (time: readonly number[], version = time.length === 8 ? 1 : 0, payload = 1) => {
    const tfdt = [0, 0, 0, 12 + time.length, ...letters('tfdt'), version, 0, 0, 0, ...time];
    const traf = [0, 0, 0, 8 + tfdt.length, ...letters('traf'), ...tfdt];
    const moof = [0, 0, 0, 8 + traf.length, ...letters('moof'), ...traf];
    return body(moof, box('mdat', payload));
  };
  const letters = (text: string) => [...new TextEncoder().encode(text)];

  it.each([
    ['a later one', at([0, 0, 0, 9]), at([0, 0, 0, 8]), true],
    ['the same one', at([0, 0, 0, 8]), at([0, 0, 0, 8]), false],
    ['an earlier one', at([0, 0, 0, 7]), at([0, 0, 0, 8]), false],
    ['a later one in long form', at([0, 0, 1, 0, 0, 0, 0, 0]), at([0, 0, 0, 255]), true],
    ['the same one with other data', at([0, 0, 0, 8], 0, 9), at([0, 0, 0, 8]), false],
    [
      'other media without a time',
      body(box('moof', 9), box('mdat', 2)),
      body(box('mdat', 1)),
      true,
    ],
    ['the same media without a time', body(box('mdat', 2)), body(box('mdat', 2)), false],
    ['a time that is cut off', at([0, 0], 0), at([0, 0, 0, 8]), true],
    ['nothing', body(), body(), false],
  ])('%s', (_, next, last, expected) => {
    expect(isLater(next, last)).toBe(expected);
  });
});
