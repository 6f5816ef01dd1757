import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBif } from './bif.ts';

/** A file with pictures of one byte each, whose value is their index. */
function bifFile(timestamps: readonly number[], unit = 1_000): Uint8Array {
  const index = 64 + (timestamps.length + 1) * 8;
  const bytes = new Uint8Array(index + timestamps.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x89, 0x42, 0x49, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);
  view.setUint32(12, timestamps.length, true);
  view.setUint32(16, unit, true);
  for (const [at, timestamp] of [...timestamps, 0xffffffff].entries()) {
    view.setUint32(64 + at * 8, timestamp, true);
    view.setUint32(68 + at * 8, index + at, true);
    if (at < timestamps.length) bytes[index + at] = at;
  }
  return bytes;
}

describe('readBif', () => {
  it.each([
    [-1, undefined],
    [0, 0],
    [9.9, 0],
    [10, 1],
    [25, 2],
    [1e9, 2],
    [Number.NaN, undefined],
  ])('has a picture at %d s: %s', (seconds, picture) => {
    expect(readBif(bifFile([0, 10, 20]))?.pictureAt(seconds)?.[0]).toBe(picture);
  });

  it('takes a unit of 0 for a second', () => {
    expect(readBif(bifFile([0, 10, 20], 0))?.pictureAt(12)?.[0]).toBe(1);
  });

  it('takes the unit of the file, in milliseconds', () => {
    expect(readBif(bifFile([0, 10, 20], 500))?.pictureAt(5)?.[0]).toBe(1);
  });

  it('has none before the first one', () => {
    expect(readBif(bifFile([5]))?.pictureAt(4)).toBeUndefined();
  });

  it('keeps what a file has that breaks off', () => {
    const broken = readBif(bifFile([0, 10, 20]).subarray(0, -1));
    expect(broken?.pictureAt(12)?.[0]).toBe(1);
    expect(broken?.pictureAt(22)).toBeUndefined();
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a page', new TextEncoder().encode('<html>'.repeat(20))],
    ['a header that breaks off', bifFile([0]).subarray(0, 40)],
  ])('is undefined for %s', (_, bytes) => {
    expect(readBif(bytes)).toBeUndefined();
  });

  it('never throws, and never reads beyond the file', () => {
    const file = bifFile([0, 1, 2, 3]);
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 120 }),
        fc.nat(80),
        fc.double(),
        (noise, at, seconds) => {
          const bytes = Uint8Array.from(file);
          bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
          readBif(bytes)?.pictureAt(seconds);
        },
      ),
    );
  });

  it('works on a view that does not start at the start of its buffer', () => {
    const file = bifFile([0, 10]);
    const padded = new Uint8Array(file.length + 7);
    padded.set(file, 7);
    expect(readBif(padded.subarray(7))?.pictureAt(11)?.[0]).toBe(1);
  });
});
