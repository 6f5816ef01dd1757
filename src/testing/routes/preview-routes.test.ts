import { describe, expect, it } from 'vitest';
import { CHOICE_ITEMS } from '../library/choice-items.ts';
import { bifPictures } from '../media/bif.ts';
import { choiceServer, FILM, PART } from '../test-support/choice-server.ts';

type Row = Record<string, unknown>;

function setUp() {
  const server = choiceServer({ specialItems: true });
  const item = async (key: string, query = '') => {
    const { Metadata } = await server.json(`/library/metadata/${key}?${query}`);
    return (
      Metadata as [Row & { Media: [Row & { Part: [Row] }]; Marker?: Row[]; Chapter?: Row[] }]
    )[0];
  };
  const bytes = async (path: string) => {
    const answer = await server.get(path);
    return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };
  return { ...server, item, bytes };
}

describe('preview pictures', () => {
  it('are named by the part that has them', async () => {
    const { item } = setUp();
    expect((await item(FILM)).Media[0].Part[0]).toMatchObject({ indexes: 'sd' });
    expect((await item('662560')).Media[0].Part[0].indexes).toBeUndefined();
  });

  it('come in one file, or one by one: the last that begins before the position', async () => {
    const { bytes } = setUp();
    const whole = await bytes(`/library/parts/${PART}/indexes/sd`);
    expect(whole.answer.headers.get('Content-Type')).toBe('application/octet-stream');
    const pictures = bifPictures(whole.bytes);
    expect(pictures.map(({ startMs }) => startMs)).toEqual([0, 2000, 4000, 6000, 8000, 10_000]);
    for (const [position, at] of [
      [0, 0],
      [1999, 0],
      [2000, 1],
      [11_000, 5],
      [99_000, 5],
    ] as const) {
      const one = await bytes(`/library/parts/${PART}/indexes/sd/${position}`);
      expect(one.answer.headers.get('Content-Type')).toBe('image/jpeg');
      expect(one.bytes).toEqual(pictures[at]?.bytes);
    }
  });

  it.each([
    ['another index', `/library/parts/${PART}/indexes/hd`],
    ['a part without', '/library/parts/706260/indexes/sd'],
    ['a picture of a part without', '/library/parts/706260/indexes/sd/0'],
    ['an unknown part', '/library/parts/1/indexes/sd'],
    ['a file that is gone', '/library/parts/710014/indexes/sd'],
    ['a picture of it', '/library/parts/710014/indexes/sd/0'],
    ['no position', `/library/parts/${PART}/indexes/sd/soon`],
    ['an unknown chapter', '/library/media/706301/chapterImages/9'],
    ['a chapter of an unknown version', '/library/media/1/chapterImages/1'],
  ])('are answered 404 for %s', async (_, path) => {
    expect((await setUp().get(path)).status).toBe(404);
  });

  it('end early, or have no unit of time', async () => {
    const { bytes, get } = setUp();
    const cut = await bytes('/library/parts/710013/indexes/sd');
    expect(new DataView(cut.bytes.buffer).getUint32(12, true)).toBe(6);
    expect(bifPictures(cut.bytes).length).toBeLessThan(6);
    expect((await get('/library/parts/710013/indexes/sd/0')).status).toBe(200);
    const plain = bifPictures((await bytes('/library/parts/710010/indexes/sd')).bytes);
    expect(plain.map(({ startMs }) => startMs)).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
  });
});

describe('marks', () => {
  it('are there if they are asked for, not sorted, and with one id for all', async () => {
    const { item } = setUp();
    expect((await item(FILM)).Marker).toBeUndefined();
    expect((await item(FILM, 'includeMarkers=1')).Marker).toEqual([
      { id: 3096, type: 'credits', startTimeOffset: 10_400, endTimeOffset: 12_000, final: true },
      { id: 3096, type: 'intro', startTimeOffset: 1600, endTimeOffset: 3200 },
      { id: 3096, type: 'commercial', startTimeOffset: 5600, endTimeOffset: 6400 },
      { id: 3096, type: 'intro', startTimeOffset: 0, endTimeOffset: 1200 },
      { id: 3096, type: 'credits', startTimeOffset: 8000, endTimeOffset: 8800 },
    ]);
  });

  it('are hidden from an account without a Plex Pass', async () => {
    const { item, server, json } = setUp();
    server.configure({ plexPass: false });
    expect((await item(FILM, 'includeMarkers=1&includeChapters=1')).Marker).toBeUndefined();
    expect((await item(FILM, 'includeChapters=1')).Chapter).toHaveLength(4);
    expect(await json('/')).toMatchObject({ myPlexSubscription: false });
  });

  it('may be behind the end, without a length, backwards, and there twice', async () => {
    const { item } = setUp();
    const { Marker, duration } = await item(CHOICE_ITEMS.looseEnds, 'includeMarkers=1');
    const starts = Marker?.map(({ startTimeOffset }) => Number(startTimeOffset)) ?? [];
    expect(Math.max(...starts)).toBeGreaterThan(Number(duration));
    expect(new Set(starts).size).toBeLessThan(starts.length);
  });
});

describe('chapters', () => {
  it('have titles or none, and a picture', async () => {
    const { item, bytes } = setUp();
    expect((await item(FILM)).Chapter).toBeUndefined();
    const { Chapter = [] } = await item(FILM, 'includeChapters=1');
    expect(Chapter.map(({ index, tag, startTimeOffset }) => [index, tag, startTimeOffset])).toEqual(
      [
        [1, 'Departure', 0],
        [2, 'Open water', 2800],
        [3, '', 6000],
        [4, 'Landing', 9200],
      ],
    );
    const picture = await bytes(String(Chapter[1]?.thumb));
    const previews = bifPictures((await bytes(`/library/parts/${PART}/indexes/sd`)).bytes);
    expect(picture.bytes).toEqual(previews[1]?.bytes);
  });

  it('are left out of lists', async () => {
    const { json } = setUp();
    const { Metadata } = await json('/library/sections/1/all?includeChapters=1&includeMarkers=1');
    for (const row of Metadata as Row[]) {
      expect(row).not.toHaveProperty('Chapter');
      expect(row).not.toHaveProperty('Marker');
    }
  });
});
