import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PlexServer } from './plex-server.ts';
import { smallCatalogue } from './small-media/small-catalogue.ts';
import { testServer } from './test-support/test-server.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => void vi.useRealTimers());

const video = { client: 'v', playback: 'pv', session: 'tv', item: '662548' } as const;

const ROUTES = ['configure', 'clock', 'fault', 'terminate', 'restart'];
const BUILTINS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__'];
/** Fields that some route reads. */
const FIELDS = [
  'kind status retryAfter location milliseconds bytes everyMs body contentType last aboveKbps ratingKey stamp newRatingKey byMs',
  'times on path method clientIdentifier playbackId transcodeId reason advanceMs',
  'plexPass audioLanguage subtitleLanguage audioStreamParameter embeddedText subtitleSpeed',
  'otherContainer bandwidthHints playedPercent playedAt',
  'evict generation deadSegments warmUpMs warmUp encoderSpeed availableKbps seekHangMs fastSeekRestarts rapidStartsMs stopScope stopDelayMs',
  'cors limits transcodeIdleMs neverFetchedMs decidedMs directPlayMs pausedWithoutPingMs pausedLongerThanMs',
]
  .join(' ')
  .split(' ');
const KINDS =
  'status unreachable latency cut-body truncate trickle body no-cors empty-segments bandwidth new-stamp new-rating-key longer-metadata shorter-metadata'.split(
    ' ',
  );

/** JSON texts of numbers, some of which no number can hold. */
const numbers = fc.constantFrom(
  ...'0 1 -0 -1 0.5 1e-320 200 204 302 404 503 599 2147483647 2147483648 9007199254740993 1e999 -1e999'.split(
    ' ',
  ),
);
const texts = fc.oneof(
  fc.constantFrom(...BUILTINS, ...KINDS, '', '5', '1e999', 'NaN', '662548', 'pv', '/identity'),
  fc.string(),
);
const names = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...FIELDS) },
  { weight: 1, arbitrary: fc.constantFrom(...BUILTINS) },
  { weight: 1, arbitrary: fc.string() },
);
const { value: json } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    numbers,
    texts.map((text) => JSON.stringify(text)),
    fc.constantFrom('null', 'true', 'false'),
    fc.array(tie('value'), { maxLength: 2 }).map((items) => `[${items}]`),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 4 }).map(objectText),
  ),
}));
function objectText(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`)}}`;
}
/** Bodies of the control routes. Most are objects with a field that is read. */
const bodies = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.tuple(names, json), { maxLength: 4 }).map(objectText) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...KINDS), fc.array(fc.tuple(names, json), { maxLength: 4 }))
      .map(([kind, entries]) => objectText([['kind', JSON.stringify(kind)], ...entries])),
  },
  { weight: 2, arbitrary: json },
  { weight: 1, arbitrary: fc.string() },
);

/** What a refused request must not change. Requests and log lines are added by each request. */
function stateOf(server: PlexServer): unknown {
  const { devices, resources, ended, jobs } = server.snapshot();
  return { devices, resources, ended, jobs };
}

async function playing() {
  const test = testServer({ control: true, now: () => 1_700_000_000_000 });
  await test.player(video).decision();
  await test.player(video).start();
  const post = (route: string, body: string) => test.get(`/emu/${route}`, { method: 'POST', body });
  return { ...test, post };
}

