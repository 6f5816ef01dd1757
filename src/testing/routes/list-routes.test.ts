import { describe, expect, it } from 'vitest';
import { SPECIAL } from '../library/special-items.ts';
import { testServer } from '../test-support/test-server.ts';

type Row = Record<string, unknown> & {
  readonly ratingKey: string;
  readonly Media: readonly { Part: readonly object[] }[];
};

const { get, json } = testServer({ specialItems: true, manyTracks: 250 });
const MANY = '/playlists/799999/items';

async function list(path: string, init?: RequestInit) {
  const { Metadata, ...fields } = await json(path, init);
  return { rows: Metadata as Row[], fields };
}
const keys = async (path: string) => (await list(path)).rows.map(({ ratingKey }) => ratingKey);

describe('a page of a list', () => {
  it('is named by start and size together', async () => {
    const { rows, fields } = await list(
      `${MANY}?X-Plex-Container-Start=240&X-Plex-Container-Size=100`,
    );
    expect(fields).toMatchObject({ size: 10, offset: 240, totalSize: 250, leafCount: 250 });
    expect(rows[0]).toMatchObject({ ratingKey: '800240', playlistItemID: 241 });
  });

  it('may be named in headers, and is told in headers', async () => {
    const headers = {
      Accept: 'application/json',
      'X-Plex-Container-Start': '0',
      'X-Plex-Container-Size': '3',
    };
    const answer = await get(MANY, { headers });
    expect(answer.headers.get('X-Plex-Container-Start')).toBe('0');
    expect(answer.headers.get('X-Plex-Container-Total-Size')).toBe('250');
    expect(answer.headers.get('Access-Control-Expose-Headers')).toContain(
      'X-Plex-Container-Total-Size',
    );
    expect((await answer.json()).MediaContainer.Metadata).toHaveLength(3);
  });

  it('of size 0 counts only', async () => {
    const { rows, fields } = await list(`${MANY}?X-Plex-Container-Start=0&X-Plex-Container-Size=0`);
    expect([rows, fields.totalSize]).toEqual([[], 250]);
  });

  it.each([
    '',
    '?X-Plex-Container-Size=100',
    '?X-Plex-Container-Start=10',
    '?X-Plex-Container-Start=a&X-Plex-Container-Size=-1',
  ])('is the whole list with %j, without its total size', async (query) => {
    const { rows, fields } = await list(`${MANY}${query}`);
    expect(rows).toHaveLength(250);
    expect(fields).not.toHaveProperty('totalSize');
    expect(fields).not.toHaveProperty('offset');
  });

  it.each([
    `/library/metadata/${SPECIAL.compilation}/children`,
    `/library/metadata/${SPECIAL.compilation}/allLeaves`,
    '/playlists',
    '/library/sections/1/all',
    '/library/sections/2/all?type=8',
    '/library/sections/2/all?type=9',
    '/library/sections/2/all?type=10',
  ])('can be had of %s', async (path) => {
    const all = await keys(path);
    expect(all.length).toBeGreaterThan(1);
    const sign = path.includes('?') ? '&' : '?';
    const page = `${path}${sign}X-Plex-Container-Start=1&X-Plex-Container-Size=1`;
    expect(await keys(page)).toEqual([all[1]]);
  });

  it.each([2500, 10_000])('of %i tracks is answered at once', async (count) => {
    const large = testServer({ manyTracks: count });
    const start = count - 1;
    const last = await large.json(
      `${MANY}?X-Plex-Container-Start=${start}&X-Plex-Container-Size=5`,
    );
    expect(last).toMatchObject({ totalSize: count, Metadata: [{ title: `Track 2 ${count}` }] });
  });
});

