import { describe, expect, it } from 'vitest';
import type { EvictionRule } from './index.ts';
import { testServer } from './test-support/test-server.ts';

const RULES: readonly EvictionRule[] = [
  'off',
  'adhoc',
  'client',
  'client-strict',
  'account-music',
  'strict',
];
const DEADLY = ['adhoc', 'client', 'client-strict', 'strict'];

/** A fitness video plays, then background music begins. */
describe('a fitness video with background music', () => {
  it.each(RULES)(
    'both play on under %s when each has its identity and a decision',
    async (evict) => {
      const { player, server, lines } = testServer({ evict });
      const film = player({
        client: 'composite-primary-1',
        playback: 'pv',
        session: 'tv',
        item: '662548',
      });
      const song = player({
        client: 'fitness-music-1-audio',
        playback: 'pm',
        item: '140611',
        kind: 'music',
      });
      await film.decision();
      await film.start();
      await film.segment(0);
      await song.decision();
      expect((await song.part('bytes=0-')).status).toBe(206);
      expect((await film.segment(1)).status).toBe(200);
      await film.timeline('playing', 1000);
      await song.timeline('playing', 500);
      expect(server.snapshot().resources).toHaveLength(2);
      expect(lines('AdHoc', 'Terminated', 'Killing')).toEqual([]);
    },
  );

  it.each(RULES)(
    'without decisions and with one identity for both, by the rule %s',
    async (evict) => {
      const { player, lines } = testServer({ evict, generation: '1.42' });
      const film = player({ client: 'shared', playback: 'pv', session: 'tv', item: '662548' });
      const song = player({ client: 'shared', playback: 'pm', item: '140611', kind: 'music' });
      await film.start();
      await film.segment(0);
      await song.part('bytes=0-');
      const dies = DEADLY.includes(evict);
      expect((await film.segment(1)).status).toBe(dies ? 404 : 200);
      expect(lines('Client stopped playback.')).toHaveLength(dies ? 1 : 0);
    },
  );

  it.each(RULES)(
    'two cold music transcodes of two clients: what %s does to the first',
    async (evict) => {
      const { player } = testServer({ evict, generation: '1.42' });
      const first = player({
        client: 'a-audio',
        playback: 'p1',
        session: 't1',
        item: '140620',
        kind: 'music',
      });
      const second = player({
        client: 'b-audio',
        playback: 'p2',
        session: 't2',
        item: '140621',
        kind: 'music',
      });
      await first.start();
      await second.start();
      const dies = ['adhoc', 'account-music', 'strict'].includes(evict);
      expect((await first.segment(0)).status).toBe(dies ? 404 : 200);
    },
  );

  it.each(['1.42', '1.43'] as const)(
    'music asked for cold while a decided film plays, %s',
    async (generation) => {
      const { player, server } = testServer({ evict: 'adhoc', generation });
      const film = player({ client: 'v', playback: 'pv', session: 'tv', item: '662548' });
      await film.decision();
      await film.start();
      const song = player({ client: 'm-audio', playback: 'pm', item: '140611', kind: 'music' });
      const answer = await song.part('bytes=0-');
      expect(answer.status).toBe(generation === '1.42' ? 206 : 503);
      expect(server.snapshot().jobs).toHaveLength(generation === '1.42' ? 0 : 1);
    },
  );
});

describe('two decided streams of one client', () => {
  const first = { client: 'one', playback: 'p1', session: 't1', item: '662548' } as const;
  const second = { client: 'one', playback: 'p2', session: 't2', item: '662549' } as const;

  it.each([
    ['client-strict', 1],
    ['strict', 1],
    ['client', 2],
    ['adhoc', 2],
  ] as const)('under %s: %i left, and a decision alone ends nothing', async (evict, left) => {
    const { player, server } = testServer({ evict });
    await player(first).decision();
    await player(first).start();
    await player(second).decision();
    expect(server.snapshot().resources).toHaveLength(2);
    await player(second).start();
    expect(server.snapshot().resources).toHaveLength(left);
    // A second start of the same stream is no new stream and ends no other.
    if (left === 2) await player({ ...first, session: 't3' }).start();
    expect(server.snapshot().resources).toHaveLength(left);
  });
});

describe('the log of the collision', () => {
  it('has the lines of a public report in their order, all with the same request id', async () => {
    const { player, server } = testServer({ evict: 'client-strict', generation: '1.42' });
    const session = 'e69e4d8b-2c16-41b8-8b5a-b6eeb4fef75e';
    const film = player({
      client: 'shared',
      playback: '662548-r0-z7bxmhyp1bfvede948bqp',
      session,
      item: '662548',
    });
    await film.start();
    await film.segment(0);
    const before = server.snapshot().log.length;
    const song = player({
      client: 'shared',
      playback: '4hOqbP7qay-r0-vypz77fjxle593w6pgicdo',
      item: '140611',
      kind: 'music',
    });
    await song.part('bytes=0-');
    await film.segment(1);
    await film.segment(1);
    await film.segment(2, 1);

    const lines = server
      .snapshot()
      .log.slice(before)
      .map((line) => line.text);
    const request = lines.findIndex((line) => line.includes('GET /library/parts/145739/'));
    const id = /#([0-9a-f]{6})/.exec(lines[request] ?? '')?.[1];
    expect(lines[request]).toMatch(/^Request: .* Signed-in Token \(coplay\) \(range: bytes=0-\)$/);
    expect(lines.slice(request + 1, request + 8)).toEqual(
      [
        /^Killing job\.$/,
        /^Signalling job ID 352719 with 9$/,
        new RegExp(`^Stopping transcode session ${session}$`),
        /^Streaming Resource: Terminated session 0x7ad5[0-9a-f]{8}:662548-r0-z7bxmhyp1bfvede948bqp with reason Client stopped playback\.$/,
        /^Streaming Resource: Attempting to create AdHoc dp session 4hOqbP7qay-r0-vypz77fjxle593w6pgicdo for part 145739$/,
        /^Streaming Resource: Added session 0x7ad5[0-9a-f]{8}:4hOqbP7qay-r0-vypz77fjxle593w6pgicdo$/,
        /^Streaming Resource: Reached Decision id=140611 codes=\(MDE=1000,Direct play OK\.\)$/,
      ].map((shape) =>
        expect.stringMatching(new RegExp(shape.source.replace('^', `^\\[Req#${id}\\] `))),
      ),
    );

    const cascade = lines.filter((line) => line.startsWith('Completed') && line.includes(' 404 '));
    expect(cascade.map((line) => /GET (\S+)/.exec(line)?.[1])).toEqual(
      ['0/1', '0/1', '1/2'].map(
        (name) => `/video/:/transcode/universal/session/${session}/${name}.m4s`,
      ),
    );
    expect(lines).toContain(
      "Jobs: '/usr/lib/plexmediaserver/Plex Transcoder' exit code for process 352719 is -9 (signal: Killed)",
    );
  });
});
