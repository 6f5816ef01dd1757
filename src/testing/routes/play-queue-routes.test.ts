import { describe, expect, it } from 'vitest';
import { testServer } from '../test-support/test-server.ts';

interface Queue {
  readonly playQueueID: number;
  readonly playQueueVersion: number;
  readonly playQueueTotalCount: number;
  readonly playQueueSelectedItemID: number;
  readonly playQueueSelectedItemOffset: number;
  readonly allowShuffle: boolean;
  readonly Metadata: readonly { readonly ratingKey: string; readonly playQueueItemID: number }[];
}

function setUp(manyTracks = 0) {
  const test = testServer({ specialItems: true, manyTracks });
  const send = async (method: string, path: string) =>
    (await test.json(
      `/playQueues${path}${path.includes('?') ? '&' : '?'}X-Plex-Client-Identifier=c`,
      { method },
    )) as unknown as Queue;
  const status = async (method: string, path: string) =>
    (await test.get(`/playQueues${path}`, { method })).status;
  const uri = (path: string) =>
    `uri=${encodeURIComponent(`server://x/com.plexapp.plugins.library${path}`)}`;
  const play = (queue: Queue, at: number) =>
    test.get(
      `/:/timeline?ratingKey=140611&state=playing&time=0&X-Plex-Client-Identifier=c&containerKey=/playQueues/${queue.playQueueID}&playQueueItemID=${queue.Metadata[at]?.playQueueItemID}`,
    );
  return { ...test, send, status, uri, play };
}

const keysOf = ({ Metadata }: Queue) => Metadata.map(({ ratingKey }) => ratingKey);
const ALBUM = '/library/metadata/140610';
const MIXED = ['140611', '140612', '140611'];