describe('the control routes', () => {
  it('answer any body by 200 or 400, and change nothing with 400', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ROUTES), bodies, async (route, body) => {
        const { server, get, post, lines } = await playing();
        const before = stateOf(server);
        const { status, ok } = await post(route, body);
        expect([200, 400]).toContain(status);
        expect(lines('Caught exception')).toEqual([]);
        if (ok) return;
        expect(stateOf(server)).toEqual(before);
        const answer = await get('/identity');
        expect([answer.status, answer.headers.get('Access-Control-Allow-Origin')]).toEqual([
          200,
          '*',
        ]);
        expect(server.snapshot().log.at(-1)?.time).toBe(1_700_000_000_000);
        expect(({} as { evict?: unknown }).evict).toBeUndefined();
      }),
      { numRuns: 600 },
    );
  });

  it('leave a server that works, with every change they accept', async () => {
    vi.useFakeTimers();
    const changes = fc.array(fc.tuple(fc.constantFrom('configure', 'fault', 'clock'), bodies), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const test = await playing();
        const { get, post, player, lines } = test;
        for (const [route, body] of all) await post(route, body);
        const again = player({ ...video, playback: 'p2', session: 't2' });
        const requests = [
          () => again.decision(),
          () => again.start(),
          () => again.segment(),
          () => again.segment(3),
          () => again.timeline('playing', 5),
          () => get('/library/metadata/140611'),
          () => get('/status/sessions'),
          () => get('/emu/log'),
          () => get('/emu/snapshot'),
          () => again.stop(),
        ];
        for (const request of requests) {
          const answer = request().then((response) => response.status);
          // Ends what the server waits for.
          await vi.advanceTimersByTimeAsync(2 ** 31);
          expect(typeof (await answer)).toBe('number');
        }
        expect(lines('Caught exception')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['configure', '{"warmUpMs":1e999}', '`warmUpMs`'],
    ['configure', '{"limits":{"decidedMs":2147483648}}', '`decidedMs`'],
    ['configure', '{"encoderSpeed":"5"}', '`encoderSpeed`'],
    ['configure', '{"constructor":1}', '`constructor`'],
    ['configure', '{"__proto__":{"cors":false}}', '`__proto__`'],
    ['clock', '{}', '`advanceMs`'],
    ['clock', '{"advanceMs":"5"}', '`advanceMs`'],
    ['clock', '{"advanceMs":1e999}', '`advanceMs`'],
    ['clock', '{"advanceMs":9007199254740991}', '`advanceMs`'],
    ['fault', '{}', '`kind`'],
    ['fault', '{"kind":"__proto__"}', '`kind`'],
    ['fault', '{"kind":"status","status":"503"}', '`status`'],
    ['fault', '{"kind":"status","status":503.5}', '`status`'],
    ['fault', '{"kind":"latency","milliseconds":1e10}', '`milliseconds`'],
    ['fault', '{"kind":"unreachable","times":0.5}', '`times`'],
    ['fault', '{"kind":"unreachable","on":{"path":"toString"}}', '`path`'],
    ['fault', '{"kind":"unreachable","on":{"playbackId":"__proto__"}}', '`playbackId`'],
    ['fault', '{"kind":"new-stamp","ratingKey":"constructor","stamp":"1"}', '`ratingKey`'],
    ['terminate', '{}', '`playbackId`'],
    ['terminate', '{"playbackId":"constructor"}', '`playbackId`'],
    ['terminate', '{"playbackId":"pv","reason":5}', '`reason`'],
    ['restart', '[]', 'the body must be a JSON object'],
    ['restart', '"x"', 'the body must be a JSON object'],
  ])('%s refuses %s and names what is wrong', async (route, body, what) => {
    const { post, server } = await playing();
    const before = stateOf(server);
    const answer = await post(route, body);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(what)]);
    expect(stateOf(server)).toEqual(before);
  });

  it.each([
    ['arrays', '[', ']'],
    ['objects', '{"path":', '}'],
  ])('refuse %s in each other', async (_, open, close) => {
    const { post } = await playing();
    const nested = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    for (const route of ROUTES) {
      const { status } = await post(route, `{"kind":"unreachable","on":${nested},"limits":[]}`);
      expect([route, status]).toEqual([route, route === 'restart' ? 200 : 400]);
    }
    expect((await post('fault', `{"kind":"unreachable","times":0,"x":${nested}}`)).status).toBe(
      200,
    );
  });

  it('refuse a body of 9 MB, in one piece or without end', async () => {
    const { post, get } = await playing();
    const answer = await post('fault', JSON.stringify({ kind: 'body', body: 'a'.repeat(9e6) }));
    expect([answer.status, await answer.text()]).toEqual([
      400,
      'coplay: the body must be at most 8388608 bytes.',
    ]);
    let cancelled = false;
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1e6)),
      cancel: () => {
        cancelled = true;
      },
    });
    const endless = { method: 'POST', body, duplex: 'half' } as RequestInit;
    expect((await get('/emu/configure', endless)).status).toBe(400);
    expect(cancelled).toBe(true);
  });

  it.each(BUILTINS)('know no fault %s', async (id) => {
    const { get } = await playing();
    expect((await get(`/emu/fault/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await get(`/emu/${id}`)).status).toBe(404);
  });
});

describe('the routes of Plex', () => {
  const parts = fc.oneof(
    fc.constantFrom(...BUILTINS, '662548', '140611', '140600', '1', '0', '-1', '1e999', 'tv', 'pv'),
    fc.constantFrom('662600', '706300', '706301', '7063006', '7063009', '662610', '662611'),
    fc.webSegment(),
    fc.constantFrom('%', '%00', '%2e%2e', '%F0%9F', ':', '🎧'),
  );
  const paths = fc.oneof(
    parts.map((id) => `/library/metadata/${id}`),
    parts.map((id) => `/library/metadata/${id}/children`),
    fc.tuple(parts, parts).map(([id, stamp]) => `/library/metadata/${id}/thumb/${stamp}`),
    fc.tuple(parts, parts, parts).map((ids) => `/library/parts/${ids.join('/')}`),
    parts.map((id) => `/library/sections/${id}/all`),
    parts.map((id) => `/playlists/${id}`),
    parts.map((id) => `/playlists/${id}/items`),
    parts.map((id) => `/playQueues/${id}`),
    parts.map((id) => `/playQueues/1/items/${id}`),
    parts.map((id) => `/playQueues/1/items/${id}/move`),
    fc.constantFrom('shuffle', 'unshuffle', 'reset', 'items').map((to) => `/playQueues/1/${to}`),
    parts.map((id) => `/library/streams/${id}`),
    parts.map((id) => `/library/parts/${id}`),
    parts.map((id) => `/library/parts/${id}/indexes/sd`),
    fc.tuple(parts, parts).map(([id, at]) => `/library/parts/${id}/indexes/sd/${at}`),
    fc.tuple(parts, parts).map(([id, at]) => `/library/media/${id}/chapterImages/${at}`),
    fc
      .constantFrom('decision', 'start', 'ping', 'stop')
      .map((name) => `/subtitles/:/transcode/universal/${name}`),
    parts.map((id) => `/transcode/sessions/${id}`),
    fc
      .tuple(parts, parts, parts)
      .map((ids) => `/video/:/transcode/universal/session/${ids.join('/')}`),
    fc
      .constantFrom('decision', 'start.mpd', 'start.mp3', 'start.m3u8', 'start', 'ping', 'stop')
      .map((name) => `/video/:/transcode/universal/${name}`),
    fc.constantFrom('/:/timeline', '/:/progress', '/:/scrobble', '/:/unscrobble', '/:/rate'),
    fc.constantFrom('/playQueues', '/photo/:/transcode', '/status/sessions/terminate', '/devices'),
    fc.array(parts).map((ids) => `/${ids.join('/')}`),
  );
  const parameters = fc.constantFrom(
    ...'path session directPlay protocol offset maxVideoBitrate musicBitrate fastSeek subtitles time duration state ratingKey'.split(
      ' ',
    ),
    ...'key uri url type playlistID sessionId reason width height'.split(' '),
    ...'hasMDE mediaIndex partIndex videoResolution audioStreamID subtitleStreamID allParts'.split(
      ' ',
    ),
    ...'encoding format copyts autoAdjustQuality advancedSubtitles videoQuality'.split(' '),
    ...'includeMarkers includeChapters'.split(' '),
    ...'shuffle continuous next after center window title title= year>> sort limit rating'.split(
      ' ',
    ),
    ...'containerKey playQueueItemID X-Plex-Container-Start X-Plex-Container-Size'.split(' '),
    ...'Client-Identifier Session-Identifier Platform Product Device-Name Client-Profile-Name'
      .split(' ')
      .map((name) => `X-Plex-${name}`),
    ...BUILTINS,
  );
  const values = fc.oneof(
    fc.constantFrom('/library/metadata/662548', '/library/metadata/140611', 'playing', 'stopped'),
    fc.constantFrom('/library/metadata/662600', '7063006', '7063007', 'webvtt', 'utf-8', 'srt'),
    fc.constantFrom('burn', 'auto', 'sidecar', 'none'),
    fc.constantFrom('dash', 'http', '1', '0', '-1', '1e999', 'NaN', '1e-320', '9007199254740993'),
    fc.constantFrom('Chrome', 'tv', 'pv', '662548', ...BUILTINS),
    fc.string({ unit: 'binary' }),
  );
  const scopes = fc.constantFrom('videoCodec', 'videoAudioCodec', 'videoProfile', '*', ...BUILTINS);
  const directives = fc
    .tuple(
      fc.constantFrom(
        ...'add-limitation add-transcode-target add-direct-play-profile constructor'.split(' '),
        ...'append-transcode-target-codec add-transcode-target-codec add-settings'.split(' '),
      ),
      fc.array(
        fc.tuple(
          fc.constantFrom(
            ...'scope scopeName type name value context protocol container'.split(' '),
            ...'videoCodec audioCodec subtitleCodec replace isRequired'.split(' '),
            ...BUILTINS,
          ),
          fc.oneof(scopes, fc.constantFrom('upperBound', 'match', 'true', 'streaming', 'dash')),
        ),
        { maxLength: 8 },
      ),
    )
    .map(([verb, pairs]) => `${verb}(${pairs.map((pair) => pair.join('=')).join('&')})`);
  const profile = fc
    .array(directives, { maxLength: 4 })
    .map((all): [string, string] => ['X-Plex-Client-Profile-Extra', all.join('+')]);
  const query = fc.array(fc.oneof(fc.tuple(parameters, values), profile), { maxLength: 6 });
  const usual = new URLSearchParams({
    'X-Plex-Client-Identifier': 'v',
    'X-Plex-Platform': 'Chrome',
    path: '/library/metadata/662548',
  });
  const ranges = fc.oneof(
    fc.constantFrom('bytes=0-', 'bytes=-0', 'bytes=1e999-', `bytes=${'9'.repeat(400)}-`),
    fc.nat().map((from) => `bytes=${from}-`),
  );

  it('answer any request without an internal error', async () => {
    vi.useFakeTimers();
    const small = smallCatalogue();
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD'), paths, query, ranges),
          { minLength: 1, maxLength: 5 },
        ),
        fc.boolean(),
        fc.constantFrom(small, undefined),
        async (requests, json, catalogue) => {
          const { get, lines, player } = testServer({
            ...{ control: true, specialItems: true },
            ...(catalogue && { catalogue }),
          });
          await player(video).decision();
          await get('/playQueues?type=audio&playlistID=140600&X-Plex-Client-Identifier=v', {
            method: 'POST',
          });
          for (const [method, path, pairs, range] of requests) {
            const search = new URLSearchParams([...usual, ...pairs]);
            for (const [name] of pairs) search.set(name, search.getAll(name).at(-1) ?? '');
            const headers = { Range: range, ...(json && { Accept: 'application/json' }) };
            const answer = get(`${path}?${search}`, { method, headers });
            await vi.advanceTimersByTimeAsync(60_000);
            expect((await answer).status).not.toBe(500);
          }
          expect(lines('Caught exception')).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });
});
