import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchFrom } from './fetch-from.ts';
import { testServer } from './test-support/test-server.ts';

const video = { client: 'v', playback: 'pv', session: 'tv', item: '662548' } as const;

describe('a fault', () => {
  it('applies until it is removed', async () => {
    const { get, server } = testServer();
    const undo = server.inject({ kind: 'status', status: 401 });
    expect((await get('/library/sections')).status).toBe(401);
    undo();
    undo();
    expect((await get('/library/sections')).status).toBe(200);
  });

  it('applies the given number of times', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'status', status: 503, times: 2, retryAfter: 7 });
    const answers = [await get('/identity'), await get('/identity'), await get('/identity')];
    expect(answers.map((answer) => answer.status)).toEqual([503, 503, 200]);
    expect(answers[0]?.headers.get('Retry-After')).toBe('7');
  });

  it.each([
    [{ path: '/decision' }, [429, 200]],
    [{ path: /\/start\.mpd$/ }, [200, 429]],
    [{ clientIdentifier: 'v', path: '/start' }, [200, 429]],
    [{ playbackId: 'other' }, [200, 200]],
    [{ transcodeId: 'tv' }, [429, 429]],
    [{ method: 'post' }, [200, 200]],
  ])('on %j answers decision and start with %j', async (on, expected) => {
    const { player, server } = testServer({ generation: '1.42', evict: 'off' });
    server.inject({ kind: 'status', status: 429, on });
    const answers = [await player(video).decision(), await player(video).start()];
    expect(answers.map((answer) => answer.status)).toEqual(expected);
  });

  it('401 does not affect a running stream, whose segments need no token', async () => {
    const { player, server } = testServer();
    await player(video).decision();
    await player(video).start();
    server.inject({ kind: 'status', status: 401 });
    expect((await player(video).segment(0)).status).toBe(200);
    expect((await player(video).ping()).status).toBe(401);
  });

  it.each([200, 201, 206, 299, 300, 302, 399, 400, 416, 451, 499, 500, 599])(
    'status answers %i with a page',
    async (status) => {
      const { get, server } = testServer();
      server.inject({ kind: 'status', status });
      const answer = await get('/identity');
      expect([answer.status, answer.headers.has('Location')]).toEqual([status, false]);
      expect(await answer.text()).toContain(`<h1>${status} `);
    },
  );

  it.each([204, 205, 304])('status answers %i without a body', async (status) => {
    const { get, server } = testServer();
    server.inject({ kind: 'status', status });
    const answer = await get('/identity');
    expect([answer.status, answer.body]).toEqual([status, null]);
  });

  it('status can name the target of a redirect', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'status', status: 307, location: '//other.test/a?b=1' });
    expect((await get('/identity')).headers.get('Location')).toBe('//other.test/a?b=1');
  });

  it('unreachable is a network error without a line in the log', async () => {
    const { get, server, lines } = testServer();
    const before = lines().length;
    server.inject({ kind: 'unreachable', times: 2 });
    expect((await get('/identity')).type).toBe('error');
    await expect(fetchFrom(server)('http://plex.test/identity')).rejects.toThrow(TypeError);
    expect(lines()).toHaveLength(before);
    expect(server.snapshot().requests.map((request) => request.status)).toEqual([0, 0]);
  });

  it('no-cors removes the CORS header', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'no-cors', on: { path: '/library' } });
    expect((await get('/library/sections')).headers.has('Access-Control-Allow-Origin')).toBe(false);
    expect((await get('/identity')).headers.has('Access-Control-Allow-Origin')).toBe(true);
  });

  it('empty-segments can apply to the last segments only, and not to the initialisation segment', async () => {
    const { player, server } = testServer();
    await player(video).decision();
    await player(video).start();
    server.inject({ kind: 'empty-segments', last: 2 });
    const lengths = [undefined, 9, 10, 11].map(async (segment) =>
      Number((await player(video).segment(segment)).headers.get('Content-Length')),
    );
    expect((await Promise.all(lengths)).map((length) => length > 0)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('bandwidth refuses higher bitrates and accepts a lower limit', async () => {
    const { player, server, lines } = testServer();
    server.inject({ kind: 'bandwidth', aboveKbps: 500 });
    const refused = await player(video).decision();
    expect([refused.status, await refused.text()]).toEqual([
      500,
      'Bandwidth exceeded: 800 kbps > 500 kbps',
    ]);
    expect((await player({ ...video, query: 'maxVideoBitrate=400' }).decision()).status).toBe(200);
    expect(lines('Bandwidth exceeded: 800 kbps > 500 kbps')).toHaveLength(1);
  });

  it('new-stamp makes old part URLs 404', async () => {
    const { get, json, server } = testServer();
    const old = '/library/parts/145739/1587179308/file.mp3';
    server.inject({ kind: 'new-stamp', ratingKey: '140611', stamp: '1700009999' });
    expect((await get(old)).status).toBe(404);
    expect(JSON.stringify(await json('/library/metadata/140611'))).toContain(
      '/library/parts/145739/1700009999/file.mp3',
    );
  });

  it('new-rating-key changes the key of an item and keeps its guid', async () => {
    const { get, json, server } = testServer();
    const guid = async (key: string) =>
      ((await json(`/library/metadata/${key}`)).Metadata as { guid: string }[])[0]?.guid;
    const before = await guid('662548');
    server.inject({ kind: 'new-rating-key', ratingKey: '662548', newRatingKey: '777' });
    expect((await get('/library/metadata/662548')).status).toBe(404);
    expect(await guid('777')).toBe(before);
  });

  it('longer-metadata adds seconds whose segments are empty', async () => {
    const { player, server } = testServer();
    server.inject({ kind: 'longer-metadata', ratingKey: '662548', byMs: 3000 });
    await player(video).decision();
    expect(await (await player(video).start()).text()).toContain(
      'mediaPresentationDuration="PT15S"',
    );
    const behind = await player(video).segment(13);
    expect([behind.status, await behind.text()]).toEqual([200, '']);
    expect((await player(video).segment(15)).status).toBe(404);
  });

  it('shorter-metadata takes seconds away whose segments are served', async () => {
    const { player, server, json } = testServer();
    server.inject({ kind: 'shorter-metadata', ratingKey: '662548', byMs: 5000 });
    const [item] = (await json('/library/metadata/662548')).Metadata as { duration: number }[];
    expect(item).toMatchObject({ duration: 7000, Media: [{ duration: 7000 }] });
    const decided = await (await player(video).decision()).text();
    expect(decided.match(/\bduration="\d+"/g)).toEqual(Array(3).fill('duration="7000"'));
    const mpd = await (await player(video).start()).text();
    expect(mpd.match(/[dD]uration="PT[^"]*"/g)).toEqual(['Duration="PT7S"', 'duration="PT7S"']);
    const behind = await Promise.all([7, 11].map((segment) => player(video).segment(segment)));
    expect(behind.map(({ status }) => status)).toEqual([200, 200]);
    for (const { headers } of behind)
      expect(Number(headers.get('Content-Length'))).toBeGreaterThan(0);
    expect((await player(video).segment(12)).status).toBe(404);
  });

  it('shorter-metadata leaves at least a millisecond, and a longer one adds to it', async () => {
    const { json, server } = testServer();
    const duration = async () =>
      ((await json('/library/metadata/662548')).Metadata as { duration: number }[])[0]?.duration;
    server.inject({ kind: 'shorter-metadata', ratingKey: '662548', byMs: 20_000 });
    expect(await duration()).toBe(1);
    server.inject({ kind: 'longer-metadata', ratingKey: '662548', byMs: 9_000 });
    expect(await duration()).toBe(1000);
  });
});

describe('latency', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('delays the answer', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'latency', milliseconds: 3000 });
    let done = false;
    const answer = get('/identity').then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(2999);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await answer;
  });
});

