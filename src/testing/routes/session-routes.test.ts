import { describe, expect, it } from 'vitest';
import { testServer } from '../test-support/test-server.ts';

const video = { client: 'v', playback: 'pv', session: 'tv', item: '662548' } as const;
const music = { client: 'v-audio', playback: 'pm', item: '140611', kind: 'music' } as const;

async function bothPlaying() {
  const test = testServer({ userName: 'kim' });
  const [film, song] = [test.player(video), test.player(music)];
  await film.decision();
  await film.start();
  await song.decision();
  await song.part('bytes=0-');
  return { ...test, film, song };
}

type Row = Record<string, Record<string, unknown>>;
const rows = async (test: ReturnType<typeof testServer>) =>
  ((await test.json('/status/sessions')).Metadata ?? []) as Row[];

describe('/status/sessions', () => {
  it('shows a transcode at once and direct play from its first report', async () => {
    const test = await bothPlaying();
    expect((await rows(test)).map((row) => row.Session?.id)).toEqual(['pv']);
    await test.song.timeline('playing', 1000);
    expect((await rows(test)).map((row) => row.Session?.id)).toEqual(['pv', 'pm']);
  });

  it('names user, player, session and transcode', async () => {
    const test = await bothPlaying();
    await test.film.timeline('playing', 2000);
    expect((await rows(test))[0]).toMatchObject({
      ratingKey: '662548',
      viewOffset: 2000,
      User: { title: 'kim' },
      Player: { machineIdentifier: 'v', state: 'playing', platform: 'Chrome' },
      Session: { id: 'pv', bandwidth: 800, location: 'lan' },
      TranscodeSession: { key: '/transcode/sessions/tv', videoDecision: 'transcode' },
    });
  });

  it('shows a player that only sends timelines', async () => {
    const test = testServer();
    await test.player(music).timeline('playing', 10);
    expect(await rows(test)).toMatchObject([{ Player: { machineIdentifier: 'v-audio' } }]);
  });
});

describe('ending a session', () => {
  it.each(['POST', 'GET'])('works from the dashboard by %s', async (method) => {
    const test = await bothPlaying();
    const answer = await test.get('/status/sessions/terminate?sessionId=pv&reason=Enough', {
      method,
    });
    expect(answer.status).toBe(200);
    expect(test.server.snapshot().ended).toMatchObject([{ playbackId: 'pv', reason: 'Enough' }]);
    expect(test.lines('Terminated session')[0]).toMatch(/:pv with reason Enough$/);
  });

  it('is refused without an id or with an unknown one', async () => {
    const { get } = testServer();
    expect((await get('/status/sessions/terminate?sessionId=', { method: 'POST' })).status).toBe(
      403,
    );
    expect((await get('/status/sessions/terminate?sessionId=x', { method: 'POST' })).status).toBe(
      404,
    );
  });

  it('works by closing it', async () => {
    const { get, server } = await bothPlaying();
    const close = () =>
      get('/status/sessions/close?X-Plex-Session-Identifier=pm', { method: 'POST' });
    expect((await close()).status).toBe(200);
    expect(server.snapshot().resources).toMatchObject([{ playbackId: 'pv' }]);
    expect((await close()).status).toBe(404);
  });
});

describe('/transcode/sessions', () => {
  it('lists the transcodes and deletes them', async () => {
    const { json, get, server } = await bothPlaying();
    expect(await json('/transcode/sessions')).toMatchObject({
      size: 1,
      TranscodeSession: [{ key: '/transcode/sessions/tv', duration: 12_000 }],
    });
    expect((await get('/transcode/sessions/tv', { method: 'DELETE' })).status).toBe(204);
    expect(server.snapshot().jobs).toEqual([]);
    expect((await get('/transcode/sessions/tv', { method: 'DELETE' })).status).toBe(404);
  });
});

describe('/devices', () => {
  it('has one row for each client identifier', async () => {
    const test = await bothPlaying();
    const { Device } = await test.json('/devices');
    expect(Device).toMatchObject([{ clientIdentifier: 'v' }, { clientIdentifier: 'v-audio' }]);
  });
});