describe('a play queue', () => {
  it('is made from a playlist, and begins with the key', async () => {
    const { send } = setUp();
    const queue = await send('POST', '?type=audio&playlistID=140600&key=/library/metadata/140612');
    expect(queue).toMatchObject({
      playQueueTotalCount: 3,
      playQueueSelectedItemOffset: 1,
      playQueueShuffled: false,
      playQueueVersion: 1,
      allowShuffle: true,
    });
    expect(keysOf(queue)).toEqual(MIXED);
    expect(new Set(queue.Metadata.map((row) => row.playQueueItemID)).size).toBe(3);
    expect(await send('GET', `/${queue.playQueueID}`)).toEqual(queue);
  });

  it.each(['', '?type=banana', '?type='])(
    'is of one of three types: %j is refused',
    async (type) => {
      const { status, uri } = setUp();
      const path = `${type}${type ? '&' : '?'}${uri(ALBUM)}&X-Plex-Client-Identifier=c`;
      expect(await status('POST', path)).toBe(400);
    },
  );

  it.each([
    ['an album', ALBUM, ['140611', '140612']],
    ['the children of an album', `${ALBUM}/children`, ['140611', '140612']],
    ['an artist', '/library/metadata/17000001/allLeaves', ['140611', '140612']],
    ['some items', '/library/metadata/140612,662548', ['140612', '662548']],
    ['a playlist', '/playlists/140600/items', MIXED],
  ])('is made from the uri of %s', async (_, path, keys) => {
    const { send, uri } = setUp();
    expect(keysOf(await send('POST', `?type=audio&${uri(path)}`))).toEqual(keys);
  });

  it('continues after one item with the rest of its album', async () => {
    const { send, uri } = setUp();
    const queue = await send(
      'POST',
      `?type=audio&continuous=1&${uri('/library/metadata/145002')}&key=/library/metadata/145002`,
    );
    expect(keysOf(queue)).toEqual(['145002', '145003', '145004']);
  });

  it('has rows without media', async () => {
    const { send } = setUp();
    const { Metadata } = await send('POST', '?type=audio&playlistID=140600');
    expect(Metadata[0]).not.toHaveProperty('Media');
    expect(Metadata[0]).toMatchObject({ title: 'Track 1', duration: 6000 });
  });

  it('is not made without a client identifier: the answer is empty', async () => {
    const { json } = setUp();
    const answer = await json('/playQueues?type=audio&playlistID=140600', { method: 'POST' });
    expect(answer).toEqual({ size: 0 });
  });

  it.each(['?type=audio', '?playlistID=140600', '?type=audio&playlistID=1'])(
    'is not made from %j',
    async (query) => {
      const { status } = setUp();
      expect(await status('POST', `${query}&X-Plex-Client-Identifier=c`)).toBe(400);
    },
  );

  it('of an album without a key is Up Next as a whole, and so is not shuffled', async () => {
    const { send, status, uri } = setUp();
    const queue = await send('POST', `?type=audio&${uri(ALBUM)}`);
    expect(queue.allowShuffle).toBe(false);
    expect(await status('PUT', `/${queue.playQueueID}/shuffle`)).toBe(400);
    const keyed = await send('POST', `?type=audio&${uri(ALBUM)}&key=/library/metadata/140611`);
    expect(await status('PUT', `/${keyed.playQueueID}/shuffle`)).toBe(200);
  });

  it('shows a window around its selected row, or around another', async () => {
    const { send } = setUp(250);
    const queue = await send('POST', '?type=audio&playlistID=799999&key=/library/metadata/800100');
    expect(queue).toMatchObject({ playQueueTotalCount: 250, playQueueSelectedItemOffset: 100 });
    expect(keysOf(queue)).toHaveLength(101);
    const path = `/${queue.playQueueID}?own=1&window=2`;
    expect(keysOf(await send('GET', path))).toEqual([
      '800098',
      '800099',
      '800100',
      '800101',
      '800102',
    ]);
    const centre = queue.Metadata[0]?.playQueueItemID;
    const other = await send('GET', `${path}&center=${centre}&includeBefore=0`);
    expect(keysOf(other)).toEqual(['800050', '800051', '800052']);
    // It does not select the row.
    expect(other.playQueueSelectedItemOffset).toBe(100);
  });

  it('changes by requests, each with a higher version', async () => {
    const { send } = setUp();
    const queue = await send('POST', '?type=audio&playlistID=140600&key=/library/metadata/140611');
    const path = `/${queue.playQueueID}`;
    const row = (at: number) => queue.Metadata[at]?.playQueueItemID;
    const added = await send('PUT', `${path}?uri=/library/metadata/140620&next=1`);
    expect(keysOf(added)).toEqual(['140611', '140620', '140612', '140611']);
    const moved = await send('PUT', `${path}/items/${row(2)}/move`);
    expect(keysOf(moved)).toEqual(['140611', '140611', '140620', '140612']);
    const after = await send('PUT', `${path}/items/${row(2)}/move?after=${row(1)}`);
    expect(keysOf(after)).toEqual(['140611', '140620', '140612', '140611']);
    const less = await send('DELETE', `${path}/items/${row(1)}`);
    expect(keysOf(less)).toEqual(['140611', '140620', '140611']);
    const cleared = await send('DELETE', `${path}/items`);
    expect(cleared).toMatchObject({ playQueueTotalCount: 0, playQueueVersion: 6 });
  });

  it('gives its rows new ids when it is shuffled', async () => {
    const { send } = setUp(250);
    const queue = await send('POST', '?type=audio&playlistID=799999&key=/library/metadata/800100');
    const path = `/${queue.playQueueID}`;
    const shuffled = await send('PUT', `${path}/shuffle`);
    expect(shuffled).toMatchObject({ playQueueShuffled: true, playQueueSelectedItemOffset: 0 });
    expect(keysOf(shuffled)[0]).toBe('800100');
    expect(keysOf(shuffled)).not.toEqual(keysOf(shuffled).toSorted());
    const ids = new Set(queue.Metadata.map((row) => row.playQueueItemID));
    expect(shuffled.Metadata.some((row) => ids.has(row.playQueueItemID))).toBe(false);
    const plain = await send('PUT', `${path}/unshuffle`);
    expect(keysOf(plain)).toEqual(keysOf(queue));
  });

  it('selects a row by a timeline only, a moment later', async () => {
    const { send, play, server } = setUp();
    const queue = await send('POST', '?type=audio&playlistID=140600&key=/library/metadata/140611');
    const offset = async () =>
      (await send('GET', `/${queue.playQueueID}`)).playQueueSelectedItemOffset;
    await play(queue, 2);
    expect(await offset()).toBe(0);
    server.advance(1000);
    expect(await offset()).toBe(2);
    const reset = await send('PUT', `/${queue.playQueueID}/reset`);
    expect(reset.playQueueSelectedItemOffset).toBe(0);
  });

  it.each([
    ['GET', '/9'],
    ['PUT', '/9/shuffle'],
    ['DELETE', '/9/items/1'],
    ['GET', '/x'],
    ['DELETE', '/1/items/1'],
    ['PUT', '/1/items/1/move'],
  ])('is 404 for %s %s if it or its row does not exist', async (method, path) => {
    const { send, status } = setUp();
    await send('POST', '?type=audio&playlistID=140600');
    expect(await status(method, path)).toBe(404);
  });

  it.each(['', '?uri=/library/metadata/1'])('refuses to add nothing (%j)', async (query) => {
    const { send, status } = setUp();
    await send('POST', '?type=audio&playlistID=140600');
    expect(await status('PUT', `/1${query}`)).toBe(400);
  });
});
