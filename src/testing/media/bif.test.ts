import { describe, expect, it } from 'vitest';
import { writeBif } from '../../../scripts/make-media/choices/bif.ts';
import { bifPictures, pictureAt } from './bif.ts';

const PICTURES = [1, 2, 3].map((length) => new Uint8Array(length).fill(length));
const file = () => new Uint8Array(writeBif(PICTURES, 2000));

describe('preview pictures in a file', () => {
  it('are read with their times', () => {
    const found = bifPictures(file());
    expect(found.map(({ bytes }) => bytes)).toEqual(PICTURES);
    expect(found.map(({ startMs }) => startMs)).toEqual([0, 2000, 4000]);
  });

  it.each([
    [-1, undefined],
    [0, 1],
    [3999, 2],
    [4000, 3],
    [1e9, 3],
  ])('are found at %i ms', (position, length) => {
    expect(pictureAt(bifPictures(file()), position)?.bytes.byteLength).toBe(length);
  });

  it('are left out where the file ends early', () => {
    const whole = file();
    for (let end = 0; end <= whole.byteLength; end += 1) {
      const found = bifPictures(whole.subarray(0, end));
      expect(found.every(({ bytes }) => bytes.byteLength > 0)).toBe(true);
      expect(found.length).toBe(
        [1, 3, 6].filter((size) => end >= whole.byteLength - 6 + size).length,
      );
    }
  });
});
