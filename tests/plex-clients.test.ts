import { type Movie, Playlist, PlexServer as PlexClient } from '@ctrl/plex';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../scripts/listen.ts';

/** Two clients other than coplay use the emulated server over HTTP. */
let plex: ListeningPlexServer;

beforeAll(async () => {
  plex = await startPlexServer({ evict: 'strict' });
});
afterAll(() => plex.close());

describe('@ctrl/plex', () => {
  let client: PlexClient;

  beforeAll(async () => {
    client = new PlexClient(plex.baseUrl, plex.token ?? '');
    await client.connect();
  });

  it('connects and reads the identity of the server', () => {
    expect(client.friendlyName).toBe('coplay emulated server');
    expect(client.machineIdentifier).toMatch(/^[0-9a-z]{40}$/);
    expect(client.version).toMatch(/^1\.43\./);
    expect(client.ownerFeatures).toContain('session_kick');
  });

  it('is refused with a wrong token', async () => {
    await expect(new PlexClient(plex.baseUrl, 'wrong').connect()).rejects.toThrow('401');
  });

  it('finds films in their section, and marks one as watched', async () => {
    const library = await client.library();
    const section = await library.section('Fitness');
    const films = (await section.all()) as Movie[];
    const film = films.find(({ ratingKey }) => ratingKey === '662548');
    expect(film?.title).toBe('Sunrise Ride');
    await film?.markWatched();
    expect(film?.isWatched).toBe(true);
    await film?.markUnwatched();
    expect(film?.isWatched).toBe(false);
  });

  it('lists the music', async () => {
    const library = await client.library();
    const section = await library.section('Music');
    const tracks = 'searchTracks' in section ? await section.searchTracks() : [];
    expect(tracks.length).toBeGreaterThanOrEqual(8);
  });

  it('opens a playlist', async () => {
    const { MediaContainer } = await client.query<{ MediaContainer: { Metadata: [object] } }>(
      '/playlists/140600',
    );
    const playlist = new Playlist(client, MediaContainer.Metadata[0], '/playlists/140600');
    const [first] = await playlist.items();
    expect(first?.ratingKey).toBe('140611');
  });

  it('creates a play queue from a film and reads it', async () => {
    const library = await client.library();
    const section = await library.section('Fitness');
    const [film] = (await section.all()) as Movie[];
    const queue = await client.createPlayQueue(film!);
    expect(queue.length).toBe(1);
    expect(queue.items[0]?.ratingKey).toBe(film?.ratingKey);
  });

  it('reports a timeline, is listed in the sessions, and is removed when it stops', async () => {
    const timeline = (state: string, time: number) =>
      client.query(
        `/:/timeline?ratingKey=140612&key=/library/metadata/140612&state=${state}&time=${time}&duration=20000&X-Plex-Session-Identifier=ctrl-1`,
        'post',
      );
    const sessions = async () => {
      const { MediaContainer } = await client.query<{
        MediaContainer: { Metadata?: { Session: { id: string }; Player: { product: string } }[] };
      }>('/status/sessions');
      return MediaContainer.Metadata ?? [];
    };
    await timeline('playing', 1000);
    expect(await sessions()).toMatchObject([
      {
        ratingKey: '140612',
        viewOffset: 1000,
        Session: { id: 'ctrl-1' },
        Player: { product: 'PlexAPI', state: 'playing' },
      },
    ]);
    await timeline('stopped', 2000);
    expect(await sessions()).toEqual([]);
  });

  it('ends a session from the dashboard', async () => {
    const query =
      'ratingKey=140613&state=playing&time=0&duration=20000&X-Plex-Session-Identifier=ctrl-2';
    await client.query(`/:/timeline?${query}`, 'post');
    await client.query('/status/sessions/terminate?sessionId=ctrl-2&reason=Bedtime');
    const { MediaContainer } = await client.query<{ MediaContainer: object }>(
      `/:/timeline?${query}`,
      'post',
    );
    expect(MediaContainer).toMatchObject({
      terminationCode: 2006,
      terminationText: 'Admin terminated playback with reason: Bedtime',
    });
  });

  it('reads history, clients and transcodes', async () => {
    expect(await client.history()).toEqual([]);
    expect(await client.clients()).toEqual([]);
    expect(await client.query('/transcode/sessions')).toMatchObject({
      MediaContainer: { size: 0 },
    });
  });
});

