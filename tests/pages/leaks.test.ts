import { describe, expect, it } from 'vitest';
import { startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { openHeap } from './heap.ts';
import { openLab, playbackEnds, serverIsIdle } from './lab.ts';
import type { LabPlayer } from './player-lab/page.tsx';

/** Players mounted at the same time, and how often they are: 20 mounts of each kind. */
const AT_ONCE = 5;
const ROUNDS = 4;

/** The number of media elements and dash.js players of each kind of player. */
const kinds = [
  { kind: 'video', media: 1, dash: 1 },
  { kind: 'music', media: 1, dash: 0 },
  { kind: 'composite', media: 2, dash: 1 },
] as const;

/** Concurrent, since each mostly waits. Each has its own page and server. */
describe.concurrent('twenty mounts and unmounts leave nothing behind', () => {
  it.each(kinds)('of a $kind player', { timeout: 120_000 }, async ({ kind, media, dash }) => {
    const server = await startPlexServer({ evict: 'strict' });
    const context = await newContext();
    const lab = await openLab(context, server);
    const heap = await openHeap(lab.page);
    const players = Array.from(
      { length: AT_ONCE },
      (_, at): LabPlayer => ({ kind, role: `leak-${at + 1}` }),
    );
    async function mountAndUnmount(whilePlaying = async () => {}): Promise<void> {
      await lab.show(...players);
      await lab.allPlay(AT_ONCE * media);
      // On a slow machine a track could end, and the next one start, before everything is counted.
      await lab.page.evaluate(() => {
        for (const media of document.querySelectorAll<HTMLMediaElement>('audio, video'))
          media.pause();
      });
      await whilePlaying();
      await lab.hide();
      await serverIsIdle(server);
    }

    // The first round loads what is loaded once, and proves that the counts include live players.
    await mountAndUnmount(async () => {
      expect(await heap.alive()).toMatchObject({
        mediaElements: AT_ONCE * media,
        dashPlayers: AT_ONCE * dash,
      });
    });
    const before = await heap.counters();

    for (let round = 1; round <= ROUNDS; round += 1) await mountAndUnmount();
    const after = await heap.counters();
    expect(await heap.alive()).toEqual({ mediaElements: 0, mediaSources: 0, dashPlayers: 0 });
    expect(after.nodes).toBeLessThanOrEqual(before.nodes);
    expect(after.listeners).toBeLessThanOrEqual(before.listeners);

    const ends = playbackEnds(server.server.snapshot());
    expect(ends).toHaveLength((1 + ROUNDS) * AT_ONCE * media);
    for (const end of ends) expect(end).toMatchObject({ stopped: 1, late: [] });
    // The one for the library has no role in its id.
    const { devices } = server.server.snapshot();
    const own = devices.filter(({ clientIdentifier }) => clientIdentifier.includes('-'));
    expect(own).toHaveLength(AT_ONCE * media);
    expect(lab.uncaught).toEqual([]);
    await context.close();
    await server.close();
  });
});
