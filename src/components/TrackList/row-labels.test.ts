import { describe, expect, it } from 'vitest';
import type { PlexItem } from '../../plex/index.ts';
import { rowLabels } from './row-labels.ts';

const album = (fields: Partial<PlexItem>): Partial<PlexItem> => ({
  parentRatingKey: '145000',
  ...fields,
});

/** Number and disc of each row. */
function labelsOf(...items: (Partial<PlexItem> | undefined)[]) {
  const labels = rowLabels(
    items.map((fields, at) => ({
      currentMediaGuid: `${at}`,
      media: { ratingKey: `${at}` },
      item: fields && {
        ...{ ratingKey: `${at}`, type: 'track', mediaType: 'audio', title: '', parts: [] },
        ...fields,
      },
    })),
  );
  return items.map((_, at) => [labels.numberOf(at), labels.discOf(at)]);
}

const two = [
  album({ parentIndex: 1, index: 1 }),
  album({ parentIndex: 1, index: 2 }),
  album({ parentIndex: 2, index: 1 }),
];

describe('the rows of a list', () => {
  it('have the numbers of their discs, and each disc a heading', () => {
    expect(labelsOf(...two)).toEqual([
      [1, 1],
      [2, undefined],
      [1, 2],
    ]);
  });

  it('have no heading in an album of one disc', () => {
    expect(labelsOf(album({ parentIndex: 1, index: 3 }), album({ index: 7 }))).toEqual([
      [3, undefined],
      [7, undefined],
    ]);
  });

  it.each<[string, (Partial<PlexItem> | undefined)[]]>([
    ['of several albums', [two[0], { ...two[2], parentRatingKey: '145001' }]],
    ['in another order of discs', [two[2], two[0]]],
    ['in another order of numbers', [two[1], two[0]]],
    ['with a track twice', [two[1], two[1]]],
    ['without albums', [{ index: 4 }, { index: 5 }]],
    ['that is not described yet', [two[1], undefined, two[2]]],
  ])('are counted in a list %s', (_, items) => {
    expect(labelsOf(...items)).toEqual(items.map((_, at) => [at + 1, undefined]));
  });

  it.each([
    ['first', [undefined, { originalTitle: 'A' }, { originalTitle: 'A' }], false],
    ['in the middle', [{ originalTitle: 'A' }, undefined, { originalTitle: 'A' }], false],
    ['between two artists', [{ originalTitle: 'A' }, undefined, { originalTitle: 'B' }], true],
    ['alone', [undefined], false],
  ] as const)(
    'show artists only where they differ, with an entry without description %s',
    (_, items, shows) => {
      const entries = items.map((fields, at) => ({
        currentMediaGuid: `${at}`,
        media: { ratingKey: `${at}` },
        item: fields && {
          ...{
            ratingKey: `${at}`,
            type: 'track',
            mediaType: 'audio' as const,
            title: '',
            parts: [],
          },
          ...fields,
        },
      }));
      expect(rowLabels(entries).showsArtist).toBe(shows);
    },
  );

  it('are counted where the server has no number', () => {
    expect(labelsOf(album({ index: 1 }), album({}), album({}))).toEqual([
      [1, undefined],
      [2, undefined],
      [3, undefined],
    ]);
  });

  it('are counted in their disc', () => {
    const [one, two] = [album({ parentIndex: 1 }), album({ parentIndex: 2 })];
    expect(labelsOf(one, two)).toEqual([
      [1, 1],
      [1, 2],
    ]);
    expect(labelsOf(one, one, { ...two, index: 1 }, two, two)).toEqual([
      [1, 1],
      [2, undefined],
      [1, 2],
      [2, undefined],
      [3, undefined],
    ]);
  });
});