describe('a row of a list', () => {
  it.each([
    '/library/sections/1/all',
    '/library/sections/2/all?type=10',
    '/playlists/140600/items',
    '/library/metadata/140610/children',
  ])('of %s has a part without streams', async (path) => {
    const { rows } = await list(path);
    for (const row of rows) {
      expect(row.Media[0]?.Part[0]).toHaveProperty('key');
      expect(row.Media[0]?.Part[0]).not.toHaveProperty('Stream');
    }
  });

  it('of a track names album and artist, the own artist if it is another, and the disc', async () => {
    const { rows } = await list(`/library/metadata/${SPECIAL.compilation}/children`);
    const [first, second, third] = rows;
    const artist = { grandparentTitle: 'Various Artists', grandparentRatingKey: '17000002' };
    expect(first).toMatchObject({
      ...artist,
      grandparentKey: '/library/metadata/17000002',
      parentKey: `/library/metadata/${SPECIAL.compilation}`,
      parentTitle: 'Two Discs',
      originalTitle: 'The Tests',
      ...{ parentIndex: 1, index: 1 },
    });
    expect(second).toMatchObject(artist);
    expect(second).not.toHaveProperty('originalTitle');
    expect(third).toMatchObject({ parentIndex: 2, index: 1 });
  });

  it('has its parents as items', async () => {
    const { rows } = await list('/library/metadata/17000002');
    expect(rows).toMatchObject([{ type: 'artist', title: 'Various Artists' }]);
    expect(await keys('/library/metadata/17000002/children')).toEqual([SPECIAL.compilation]);
    expect((await list(`/library/metadata/${SPECIAL.compilation}`)).rows).toMatchObject([
      { parentRatingKey: '17000002', parentKey: '/library/metadata/17000002' },
    ]);
  });
});

describe('an analysed track', () => {
  const sound = async (ratingKey: string, query = '') => {
    const { rows } = await list(`/library/metadata/${ratingKey}${query}`);
    const part = rows[0]?.Media[0]?.Part[0] as { Stream: object[] } | undefined;
    return part?.Stream[0];
  };

  it('has its levels as texts, and ramps only when they are asked for', async () => {
    expect(await sound('145001')).toMatchObject({ gain: '-9.71', loudness: '-10.10' });
    expect(await sound('145001')).not.toHaveProperty('startRamp');
    expect(await sound('145001', '?includeLoudnessRamps=1')).toMatchObject({
      endRamp: expect.stringContaining('-51.0 0.00'),
    });
    expect(await sound('145002')).not.toHaveProperty('gain');
  });
});

describe('a filter', () => {
  const films = '/library/sections/1/all';
  it.each([
    ['title=reel', ['662570', SPECIAL.splitFilm]],
    ['title%3D=Two+Reels', [SPECIAL.splitFilm]],
    ['title%3D=reel', []],
    ['title=night&year=2025', ['662549']],
    ['title=night&year%3E%3E=2024', ['662549']],
    ['title=night&year%3C%3C=2025', [SPECIAL.vp9WithAc3]],
    ['title=night&year!=2025', [SPECIAL.vp9WithAc3]],
    ['title=night&year=2023,2025', ['662549', SPECIAL.vp9WithAc3]],
    ['title=night&sort=titleSort:desc', ['662549', SPECIAL.vp9WithAc3]],
    ['title=night&sort=titleSort', [SPECIAL.vp9WithAc3, '662549']],
    ['sort=title&limit=1', [SPECIAL.copyable]],
    ['title=night&somethingElse=1', ['662549', SPECIAL.vp9WithAc3]],
  ])('%s finds %j', async (query, found) => {
    expect(await keys(`${films}?${query}`)).toEqual(found);
  });

  it('finds what was not watched', async () => {
    const test = testServer();
    await test.get('/:/scrobble?key=662548');
    const { Metadata } = await test.json(`${films}?unwatched=1`);
    expect((Metadata as Row[]).map(({ ratingKey }) => ratingKey)).not.toContain('662548');
  });

  it('finds by artist and album', async () => {
    const all = '/library/sections/2/all';
    expect(await keys(`${all}?type=9&artist.id=17000002`)).toEqual([SPECIAL.compilation]);
    expect(await keys(`${all}?type=10&album.id=140610`)).toEqual(['140611', '140612']);
  });
});
