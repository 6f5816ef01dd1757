import { describe, expect, it } from 'vitest';
import { testServer } from '../test-support/test-server.ts';

const music = { client: 'm-audio', playback: 'pm', item: '140611', kind: 'music' } as const;

async function decided(options: Parameters<typeof testServer>[0] = {}) {
  const test = testServer(options);
  const player = test.player(music);
  await player.decision();
  return { ...test, player };
}

describe('a part', () => {
  it.each([
    [undefined, 200, null, 1000],
    ['bytes=0-', 206, 'bytes 0-999/1000', 1000],
    ['bytes=100-149', 206, 'bytes 100-149/1000', 50],
    ['bytes=990-5000', 206, 'bytes 990-999/1000', 10],
    ['bytes=-10', 206, 'bytes 990-999/1000', 10],
    ['bytes=20-10', 200, null, 1000],
    ['bytes=0-1,4-5', 200, null, 1000],
  ])('requested with Range %s answers %i', async (range, status, contentRange, length) => {
    const { player } = await decided();
    const answer = await player.part(range);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Range')).toBe(contentRange);
    expect(answer.headers.get('Content-Length')).toBe(String(length));
    expect(answer.headers.get('Accept-Ranges')).toBe('bytes');
    expect(answer.headers.get('Content-Type')).toBe('audio/mpeg');
    expect((await answer.arrayBuffer()).byteLength).toBe(length);
  });

  it('sends the bytes of the range', async () => {
    const { player } = await decided();
    const bytes = new Uint8Array(await (await player.part('bytes=251-253')).arrayBuffer());
    expect([...bytes]).toEqual([0, 1, 2]);
  });

  it('answers 416 with the size for a range past the end', async () => {
    const { player } = await decided();
    const answer = await player.part('bytes=1000-');
    expect(answer.status).toBe(416);
    expect(answer.headers.get('Content-Range')).toBe('bytes */1000');
  });

  it('answers HEAD with headers only', async () => {
    const { get } = await decided();
    const path =
      '/library/parts/145739/1587179308/file.mp3?X-Plex-Client-Identifier=m-audio&X-Plex-Session-Identifier=pm';
    const answer = await get(path, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('Content-Length')]).toEqual([200, '1000']);
    expect(await answer.text()).toBe('');
  });

  it.each(['/library/parts/145739/1/file.mp3', '/library/parts/1/1587179308/file.mp3'])(
    'is not found under %s',
    async (path) => {
      expect((await testServer().get(path)).status).toBe(404);
    },
  );

  it('is refused without a decision by 1.43', async () => {
    const { player, lines } = testServer();
    expect((await player(music).part()).status).toBe(503);
    expect(lines('Denying access')[0]).toContain(
      'due to session lacking permission to direct play',
    );
  });

  it('is served without a decision by 1.42, in an ad-hoc session', async () => {
    const { player, lines, server } = testServer({ generation: '1.42' });
    expect((await player(music).part('bytes=0-')).status).toBe(206);
    expect(lines('AdHoc')[0]).toContain('Attempting to create AdHoc dp session pm for part 145739');
    expect(server.snapshot().resources).toMatchObject([{ playbackId: 'pm', origin: 'adhoc' }]);
  });

  it.each(['1.42', '1.43'] as const)(
    'of a stream that is over is refused by %s',
    async (generation) => {
      const { player, lines } = await decided({ generation });
      await player.part();
      await player.timeline('stopped');
      expect((await player.part()).status).toBe(503);
      expect(lines('Denying access')[0]).toContain('due to terminated session');
    },
  );

  it.each(['1.42', '1.43'] as const)(
    'that is to be converted is refused by %s',
    async (generation) => {
      const { player } = testServer({ generation });
      const video = player({ client: 'v', playback: 'pv', session: 's', item: '662548' });
      await video.decision();
      expect((await video.part()).status).toBe(503);
    },
  );

  it('is one stream for several requests', async () => {
    const { player, server, lines } = await decided();
    await Promise.all([player.part('bytes=0-9'), player.part('bytes=10-'), player.part()]);
    expect(server.snapshot().resources).toHaveLength(1);
    expect(lines('Added session')).toHaveLength(1);
  });
});
