import { describe, expect, it } from 'vitest';
import { testServer } from '../test-support/test-server.ts';

const video = { client: 'v', playback: 'pv', session: 't1', item: '662548' } as const;

const playbacks = ({ server }: ReturnType<typeof testServer>) =>
  server.snapshot().resources.map(({ playbackId }) => playbackId);
const jobs = ({ server }: ReturnType<typeof testServer>) =>
  server.snapshot().jobs.map(({ transcodeId }) => transcodeId);

/** A film that is converted a second time from another position, while the first job still runs. */
async function twoJobs() {
  const test = testServer();
  const [first, second] = [test.player(video), test.player({ ...video, session: 't2' })];
  for (const player of [first, second]) {
    await player.decision();
    await player.start();
  }
  return { ...test, first, second };
}

describe('a playback with a second job', () => {
  it('loses only the job that is deleted, and ends with its last one', async () => {
    const test = await twoJobs();
    expect((await test.get('/transcode/sessions/t1', { method: 'DELETE' })).status).toBe(204);
    expect([playbacks(test), jobs(test)]).toEqual([['pv'], ['t2']]);
    expect((await test.get('/transcode/sessions/t2', { method: 'DELETE' })).status).toBe(204);
    expect([playbacks(test), jobs(test)]).toEqual([[], []]);
    expect((await test.get('/transcode/sessions/t2', { method: 'DELETE' })).status).toBe(404);
  });

  it('plays directly while its old job is stopped', async () => {
    const test = testServer();
    const converted = test.player({ ...video, item: '662560', query: 'directPlay=0' });
    await converted.decision();
    await converted.start();
    const direct = test.player({ ...video, item: '662560' });
    await direct.decision();
    await direct.part('bytes=0-');
    await converted.stop();
    test.server.advance(1_000);
    await test.get('/identity');
    expect([playbacks(test), jobs(test)]).toEqual([['pv'], []]);
    expect((await direct.part('bytes=0-')).status).toBe(206);
  });

  it.each(['account-music', 'strict'] as const)(
    'is a new stream for the rule %s once its music is converted',
    async (evict) => {
      const test = testServer({ evict });
      const song = { item: '140620', kind: 'music', query: 'directPlay=0' } as const;
      const direct = { item: '140611', kind: 'music' } as const;
      const other = test.player({ client: 'b', playback: 'pb', session: 'tb', ...direct });
      await other.decision();
      await other.part('bytes=0-');
      const first = test.player({ client: 'a', playback: 'pa', session: 'ta', ...song });
      await first.decision();
      await first.start();
      expect(playbacks(test)).toEqual(['pb', 'pa']);
      const query = 'path=/library/metadata/140611&directPlay=0&protocol=http&session=tb';
      const ids = 'X-Plex-Client-Identifier=b&X-Plex-Session-Identifier=pb&X-Plex-Platform=Chrome';
      const universal = '/music/:/transcode/universal';
      expect((await test.get(`${universal}/decision?${query}&${ids}`)).status).toBe(200);
      expect((await test.get(`${universal}/start.mp3?${query}&${ids}`)).status).toBe(200);
      expect(playbacks(test)).toEqual(['pb']);
    },
  );

  it('may play another item without a session identifier on 1.42', async () => {
    const test = testServer({ generation: '1.42', evict: 'adhoc' });
    for (const item of ['140611', '140612']) {
      const player = test.player({ client: 'c', item, kind: 'music' });
      expect((await player.part('bytes=0-')).status).toBe(206);
      await player.timeline('stopped');
    }
  });
});

describe('an item that gets another rating key while it plays', () => {
  it('is still converted, and ends with the stopped of the player', async () => {
    const test = testServer();
    const player = test.player(video);
    await player.decision();
    await player.start();
    test.server.inject({ kind: 'new-rating-key', ratingKey: '662548', newRatingKey: '777' });
    expect((await player.segment(0)).status).toBe(200);
    expect((await player.timeline('playing', 500)).status).toBe(200);
    expect((await player.timeline('stopped', 500)).status).toBe(200);
    expect([playbacks(test), jobs(test)]).toEqual([[], []]);
    expect((await player.decision()).status).toBe(404);
  });

  it('still plays directly', async () => {
    const test = testServer();
    const ids = { client: 'm', playback: 'pm' } as const;
    const before = test.player({ ...ids, item: '140611', kind: 'music' });
    await before.decision();
    test.server.inject({ kind: 'new-rating-key', ratingKey: '140611', newRatingKey: '777' });
    const part = await test.player({ ...ids, item: '777', kind: 'music' }).part('bytes=0-');
    expect(part.status).toBe(206);
    expect((await before.timeline('stopped')).status).toBe(200);
    expect(playbacks(test)).toEqual([]);
  });
});

it('a file of a playback that the owner has ended stays refused, also after a late report', async () => {
  const test = testServer({ generation: '1.42', evict: 'adhoc' });
  const player = test.player({ client: 'm', playback: 'pm', item: '140611', kind: 'music' });
  await player.decision();
  await player.part('bytes=0-');
  test.server.terminate('pm');
  await player.timeline('playing');
  await player.timeline('playing');
  expect(playbacks(test)).toEqual(['pm']);
  expect((await player.part('bytes=0-')).status).toBe(503);
  expect(test.lines('Denying').at(-1)).toContain('terminated session');
});

it('a termination by the owner reaches a playback that has just started another conversion', async () => {
  const test = testServer();
  const player = test.player(video);
  await player.decision();
  await player.start();
  test.server.terminate('pv', 'Bedtime.');
  const renewed = test.player({ ...video, session: 't2' });
  await renewed.decision();
  await renewed.start();
  const told = (await (await renewed.timeline('paused')).json()) as { MediaContainer: object };
  expect(told.MediaContainer).toMatchObject({
    terminationCode: 2006,
    terminationText: 'Admin terminated playback with reason: Bedtime.',
  });
  expect([playbacks(test), jobs(test)]).toEqual([[], []]);
});
