import { describe, expect, it } from 'vitest';
import { createPlexServer } from './create-plex-server.ts';
import { testServer } from './test-support/test-server.ts';

describe('the token', () => {
  const { get } = testServer({ token: 's3cr3t-token' });
  const status = async (path: string, init?: RequestInit) => (await get(path, init)).status;

  it('is needed everywhere except for the identity', async () => {
    expect(await status('/identity')).toBe(200);
    expect(await status('/library/metadata/662548')).toBe(401);
    expect(await status('/library/metadata/662548?X-Plex-Token=wrong')).toBe(401);
    expect(await status('/library/metadata/662548?X-Plex-Token=s3cr3t-token')).toBe(200);
    expect(
      await status('/library/metadata/662548', { headers: { 'X-Plex-Token': 's3cr3t-token' } }),
    ).toBe(200);
  });

  it('is answered with an HTML page if refused, for any Accept', async () => {
    const answer = await get('/status/sessions', { headers: { Accept: 'application/json' } });
    expect(answer.headers.get('Content-Type')).toBe('text/html');
    expect(await answer.text()).toBe(
      '<html><head><title>Unauthorized</title></head><body><h1>401 Unauthorized</h1></body></html>',
    );
  });

  it('adds no device if refused', async () => {
    const test = testServer({ token: 's3cr3t-token' });
    await test.get('/library/sections?X-Plex-Client-Identifier=stranger');
    expect(test.server.snapshot().devices).toEqual([]);
  });

  it('is not in log, snapshot or manifest', async () => {
    const test = testServer({ token: 's3cr3t-token' });
    const player = test.player({ client: 'v', playback: 'p', session: 't', item: '662548' });
    await player.decision();
    await player.start();
    await player.timeline('playing', 10);
    await test.get(
      '/photo/:/transcode?url=%2Flibrary%2Fx%3FX-Plex-Token%3Ds3cr3t-token&x-plex-token=s3cr3t-token',
    );
    await test.get('/library/s3cr3t-token?X-Plex-Token=s3cr3t-token');
    await test.get('/identity?s3cr3t-token=1&x=%733cr3t-token');
    const named = { client: 's3cr3t-token', playback: 's3cr3t-token', session: 's3cr3t-token' };
    const careless = test.player({ ...named, item: '662548' });
    await careless.decision();
    await careless.start();
    expect(JSON.stringify(test.server.snapshot())).not.toContain('s3cr3t-token');
    await careless.timeline('stopped');
    expect(JSON.stringify(test.server.snapshot())).not.toContain('s3cr3t-token');
    expect(test.lines('%733cr3t')).toEqual([]);
    expect(test.lines('/decision?')[0]).toContain(`X-Plex-Token=${'x'.repeat(20)}`);
  });
});

describe('CORS', () => {
  it('allows every page to read the answer and its range', async () => {
    const answer = await testServer().get('/identity');
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('Content-Range');
  });

  it('answers a preflight without a token and without a log line', async () => {
    const { get, lines } = testServer({ token: 's' });
    const headers = { 'Access-Control-Request-Headers': 'x-plex-token,range' };
    const answer = await get('/library/sections', { method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('Access-Control-Allow-Headers')).toBe('x-plex-token,range');
    expect(lines('OPTIONS')).toEqual([]);
  });

  it('can be switched off', async () => {
    const answer = await testServer({ cors: false }).get('/identity');
    expect(answer.headers.has('Access-Control-Allow-Origin')).toBe(false);
  });
});

describe('a base path', () => {
  it.each(['plex/abc', '/plex/abc/', '//plex/abc'])('%s is /plex/abc', async (basePath) => {
    const { fetch, basePath: path } = createPlexServer({ basePath });
    expect(path).toBe('/plex/abc');
    expect((await fetch(new Request('http://h/plex/abc/identity'))).status).toBe(200);
    expect((await fetch(new Request('http://h/identity'))).status).toBe(404);
  });

  it.each(['/a?b', '/a#b', '/a b', 5 as never])('%s is refused', (basePath) => {
    expect(() => createPlexServer({ basePath })).toThrow(RangeError);
  });

  const { server, get } = testServer({ basePath: '/plex/abc' });

  it('is removed before routing', async () => {
    expect((await get('/identity')).status).toBe(200);
    expect(server.snapshot().requests.at(-1)?.path).toBe('/identity');
  });

  it.each(['/identity', '/plex/abcd/identity', '/plex'])('answers %s with 404', async (path) => {
    const before = server.snapshot().requests.length;
    expect((await server.fetch(new Request(`http://plex.test${path}`))).status).toBe(404);
    expect(server.snapshot().requests).toHaveLength(before);
  });
});

describe('the request log', () => {
  it('has a Request and a Completed line as Plex writes them', async () => {
    const { get, lines } = testServer({ token: 'tok', userName: 'kim' });
    await get('/library/parts/1/2/file.mp3?X-Plex-Token=tok', { headers: { Range: 'bytes=0-' } });
    const [request, completed] = lines('file.mp3');
    expect(request).toMatch(
      /^Request: \[127\.0\.0\.1:\d+ \(Loopback\)\] GET \/library\/parts\/1\/2\/file\.mp3\?X-Plex-Token=x{20} \(1 live\) #[0-9a-f]{6} Signed-in Token \(kim\) \(range: bytes=0-\)$/,
    );
    expect(completed).toMatch(
      /^Completed: \[127\.0\.0\.1:\d+\] 404 GET \/library\/parts\/1\/2\/file\.mp3\?\S+ \(1 live\) #[0-9a-f]{6} \d+ms \d+ bytes \(range: bytes=0-\)$/,
    );
  });

  it('keeps each request with its ids, in the order of arrival', async () => {
    const { player, server } = testServer();
    const video = player({ client: 'v', playback: 'p', session: 't', item: '662548' });
    await video.decision();
    await video.start();
    await video.segment(0);
    const ids = { clientIdentifier: 'v', playbackId: 'p', transcodeId: 't', status: 200 };
    expect(server.snapshot().requests).toMatchObject([
      { ...ids, path: '/video/:/transcode/universal/decision', query: { protocol: 'dash' } },
      { ...ids, path: '/video/:/transcode/universal/start.mpd' },
      { transcodeId: 't', clientIdentifier: undefined, status: 200 },
    ]);
  });

  it('answers an internal error with 500', async () => {
    const reasons = [new Error('the disk is gone'), 'no error at all'];
    const { get, lines } = testServer({
      catalogue: {
        videos: [],
        tracks: [],
        albums: [{ ratingKey: '1', title: '', artist: '', year: 1, art: 'gone.png', tracks: [] }],
        playlists: [],
        read: () => Promise.reject(reasons.shift()),
      },
    });
    expect((await get('/library/metadata/1/thumb/1')).status).toBe(500);
    expect(lines('the disk is gone')).toHaveLength(1);
    expect((await get('/library/metadata/1/thumb/1')).status).toBe(500);
    expect(lines('no error at all')).toHaveLength(1);
  });
});
