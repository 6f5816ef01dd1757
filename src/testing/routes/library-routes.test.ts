import { describe, expect, it } from 'vitest';
import { testServer } from '../test-support/test-server.ts';

type Item = Record<string, unknown> & { Media: { Part: { key: string }[] }[] };

describe('metadata', () => {
  const { get, json } = testServer();

  it('describes an item with its part and streams', async () => {
    const { Metadata } = await json('/library/metadata/140611');
    const [track] = Metadata as Item[];
    expect(track).toMatchObject({
      type: 'track',
      title: 'Track 1',
      duration: 6000,
      parentTitle: 'Tests & Tones',
    });
    expect(track?.Media[0]?.Part[0]).toMatchObject({
      id: 145739,
      key: '/library/parts/145739/1587179308/file.mp3',
      size: 1000,
      Stream: [{ streamType: 2, codec: 'mp3' }],
    });
  });

  it('answers several keys and leaves out unknown ones', async () => {
    const { size, Metadata } = await json('/library/metadata/140612,nothing,662548');
    expect(size).toBe(2);
    expect((Metadata as Item[]).map((item) => item.ratingKey)).toEqual(['140612', '662548']);
  });

  it('is XML unless JSON is accepted', async () => {
    const answer = await get('/library/metadata/140610');
    expect(answer.headers.get('Content-Type')).toBe('text/xml;charset=utf-8');
    expect(await answer.text()).toContain('title="Tests &amp; Tones"');
  });

  it.each([
    '/library/metadata/1',
    '/library/metadata/1/children',
    '/playlists/1',
    '/playlists/1/items',
    '/no/such/path',
  ])('answers 404 to %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('lists the tracks of an album', async () => {
    const { Metadata } = await json('/library/metadata/140610/children');
    expect((Metadata as Item[]).map((item) => item.ratingKey)).toEqual(['140611', '140612']);
  });

  it('lists a playlist in its order, with repeated tracks', async () => {
    const { leafCount, Metadata } = await json('/playlists/140600/items');
    expect(leafCount).toBe(3);
    expect((Metadata as Item[]).map((item) => [item.ratingKey, item.playlistItemID])).toEqual([
      ['140611', 1],
      ['140612', 2],
      ['140611', 3],
    ]);
  });

  it('describes a playlist', async () => {
    const { Metadata } = await json('/playlists/140600');
    expect(Metadata).toMatchObject([{ title: 'Again', playlistType: 'audio', duration: 18_000 }]);
  });

  it('lists sections and their items', async () => {
    const { Directory } = await json('/library/sections');
    expect(Directory).toMatchObject([
      { key: '1', type: 'movie' },
      { key: '2', type: 'artist' },
    ]);
    expect(await json('/library/sections/1/all')).toMatchObject({ size: 4 });
    expect(await json('/library/sections/2/all?type=10')).toMatchObject({ size: 2 });
  });
});
