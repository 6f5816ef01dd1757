import { describe, expect, it } from 'vitest';
import { testServer } from '../test-support/test-server.ts';

const MINUTE = 60_000;
const TOO_LONG = 'Playback has been paused for too long.';
const video = { client: 'v', playback: 'pv', session: 'tv', item: '662548' } as const;
const music = { client: 'v-audio', playback: 'pm', item: '140611', kind: 'music' } as const;

async function film(options: Parameters<typeof testServer>[0] = {}) {
  // Only the test moves the clock.
  const test = testServer({ now: () => 1_700_000_000_000, ...options });
  const player = test.player(video);
  await player.decision();
  await player.start();
  await player.segment(0);
  const ended = () => test.server.snapshot().ended.map(({ reason }) => reason);
  return { ...test, film: player, ended };
}

describe('an unused decision', () => {
  it('is dropped after a while, without a termination in the next timeline', async () => {
    const { server, player } = testServer();
    await player(video).decision();
    server.advance(301_000);
    expect(server.snapshot().resources).toEqual([]);
    await player(video).decision();
    await player(video).start();
    expect(await (await player(video).timeline('playing')).text()).not.toContain('termination');
    expect((await player(video).segment(0)).status).toBe(200);
  });
});

describe('an idle transcode', () => {
  it('ends 330 s after the last report or ping, also when segments are requested', async () => {
    const { server, film: player, ended } = await film();
    server.advance(200_000);
    await player.segment(1);
    server.advance(129_999);
    expect(ended()).toEqual([]);
    server.advance(1);
    expect(ended()).toEqual([TOO_LONG]);
    expect((await player.segment(2)).status).toBe(404);
  });

  it.each(['timeline', 'ping'] as const)('is kept alive by %s', async (kind) => {
    const { server, film: player, ended } = await film();
    for (let minute = 0; minute < 20; minute += 1) {
      server.advance(MINUTE);
      await (kind === 'ping' ? player.ping() : player.timeline('paused', 1000));
    }
    expect(ended()).toEqual([]);
  });

  it.each([undefined, null])('has limits that %s switches off again', async (off) => {
    const { server, film: player, ended } = await film({ limits: { pausedLongerThanMs: MINUTE } });
    server.configure({ limits: { pausedLongerThanMs: off as undefined } });
    await player.timeline('paused', 1000);
    server.advance(2 * MINUTE);
    expect(ended()).toEqual([]);
  });

  it('ends 330 s after it was fetched as one file', async () => {
    const test = testServer({ now: () => 1_700_000_000_000 });
    const query =
      'path=/library/metadata/140611&directPlay=0&protocol=http&session=ts&X-Plex-Platform=Chrome&X-Plex-Client-Identifier=c&X-Plex-Session-Identifier=ps';
    await test.get(`/music/:/transcode/universal/decision?${query}`);
    await test.get(`/music/:/transcode/universal/start.mp3?${query}`);
    test.server.advance(320_000);
    expect(test.server.snapshot().ended).toEqual([]);
    test.server.advance(10_000);
    expect(test.server.snapshot().ended).toHaveLength(1);
  });

  it('is named in the answer to the next timeline, with the reason', async () => {
    const { server, film: player } = await film();
    server.advance(6 * MINUTE);
    const { MediaContainer } = await (await player.timeline('playing', 1000)).json();
    expect(MediaContainer).toMatchObject({ terminationCode: 2006, terminationText: TOO_LONG });
  });

  it('is logged with the time at which it was due', async () => {
    const { server } = await film();
    server.advance(60 * MINUTE);
    const line = server.snapshot().log.find(({ text }) => text.includes('Terminated session'));
    expect(line?.time).toBe(1_700_000_000_000 + 330_000);
  });

  it('ends sooner while paused without pings, with that setting', async () => {
    const {
      server,
      film: player,
      ended,
    } = await film({ limits: { pausedWithoutPingMs: 4 * MINUTE } });
    await player.timeline('paused', 1000);
    server.advance(2 * MINUTE);
    await player.timeline('paused', 1000);
    server.advance(2 * MINUTE);
    expect(ended()).toEqual([TOO_LONG]);
  });

  it('is kept alive while paused by pings, with that setting', async () => {
    const {
      server,
      film: player,
      ended,
    } = await film({ limits: { pausedWithoutPingMs: 4 * MINUTE } });
    await player.timeline('paused', 1000);
    for (let minute = 0; minute < 10; minute += 1) {
      server.advance(MINUTE);
      await player.ping();
    }
    expect(ended()).toEqual([]);
  });

  it('ends after the pause that the owner allows, despite reports', async () => {
    const {
      server,
      film: player,
      ended,
    } = await film({ limits: { pausedLongerThanMs: 2 * MINUTE } });
    for (let minute = 0; minute < 3; minute += 1) {
      await player.timeline('paused', 1000);
      await player.ping();
      server.advance(MINUTE);
    }
    expect(ended()).toEqual([TOO_LONG]);
  });
});

describe('other idle streams', () => {
  it('a decision without a start is dropped after 5 minutes', async () => {
    const { server, player } = testServer({ now: () => 0 });
    await player(video).decision();
    server.advance(5 * MINUTE - 1);
    expect(server.snapshot().resources).toHaveLength(1);
    server.advance(1);
    expect(server.snapshot().resources).toEqual([]);
  });

  it('a transcode of which nothing was fetched ends after 5 minutes', async () => {
    const { server, player } = testServer({ now: () => 0 });
    await player(video).decision();
    await player(video).start();
    server.advance(5 * MINUTE);
    expect(server.snapshot().jobs).toEqual([]);
  });

  it('direct play ends 180 s after the last report or request', async () => {
    const { server, player } = testServer({ now: () => 0 });
    await player(music).decision();
    await player(music).part('bytes=0-');
    server.advance(2 * MINUTE);
    await player(music).timeline('playing', 1000);
    server.advance(3 * MINUTE - 1);
    expect(server.snapshot().resources).toHaveLength(1);
    server.advance(1);
    expect(server.snapshot().resources).toEqual([]);
  });
});
