import { describe, expect, it } from 'vitest';
import type { PlexServerOptions } from '../index.ts';
import { type TestServer, testServer } from '../test-support/test-server.ts';

const video = { client: 'v', playback: 'pv', session: 'tv', item: '662548' } as const;

async function playing(options: PlexServerOptions = {}) {
  const test = testServer(options);
  const player = test.player(video);
  await player.decision();
  await player.start();
  return { ...test, player };
}

const item = async (test: Pick<TestServer, 'json'>) =>
  ((await test.json('/library/metadata/662548')).Metadata as Record<string, unknown>[])[0];

describe('a timeline', () => {
  it('keeps state and position, and logs them', async () => {
    const { player, server, lines } = await playing();
    expect((await player.timeline('paused', 4000)).status).toBe(200);
    expect(server.snapshot().resources).toMatchObject([{ state: 'paused', timeMs: 4000 }]);
    expect(lines('reporting timeline')[0]).toMatch(
      /^\[Req#\w{6}\] Client \[v\] reporting timeline state paused, progress of 4000\/12000ms for guid=.* ratingKey=662548 /,
    );
  });

  it('is accepted by POST, in the query or as a form', async () => {
    const { get, server } = await playing();
    const query = 'ratingKey=662548&state=playing&time=5000&duration=12000';
    const ids = 'X-Plex-Client-Identifier=v&X-Plex-Session-Identifier=pv';
    await get(`/:/timeline?${query}&${ids}`, { method: 'POST' });
    expect(server.snapshot().resources).toMatchObject([{ timeMs: 5000 }]);
    const body = new URLSearchParams(query.replace('5000', '6000'));
    await get(`/:/timeline?${ids}`, { method: 'POST', body });
    expect(server.snapshot().resources).toMatchObject([{ timeMs: 6000 }]);
  });

  it('reads the ids from the form', async () => {
    const { get, server } = await playing();
    const body = new URLSearchParams(
      'ratingKey=662548&state=stopped&time=5000&X-Plex-Client-Identifier=v&X-Plex-Session-Identifier=pv',
    );
    await get('/:/timeline', { method: 'POST', body });
    expect(server.snapshot().resources).toEqual([]);
  });

  it('adds a device for a client that sends its identifier in the form only', async () => {
    const { get, server } = await playing();
    const body = new URLSearchParams(
      'ratingKey=662548&state=playing&time=0&X-Plex-Client-Identifier=form',
    );
    await get('/:/timeline', { method: 'POST', body });
    expect(server.snapshot().devices.map(({ clientIdentifier }) => clientIdentifier)).toEqual([
      'v',
      'form',
    ]);
  });

  it.each([
    'ratingKey=662548&state=playing&time=12001',
    'ratingKey=662548&state=playing&time=1&duration=0',
    'state=playing&time=0&duration=12000',
    'ratingKey=662548&time=0&duration=12000',
    'ratingKey=662548&state=dreaming&time=0&duration=12000',
    'ratingKey=662548&state=playing&time=12001&duration=12000',
    'ratingKey=662548&state=playing&time=-1&duration=12000',
    'ratingKey=662548&state=playing&time=x&duration=12000',
  ])('with %s answers 400', async (query) => {
    expect((await testServer().get(`/:/timeline?${query}`)).status).toBe(400);
  });

  it('with stopped ends the stream and its transcode', async () => {
    const { player, server, lines } = await playing();
    await player.timeline('stopped', 4000);
    expect(server.snapshot()).toMatchObject({ resources: [], jobs: [] });
    expect(lines('Terminated session')[0]).toMatch(/:pv with reason Client stopped playback\.$/);
  });

  it.each([
    ['sid', ['pv2']],
    ['client', []],
  ] as const)('stopped of an old playback, scope %s', async (stopScope, left) => {
    const { player, server } = testServer({ stopScope });
    const next = player({ ...video, playback: 'pv2', session: 'tv2' });
    await player(video).decision();
    await player(video).start();
    await player(video).timeline('stopped');
    await next.decision();
    await next.start();
    await player(video).timeline('stopped');
    expect(server.snapshot().resources.map((resource) => resource.playbackId)).toEqual(left);
  });

  it('of an ended playback is answered with the reason once, then creates a stream', async () => {
    const { player, server } = await playing();
    server.terminate('pv', 'Dinner is ready');
    const told = await (await player.timeline('playing', 1000)).json();
    expect(told.MediaContainer).toMatchObject({
      terminationCode: 2006,
      terminationText: 'Admin terminated playback with reason: Dinner is ready',
    });
    expect(server.snapshot().resources).toEqual([]);
    const again = await (await player.timeline('playing', 1000)).json();
    expect(again.MediaContainer).not.toHaveProperty('terminationCode');
    expect(server.snapshot().resources).toMatchObject([{ playbackId: 'pv', origin: 'timeline' }]);
  });

  it('stores the position to resume from', async () => {
    const test = await playing();
    await test.player.timeline('playing', 4000);
    expect(await item(test)).toMatchObject({ viewOffset: 4000 });
  });

  it('marks an item as watched that passes nine tenths, and not after a jump to the end', async () => {
    const test = await playing();
    await test.player.timeline('playing', 11_900);
    expect(await item(test)).not.toHaveProperty('viewCount');
    await test.player.timeline('playing', 4000);
    await test.player.timeline('playing', 11_900);
    expect(await item(test)).toMatchObject({ viewCount: 1 });
    expect(await item(test)).not.toHaveProperty('viewOffset');
  });
});

describe('scrobble', () => {
  it('marks as watched, and unscrobble as not watched', async () => {
    const test = testServer();
    const mark = (name: string, key = '662548') =>
      test.get(`/:/${name}?identifier=com.plexapp.plugins.library&key=${key}`);
    expect((await mark('scrobble')).status).toBe(200);
    expect(await item(test)).toMatchObject({ viewCount: 1 });
    await mark('unscrobble');
    expect(await item(test)).not.toHaveProperty('viewCount');
    expect((await mark('scrobble', '1')).status).toBe(404);
    expect((await test.get('/:/scrobble')).status).toBe(400);
  });

  it('takes the URI of an item instead of its key', async () => {
    const test = testServer();
    const uri = `library://x/item/${encodeURIComponent('/library/metadata/662548')}`;
    const mark = await test.get(`/:/scrobble?uri=${encodeURIComponent(uri)}`, { method: 'PUT' });
    expect(mark.status).toBe(200);
    expect(await item(test)).toMatchObject({ viewCount: 1 });
    expect((await test.get('/:/scrobble?uri=library://x/item/1')).status).toBe(400);
  });

  it('marks all tracks of an album', async () => {
    const test = testServer();
    await test.get('/:/scrobble?key=140610');
    const { Metadata } = await test.json('/library/metadata/140610/children');
    expect(Metadata).toMatchObject([{ viewCount: 1 }, { viewCount: 1 }]);
  });

  it('and unscrobble are accepted as PUT too', async () => {
    const test = testServer();
    const put = (name: string) => test.get(`/:/${name}?key=662548`, { method: 'PUT' });
    expect((await put('scrobble')).status).toBe(200);
    expect(await item(test)).toMatchObject({ viewCount: 1 });
    expect((await put('unscrobble')).status).toBe(200);
    expect(await item(test)).not.toHaveProperty('viewCount');
  });

  it('progress sets the position', async () => {
    const test = testServer();
    await test.get('/:/progress?key=662548&time=3000&identifier=com.plexapp.plugins.library');
    expect(await item(test)).toMatchObject({ viewOffset: 3000 });
  });
});

describe('rate', () => {
  it.each(['GET', 'PUT'])('stores a rating by %s, and clears it with -1', async (method) => {
    const test = testServer();
    const rate = (rating: string) => test.get(`/:/rate?key=662548&rating=${rating}`, { method });
    expect((await rate('7')).status).toBe(200);
    expect(await item(test)).toMatchObject({ userRating: 7 });
    // What was watched is another matter.
    await test.get('/:/scrobble?key=662548');
    await test.get('/:/unscrobble?key=662548');
    expect(await item(test)).toMatchObject({ userRating: 7 });
    await rate('-1');
    expect(await item(test)).not.toHaveProperty('userRating');
  });

  it.each(['', '11', '-2', 'five'])('refuses %j', async (rating) => {
    const test = testServer();
    expect((await test.get(`/:/rate?key=662548&rating=${rating}`)).status).toBe(400);
    expect(await item(test)).not.toHaveProperty('userRating');
  });
});

describe('the answer to a timeline', () => {
  it('has the state of the playback and of the item', async () => {
    const { player, get } = testServer();
    const ids = { client: 'v', playback: 'p', session: 't', item: '662548' };
    const answered = async (state: string, timeMs: number) =>
      (await (await player(ids).timeline(state, timeMs)).json()).MediaContainer;
    expect(await answered('playing', 3000)).toMatchObject({
      ...{ playbackState: 'playing', viewOffset: 3000, viewCount: 0 },
    });
    const watched = await answered('paused', 11_500);
    expect(watched).toMatchObject({ playbackState: 'paused', viewCount: 1 });
    expect(watched).not.toHaveProperty('viewOffset');
    await get('/:/unscrobble?key=662548');
    expect(await answered('stopped', 2000)).toMatchObject({ viewOffset: 2000, viewCount: 0 });
  });
});
