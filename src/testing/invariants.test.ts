import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvictionRule } from './index.ts';
import { type TestPlayer, testServer } from './test-support/test-server.ts';

const TOKEN = 'tok/en+4Q';
const RULES = ['off', 'adhoc', 'client', 'client-strict', 'account-music', 'strict'] as const;
const ITEMS = ['662548', '662549', '662560', '140611', '140620', '140621'] as const;

type Action =
  | Exclude<keyof TestPlayer, 'segment' | 'timeline'>
  | 'segment'
  | 'paused'
  | 'playing'
  | 'stopped'
  | 'wait'
  | 'kill';

const actions: readonly Action[] = [
  'decision',
  'start',
  'segment',
  'part',
  'ping',
  'stop',
  'playing',
  'paused',
  'stopped',
  'wait',
  'kill',
];

const step = fc.record({
  action: fc.constantFrom(...actions),
  client: fc.constantFrom('a', 'b'),
  playback: fc.constantFrom('p1', 'p2', undefined),
  session: fc.constantFrom('t1', 't2'),
  item: fc.constantFrom(...ITEMS),
});

describe('random requests of a few players', () => {
  it('end each stream once, and show no token', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.constantFrom<EvictionRule>(...RULES),
        fc.constantFrom('1.42' as const, '1.43' as const),
        fc.constantFrom('sid' as const, 'client' as const),
        async (steps, evict, generation, stopScope) => {
          let time = 1_700_000_000_000;
          const { server, player, lines } = testServer({
            evict,
            generation,
            stopScope,
            token: TOKEN,
            now: () => time,
            // Segments of ended transcodes answer after 100 ms, which is too slow here.
            encoderSpeed: 1_000_000,
          });
          for (const { action, client, playback, session, item } of steps) {
            const kind = item.startsWith('14') ? 'music' : 'video';
            const one = player({ client, session, item, kind, ...(playback && { playback }) });
            if (action === 'wait') time += 100_000;
            else if (action === 'kill') server.terminate(playback ?? client);
            else if (action === 'segment') {
              const alive = server.snapshot().jobs.some((job) => job.transcodeId === session);
              if (alive) await one.segment(0);
            } else if (action === 'playing' || action === 'paused' || action === 'stopped') {
              await one.timeline(action, 1000);
            } else await one[action]();
            expectConsistent(server.snapshot());
          }
          time += 3_600_000;
          expect(server.snapshot()).toMatchObject({ resources: [], jobs: [] });

          const names = (word: string) =>
            lines(`${word} session 0x`).map((line) => /0x[0-9a-f]+:\S+/.exec(line)?.[0]);
          expect(names('Terminated').sort()).toEqual(names('Added').sort());
          expect(new Set(names('Added')).size).toBe(names('Added').length);
          const text = JSON.stringify(server.snapshot());
          expect(text).not.toContain(TOKEN);
          expect(text).not.toContain(encodeURIComponent(TOKEN));
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});

/** Each transcode has a stream, and no two streams or transcodes have the same name. */
function expectConsistent(
  snapshot: ReturnType<ReturnType<typeof testServer>['server']['snapshot']>,
) {
  const playbacks = snapshot.resources.map(({ playbackId }) => playbackId);
  expect(new Set(playbacks).size).toBe(playbacks.length);
  for (const job of snapshot.jobs) expect(playbacks).toContain(job.playbackId);
}
