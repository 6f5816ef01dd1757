import { describe, expect, it } from 'vitest';
import { testServer } from '../test-support/test-server.ts';
import { waitFor } from '../wait-for.ts';

const video = { client: 'v', playback: 'pv', session: 'tv', item: '662548' } as const;
const DECISION = '/video/:/transcode/universal/decision';
const GOOD = {
  path: '/library/metadata/662548',
  protocol: 'dash',
  directPlay: '1',
  'X-Plex-Client-Identifier': 'v',
  'X-Plex-Platform': 'Chrome',
};

describe('a decision', () => {
  const decide = async (change: Record<string, string | undefined>, path = DECISION) => {
    const entries = Object.entries({ ...GOOD, ...change }).filter(
      ([, value]) => value !== undefined,
    );
    const query = new URLSearchParams(entries as [string, string][]);
    return testServer().get(`${path}?${query}`, { headers: { Accept: 'application/json' } });
  };
  const codes = async (change: Record<string, string | undefined>, path?: string) => {
    const { MediaContainer } = await (await decide(change, path)).json();
    return MediaContainer;
  };

  it('converts formats that browsers do not play', async () => {
    expect(await codes({ 'X-Plex-Session-Identifier': 'pv' })).toMatchObject({
      generalDecisionCode: 1001,
      directPlayDecisionCode: 3000,
      transcodeDecisionCode: 1001,
      resourceSession: 'pv',
      Metadata: [
        {
          Media: [
            {
              protocol: 'dash',
              Part: [{ decision: 'transcode', Stream: [{ decision: 'transcode' }, {}] }],
            },
          ],
        },
      ],
    });
  });

  it('plays other formats directly', async () => {
    const answer = await codes({ path: '/library/metadata/662560' });
    expect(answer).toMatchObject({
      generalDecisionCode: 1000,
      generalDecisionText: 'Direct play OK.',
      Metadata: [
        {
          Media: [
            { Part: [{ decision: 'directplay', key: '/library/parts/9003/1700000003/file.mp4' }] },
          ],
        },
      ],
    });
    expect(answer).not.toHaveProperty('transcodeDecisionCode');
  });

  it('refuses an item that can neither be played nor converted, and keeps no stream', async () => {
    const { json, server } = testServer();
    const query = new URLSearchParams({ ...GOOD, path: '/library/metadata/662570' });
    expect(await json(`${DECISION}?${query}`)).toMatchObject({ generalDecisionCode: 2000 });
    expect(server.snapshot().resources).toEqual([]);
  });

  it('refuses HLS', async () => {
    expect(await codes({ protocol: 'hls' })).toMatchObject({ generalDecisionCode: 2000 });
  });

  it('has its own code when direct play was not requested', async () => {
    expect(await codes({ directPlay: '0' })).toMatchObject({ directPlayDecisionCode: 3000 });
  });

  it('converts an MP3 to a stream over http when the bitrate limit excludes the file', async () => {
    const change = { path: '/library/metadata/140611', protocol: 'http', musicBitrate: '64' };
    expect(await codes(change, DECISION.replace('video', 'music'))).toMatchObject({
      generalDecisionCode: 1001,
    });
  });

  it('accepts audio as another name of music', async () => {
    const change = { path: '/library/metadata/140620' };
    expect(await codes(change, DECISION.replace('video', 'audio'))).toMatchObject({
      generalDecisionCode: 1001,
    });
  });

  it.each([
    ['no client identifier', { 'X-Plex-Client-Identifier': undefined }, 400],
    ['no platform', { 'X-Plex-Platform': undefined }, 400],
    ['a platform without a profile', { 'X-Plex-Platform': 'Flutter' }, 400],
    ['no path', { path: undefined }, 400],
    ['another protocol', { protocol: 'smooth' }, 400],
    ['direct play and burned subtitles at once', { subtitles: 'burn' }, 400],
    ['an unknown item', { path: '/library/metadata/1' }, 404],
    [
      'a platform with a profile by name',
      { 'X-Plex-Platform': 'Flutter', 'X-Plex-Client-Profile-Name': 'Generic' },
      200,
    ],
  ])('with %s answers %j: %i', async (_, change, status) => {
    expect((await decide(change)).status).toBe(status);
  });

  it('accepts the labels as headers', async () => {
    const { get } = testServer();
    const headers = {
      'X-Plex-Client-Identifier': 'v',
      'X-Plex-Platform': 'Chrome',
      'X-Plex-Session-Identifier': 'pv',
    };
    expect(
      (await get(`${DECISION}?path=/library/metadata/662548&protocol=dash`, { headers })).status,
    ).toBe(200);
  });

  it('repeated for the same playback is the same stream', async () => {
    const { player, lines } = testServer();
    await player(video).decision();
    await player({ ...video, session: 'tv2' }).decision();
    expect(lines('Added session')).toHaveLength(1);
    expect(lines('Reached Decision')).toHaveLength(2);
  });

  it('for another item with the same playback id ends the old stream', async () => {
    const { player, server } = testServer();
    await player(video).decision();
    await player({ ...video, item: '662549' }).decision();
    expect(server.snapshot().resources).toMatchObject([{ ratingKey: '662549' }]);
    expect(server.snapshot().ended).toMatchObject([
      { ratingKey: '662548', reason: 'Client stopped playback.' },
    ]);
  });
});