/** Sends requests with plain fetch, in the order of recorded traffic of Plex Web. */
describe('a client that sends the requests of Plex Web', () => {
  const client = 'k6w3b0000000000000000000';
  const playback = 'pl4yb4ck0000000000000000';
  const session = 'tr4ns0000000000000000000';
  const labels = () => ({
    'X-Plex-Product': 'Plex Web',
    'X-Plex-Version': '4.116.1',
    'X-Plex-Client-Identifier': client,
    'X-Plex-Platform': 'Chrome',
    'X-Plex-Platform-Version': '131.0',
    'X-Plex-Features': 'external-media,indirect-media',
    'X-Plex-Device': 'Linux',
    'X-Plex-Device-Name': 'Chrome',
    'X-Plex-Session-Identifier': playback,
    'X-Plex-Language': 'en',
    'X-Plex-Token': plex.token ?? '',
  });
  const url = (path: string, query: Record<string, string> = {}) =>
    `${plex.baseUrl}${path}?${new URLSearchParams({ ...query, ...labels() })}`;
  const json = { headers: { Accept: 'application/json' } };
  const media = {
    hasMDE: '1',
    path: '/library/metadata/662548',
    mediaIndex: '0',
    partIndex: '0',
    protocol: 'dash',
    fastSeek: '1',
    directPlay: '0',
    directStream: '1',
    subtitleSize: '100',
    audioBoost: '100',
    location: 'lan',
    addDebugOverlay: '0',
    autoAdjustQuality: '0',
    directStreamAudio: '1',
    mediaBufferSize: '102400',
    session,
    subtitles: 'burn',
    'Accept-Language': 'en',
    'X-Plex-Client-Profile-Extra':
      'append-transcode-target-codec(type=videoProfile&context=streaming&audioCodec=aac&protocol=dash)',
  };
  const timeline = (state: string, time: number) =>
    url('/:/timeline', {
      ratingKey: '662548',
      key: '/library/metadata/662548',
      playbackTime: String(time),
      playQueueItemID: '1',
      state,
      hasMDE: '1',
      time: String(time),
      duration: '60000',
    });

  it('plays from metadata to stop', async () => {
    const item = await (await fetch(url('/library/metadata/662548'), json)).json();
    expect(item.MediaContainer.Metadata[0]).toMatchObject({
      title: 'Sunrise Ride',
      duration: 60_000,
    });

    const universal = '/video/:/transcode/universal';
    const decision = await (await fetch(url(`${universal}/decision`, media), json)).json();
    expect(decision.MediaContainer).toMatchObject({
      generalDecisionCode: 1001,
      resourceSession: playback,
      Metadata: [{ Media: [{ Part: [{ decision: 'transcode' }] }] }],
    });

    const start = await fetch(url(`${universal}/start.mpd`, media));
    const mpd = await start.text();
    const base = new URL(start.url);
    for (const track of ['0', '1']) {
      const name = (pattern: string, number = '') =>
        new URL(pattern.replace('$RepresentationID$', track).replace('$Number$', number), base);
      const [, header = ''] = /initialization="([^"]+)"/.exec(mpd) ?? [];
      const [, segment = ''] = /media="([^"]+)"/.exec(mpd) ?? [];
      const init = new Uint8Array(await (await fetch(name(header))).arrayBuffer());
      expect(String.fromCharCode(...init.subarray(4, 8))).toBe('ftyp');
      for (const number of ['0', '1', '59']) {
        const answer = await fetch(name(segment, number));
        expect(answer.status).toBe(200);
        const bytes = new Uint8Array(await answer.arrayBuffer());
        expect(String.fromCharCode(...bytes.subarray(4, 8))).toBe('moof');
      }
    }

    expect((await fetch(timeline('playing', 1000), json)).status).toBe(200);
    expect((await fetch(url(`${universal}/ping`, { session }))).status).toBe(200);
    const sessions = await (await fetch(url('/status/sessions'), json)).json();
    expect(sessions.MediaContainer.Metadata).toMatchObject([
      { Player: { machineIdentifier: client, product: 'Plex Web' }, Session: { id: playback } },
    ]);
    expect((await fetch(timeline('stopped', 4000), json)).status).toBe(200);
    expect((await fetch(url(`${universal}/stop`, { session }))).status).toBe(404);
    expect(plex.server.snapshot()).toMatchObject({ resources: [], jobs: [] });
  });

  it('plays music with range requests', async () => {
    const path = '/library/metadata/140611';
    const query = { ...media, path, session: 'm', directPlay: '1', subtitles: 'none' };
    const decision = await (
      await fetch(url('/music/:/transcode/universal/decision', query), json)
    ).json();
    const [part] = decision.MediaContainer.Metadata[0].Media[0].Part;
    expect(part.decision).toBe('directplay');
    const answer = await fetch(url(part.key), { headers: { Range: 'bytes=0-99' } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('Content-Range')).toBe(`bytes 0-99/${part.size}`);
    expect((await answer.arrayBuffer()).byteLength).toBe(100);
    const head = await fetch(url(part.key), { method: 'HEAD' });
    expect(head.headers.get('Content-Length')).toBe(String(part.size));
  });

  it('gets XML without an Accept header', async () => {
    const answer = await fetch(url('/library/metadata/662548'));
    expect(answer.headers.get('Content-Type')).toContain('text/xml');
    expect(await answer.text()).toMatch(/<Video [^>]*ratingKey="662548"/);
  });

  it('gets network errors for a refused connection and a cut body', async () => {
    const undo = plex.server.inject({ kind: 'unreachable' });
    await expect(fetch(url('/identity'))).rejects.toThrow(TypeError);
    undo();
    // The HTTP server logs the broken stream, which is expected here.
    const report = vi.spyOn(console, 'error').mockImplementation(() => {});
    const mend = plex.server.inject({ kind: 'cut-body', bytes: 20 });
    const answer = await fetch(url('/library/metadata/662548'));
    await expect(answer.text()).rejects.toThrow(TypeError);
    mend();
    report.mockRestore();
    expect((await fetch(url('/identity'))).status).toBe(200);
  });
});

describe('a server with a base path', () => {
  it('answers below that path only', async () => {
    const proxied = await startPlexServer({ basePath: '/plex/home', token: null });
    try {
      expect(proxied.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/plex\/home$/);
      expect((await fetch(`${proxied.baseUrl}/identity`)).status).toBe(200);
      expect((await fetch(new URL('/identity', proxied.baseUrl))).status).toBe(404);
    } finally {
      await proxied.close();
    }
  });

  it('rejects when the port is in use', async () => {
    const port = Number(new URL(plex.baseUrl).port);
    await expect(startPlexServer({ port })).rejects.toThrow('EADDRINUSE');
  });
});
