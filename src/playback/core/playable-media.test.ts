import { describe, expect, it } from 'vitest';
import { checkMedia, contentKey, startOf } from './playable-media.ts';

describe('checkMedia', () => {
  it.each([undefined, null, {}, { ratingKey: '' }, { ratingKey: '  ' }, { ratingKey: {} }])(
    'refuses %j with a typed error',
    (media) => {
      expect(() => checkMedia(media as never)).toThrow(
        expect.objectContaining({ code: 'invalid-argument' }),
      );
    },
  );

  it.each([
    ['662548', 'the text "662548" as media'],
    [140611, 'the number 140611 as media'],
    [null, 'null as media'],
    [['662548', '1'], 'an array as media'],
    [{ playlist: '140600' }, 'an object without a ratingKey as media'],
    [{ ratingKey: '' }, 'whose ratingKey is an empty text'],
    [{ ratingKey: Number.NaN }, 'whose ratingKey is the number NaN'],
  ])('names %j and the right form', (media, given) => {
    expect(() => checkMedia(media as never)).toThrow(given);
    expect(() => checkMedia(media as never)).toThrow('Pass media such as { ratingKey: "662548" }.');
  });

  it('accepts a number as rating key', () => {
    expect(checkMedia({ ratingKey: 662548 } as never)).toEqual({ ratingKey: '662548' });
  });
});

describe('startOf', () => {
  it.each([
    [9.5, 9.5],
    [-5, 0],
    [Number.NaN, 0],
    [Number.POSITIVE_INFINITY, 0],
    ['9', 0],
    [undefined, 0],
  ])('begins at %s s where %s is asked for', (startSeconds, expected) => {
    expect(startOf({ ratingKey: '1', startSeconds: startSeconds as number })).toBe(expected);
  });

  it('is 0 without media', () => {
    expect(startOf(undefined)).toBe(0);
  });
});

describe('contentKey', () => {
  it('is the same for an equal literal, with defaults written out or not', () => {
    const short = contentKey('http://tv', { ratingKey: '1' }, undefined);
    const long = contentKey('http://tv', { ratingKey: '1', mediaIndex: 0 }, undefined);
    expect(short).toBe(long);
  });

  it.each([
    ['another server', 'http://other', { ratingKey: '1' }, undefined],
    ['another item', 'http://tv', { ratingKey: '2' }, undefined],
    ['another version', 'http://tv', { ratingKey: '1', mediaIndex: 1 }, undefined],
    ['its first part only', 'http://tv', { ratingKey: '1', partIndex: 0 }, undefined],
    ['another part', 'http://tv', { ratingKey: '1', partIndex: 1 }, undefined],
    ['another entry of the queue', 'http://tv', { ratingKey: '1' }, 'b'],
  ])('differs for %s', (_name, server, media, entry) => {
    expect(contentKey(server, media, entry)).not.toBe(
      contentKey('http://tv', { ratingKey: '1' }, undefined),
    );
  });

  it('does not depend on where playback begins', () => {
    expect(contentKey('http://tv', { ratingKey: '1', startSeconds: 9 }, undefined)).toBe(
      contentKey('http://tv', { ratingKey: '1' }, undefined),
    );
  });
});