describe('a start', () => {
  it('answers a manifest with the session in it, and no token', async () => {
    const { player, server } = testServer({ token: 'secret' });
    await player(video).decision();
    const answer = await player(video).start();
    expect(answer.headers.get('Content-Type')).toBe('application/dash+xml');
    const mpd = await answer.text();
    expect(mpd).toContain('initialization="session/tv/$RepresentationID$/header"');
    expect(mpd).toContain('mediaPresentationDuration="PT12S"');
    expect(mpd).not.toContain('secret');
    expect(server.snapshot().jobs).toMatchObject([
      { transcodeId: 'tv', playbackId: 'pv', kind: 'video' },
    ]);
  });

  it('creates a session id when none is given', async () => {
    const { player, server } = testServer();
    const { session: _, ...cold } = video;
    await player(cold).decision();
    const mpd = await (await player(cold).start()).text();
    const [job] = server.snapshot().jobs;
    expect(job?.transcodeId).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(mpd).toContain(`session/${job?.transcodeId}/`);
  });

  it('of HLS is refused with a word about what there is', async () => {
    const { get } = testServer();
    const answer = await get(
      `${DECISION.replace('decision', 'start.m3u8')}?${new URLSearchParams(GOOD)}`,
    );
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('has no HLS. Ask for start.mpd');
  });

  it('has one representation for music', async () => {
    const { player } = testServer();
    const music = player({
      client: 'm-audio',
      playback: 'pm',
      session: 'tm',
      item: '140620',
      kind: 'music',
    });
    await music.decision();
    const mpd = await (await music.start()).text();
    expect(mpd.match(/<Representation /g)).toHaveLength(1);
    expect((await music.segment(0)).headers.get('Content-Type')).toBe('audio/mp4');
  });

  it('is refused by 1.43 and served by 1.42 without a decision', async () => {
    const strict = testServer();
    expect((await strict.player(video).start()).status).toBe(400);
    expect(strict.lines('Cannot make a decision')).toHaveLength(1);
    const old = testServer({ generation: '1.42' });
    expect((await old.player(video).start()).status).toBe(200);
    expect(old.lines('AdHoc')[0]).toContain('AdHoc transcode session pv for part 9001');
  });

  it.each(['account-music', 'strict'] as const)(
    'of music that had a row long before counts as the newest under %s',
    async (evict) => {
      const { player, server } = testServer({ evict });
      const music = { item: '140620', kind: 'music' } as const;
      const [first, second] = ['a', 'b'].map((name) =>
        player({ ...music, client: name, playback: name, session: name }),
      );
      await first?.timeline('playing');
      await second?.decision();
      await second?.start();
      await first?.decision();
      await first?.start();
      expect(server.snapshot().resources).toMatchObject([{ playbackId: 'a' }]);
      expect(server.snapshot().jobs).toMatchObject([{ transcodeId: 'a' }]);
    },
  );

  it('is refused for a while after too many starts of a client, with that setting', async () => {
    const { player, server, lines } = testServer({ rapidStartsMs: 60_000, stopDelayMs: 0 });
    const starts = async (client: string, session: string) => {
      await player({ ...video, client, session }).decision();
      return (await player({ ...video, client, session }).start()).status;
    };
    const answers: number[] = [];
    for (const session of ['1', '2', '3', '3', '4', '5', '6', '1', '7'])
      answers.push(await starts('v', session));
    expect(answers).toEqual([200, 200, 200, 200, 200, 200, 400, 200, 400]);
    expect(lines('because this client starts too many transcodes')).toHaveLength(2);
    expect(await starts('another', '8')).toBe(200);
    server.advance(60_000);
    expect(await starts('v', '9')).toBe(200);
  });

  it('repeated with the same session keeps the job', async () => {
    const { player, server, lines } = testServer();
    await player(video).decision();
    await player(video).start();
    const before = server.snapshot().jobs;
    await player(video).start();
    expect(server.snapshot().jobs).toEqual(before);
    expect(lines('Started session successfully: tv')).toHaveLength(1);
  });

  it('with the same session for another item replaces the job', async () => {
    const { player, server, lines } = testServer();
    const other = player({ ...video, playback: 'pv2', item: '662549' });
    await player(video).decision();
    await player(video).start();
    await other.decision();
    await other.start();
    expect(server.snapshot().jobs).toMatchObject([{ transcodeId: 'tv', ratingKey: '662549' }]);
    expect(lines('Killing job.')).toHaveLength(1);
  });

  it('sends an MP3 in pieces of unknown length, from the offset', async () => {
    const { player, get } = testServer();
    const query = 'protocol=http&musicBitrate=64&offset=3';
    await player({
      client: 'm',
      playback: 'pm',
      session: 'tm',
      item: '140611',
      kind: 'music',
      query,
    }).decision();
    const answer = await get(
      `/music/:/transcode/universal/start.mp3?path=/library/metadata/140611&${query}&session=tm&X-Plex-Session-Identifier=pm&X-Plex-Client-Identifier=m&X-Plex-Platform=Chrome`,
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Accept-Ranges')).toBe('none');
    expect(answer.headers.has('Content-Length')).toBe(false);
    expect((await answer.arrayBuffer()).byteLength).toBe(500);
  });
});

describe('ping and stop', () => {
  it('ping answers whether the transcode runs', async () => {
    const { player, lines } = testServer();
    await player(video).decision();
    expect((await player(video).ping()).status).toBe(404);
    await player(video).start();
    expect((await player(video).ping()).status).toBe(200);
    expect(lines('Received transcode session ping for session tv.')).toHaveLength(1);
  });

  it('stop ends the stream after a delay', async () => {
    const { player, server } = testServer();
    await player(video).decision();
    await player(video).start();
    expect((await player(video).stop()).status).toBe(200);
    expect(server.snapshot().jobs).toHaveLength(1);
    const { resources } = await waitFor(server, ({ jobs }) => jobs.length === 0);
    expect(resources).toEqual([]);
    expect((await player(video).stop()).status).toBe(404);
  });

  it('stop of an old transcode keeps the stream of the new one', async () => {
    const { player, server } = testServer();
    await player(video).decision();
    await player(video).start();
    await player({ ...video, session: 'tv2' }).decision();
    await player({ ...video, session: 'tv2' }).start();
    await player(video).stop();
    server.advance(200);
    expect(server.snapshot().jobs).toMatchObject([{ transcodeId: 'tv2' }]);
    expect(server.snapshot().resources).toHaveLength(1);
  });

  it('a decision during the delay of a stop keeps the stream', async () => {
    const { player, server } = testServer();
    await player(video).decision();
    await player(video).start();
    await player(video).stop();
    await player({ ...video, session: 'tv2' }).decision();
    server.advance(200);
    expect((await player({ ...video, session: 'tv2' }).start()).status).toBe(200);
  });
});