describe('a restart', () => {
  it('ends and forgets streams and transcodes, keeps devices, and is logged', async () => {
    const { player, server, lines } = testServer();
    await player(video).decision();
    await player(video).start();
    server.restart();
    expect(server.snapshot()).toMatchObject({
      resources: [],
      jobs: [],
      devices: [{ clientIdentifier: 'v' }],
    });
    expect((await player(video).segment(0)).status).toBe(404);
    expect((await player(video).ping()).status).toBe(404);
    const [{ pointer = '' } = {}] = server.snapshot().ended;
    expect(lines('Added', 'Killing', 'Stopping', 'Terminated', 'exit code', 'started')).toEqual([
      'Plex Media Server v1.43 - Server started',
      expect.stringContaining(`Added session ${pointer}:pv`),
      'Killing job.',
      'Stopping transcode session tv',
      `Streaming Resource: Terminated session ${pointer}:pv with reason The server is shutting down.`,
      expect.stringContaining('exit code'),
      'Plex Media Server v1.43 - Server started',
    ]);
  });
});

describe('an invalid fault', () => {
  it.each([
    null,
    undefined,
    'status',
    {},
    { kind: 'nope' },
    { kind: 'constructor' },
    { kind: 'status' },
    { kind: 'status', status: 101 },
    { kind: 'status', status: 199 },
    { kind: 'status', status: 200.5 },
    { kind: 'status', status: 600 },
    { kind: 'status', status: '302' },
    { kind: 'status', status: 302, location: 'a\r\nb: c' },
    { kind: 'status', status: 503, times: 1.5 },
    { kind: 'status', status: 503, retryAfter: 0.5 },
    { kind: 'status', status: 503, on: [] },
    { kind: 'status', status: 503, on: { path: 'toString' } },
    { kind: 'status', status: 503, on: { clientIdentifier: '__proto__' } },
    { kind: 'latency', milliseconds: 2 ** 31 },
    { kind: 'cut-body', bytes: 2 ** 53 },
    { kind: 'empty-segments', last: 0.5 },
    { kind: 'bandwidth', aboveKbps: '5' },
    { kind: 'new-stamp', ratingKey: '1', stamp: 'constructor' },
    { kind: 'new-rating-key', ratingKey: 'constructor', newRatingKey: '1' },
    { kind: 'new-rating-key', ratingKey: '1', newRatingKey: '__proto__' },
    ['status'],
    JSON.parse('{"kind":"unreachable","__proto__":{"times":1}}'),
    { kind: 'truncate', bytes: -1 },
    { kind: 'trickle', bytes: 0, everyMs: 1 },
    { kind: 'trickle', bytes: 1.5, everyMs: 1 },
    { kind: 'trickle', bytes: 1 },
    { kind: 'body' },
    { kind: 'body', body: 5 },
    { kind: 'body', body: '', contentType: 'a\nb' },
    { kind: 'shorter-metadata', ratingKey: '1', byMs: -1 },
    { kind: 'latency', milliseconds: -1 },
    { kind: 'cut-body', bytes: '10' },
    { kind: 'new-stamp', ratingKey: '1' },
    { kind: 'unreachable', times: 'often' },
    { kind: 'unreachable', on: 'everything' },
    { kind: 'unreachable', on: { path: {} } },
  ])('%j is refused, and the server still works', async (fault) => {
    const { get, server } = testServer({ control: true });
    expect(() => server.inject(fault as never)).toThrow(RangeError);
    const body = fault === undefined ? 'garbage' : JSON.stringify(fault);
    expect((await get('/emu/fault', { method: 'POST', body })).status).toBe(400);
    expect((await get('/identity')).status).toBe(200);
  });

  it('null counts as left out, as in JSON', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'status', status: 503, times: null, on: { method: null } } as never);
    expect((await get('/identity')).status).toBe(503);
  });
});
