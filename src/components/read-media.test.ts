import { describe, expect, it } from 'vitest';
import { readMedia, readSource } from './read-media.ts';

describe('readMedia', () => {
  const read = (props: object) => readMedia('SinglePlayer', 'media', props);

  it('takes an item as it is', () => {
    const media = { ratingKey: '1', startSeconds: 3 };
    expect(read({ media })).toEqual({ media, connectionError: undefined });
  });

  it('takes a rating key for an item, in place of media or beside it', () => {
    expect(read({ media: '1' }).media).toEqual({ ratingKey: '1' });
    expect(read({ media: 1 }).media).toEqual({ ratingKey: '1' });
    expect(read({ ratingKey: '1' }).media).toEqual({ ratingKey: '1' });
    expect(read({ media: { ratingKey: '2' }, ratingKey: '1' }).media).toEqual({ ratingKey: '2' });
  });

  it('waits for media that is given and undefined', () => {
    expect(read({ media: undefined })).toEqual({ media: undefined, connectionError: undefined });
  });

  it('says what to pass when there is none', () => {
    const { connectionError } = read({ playlist: '1' });
    expect(connectionError?.code).toBe('invalid-argument');
    expect(connectionError?.message).toContain('Pass media={{ ratingKey: "662548" }}');
  });
});

describe('readSource', () => {
  it('takes a list, a playlist or an album, by number too', () => {
    const queue = [{ ratingKey: '1' }];
    expect(readSource({ queue }).source).toEqual({ queue });
    expect(readSource({ playlist: '1' }).source).toEqual({ playlist: '1' });
    expect(readSource({ album: 1 }).source).toEqual({ album: '1' });
  });

  it('waits for a list that is given and undefined', () => {
    expect(readSource({ playlist: undefined })).toEqual({
      source: undefined,
      connectionError: undefined,
    });
  });

  it.each([
    [{}, 'was given nothing to play'],
    [{ media: { ratingKey: '1' } }, 'as media'],
    [{ ratingKey: '1' }, 'as ratingKey'],
    [{ playlist: { ratingKey: '1' } }, 'as playlist'],
  ])('says of %o what to pass', (props, words) => {
    const { source, connectionError } = readSource(props);
    expect(source).toBeUndefined();
    expect(connectionError?.code).toBe('invalid-argument');
    expect(connectionError?.message).toContain(words);
    expect(connectionError?.message).toContain('Pass playlist="140600"');
  });
});
