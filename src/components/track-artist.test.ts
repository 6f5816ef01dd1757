import { expect, it } from 'vitest';
import type { PlexItem } from '../plex/index.ts';
import { trackArtist } from './track-artist.ts';

const item = (fields: Partial<PlexItem>): PlexItem => ({
  ratingKey: '1',
  type: 'track',
  mediaType: 'audio',
  title: 'Tide Table',
  parts: [],
  ...fields,
});

it.each<[string, Partial<PlexItem>, string | undefined]>([
  ['of the album', { grandparentTitle: 'The Spokes' }, 'The Spokes'],
  [
    'of the track, where it differs',
    { originalTitle: 'Mara Lind', grandparentTitle: 'Various Artists' },
    'Mara Lind',
  ],
  ['of the track, where the album has none', { originalTitle: 'Mara Lind' }, 'Mara Lind'],
  [
    'of the album, where that of the track is empty',
    { originalTitle: '', grandparentTitle: 'The Spokes' },
    'The Spokes',
  ],
  [
    'of a track whose type the server left out',
    { type: '', mediaType: 'video', originalTitle: 'Mara Lind', grandparentTitle: 'The Spokes' },
    'Mara Lind',
  ],
  [
    'none of a movie, whose original title is a title',
    { type: 'movie', originalTitle: 'Soleil' },
    undefined,
  ],
  [
    'the show of an episode',
    { type: 'episode', originalTitle: 'Folge 1', grandparentTitle: 'Spring' },
    'Spring',
  ],
  ['none', {}, undefined],
])('the artist is the one %s', (_, fields, artist) => {
  expect(trackArtist(item(fields))).toBe(artist);
});

it('is none without an item', () => {
  expect(trackArtist(undefined)).toBeUndefined();
});
