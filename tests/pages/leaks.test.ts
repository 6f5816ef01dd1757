import { describe, expect, it } from 'vitest';
import { readFileCatalogue } from '../../scripts/file-catalogue.ts';
import { startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { openHeap } from './heap.ts';
import { openLab, playbackEnds, serverIsIdle } from './lab.ts';
import type { LabPlayer } from './player-lab/page.tsx';

/** Players that are in the page at the same time, and how often they come and go: 20 of each in all. */
const AT_ONCE = 5;
const ROUNDS = 4;

/** What each kind of player has in the page while it plays. */
const kinds = [
  { kind: 'video', media: 1, dash: 1 },
  { kind: 'music', media: 1, dash: 0 },
  { kind: 'composite', media: 2, dash: 1 },
] as const;

/** The three take turns in being busy and in waiting, so they go side by side, each with a page and a server of its own. */
describe.concurrent('twenty mounts and unmounts leave nothing behind', () => {
  it.each(kinds)('of a $kind player', { timeout: 120_000 }, async ({ kind, media, dash }) => {
    const server = await startPlexServer({ evict: 'strict', catalogue: await rasterArt() });
    const context = await newContext();
    const lab = await openLab(context, server);
    const heap = await openHeap(lab.page);
    const players = Array.from(
      { length: AT_ONCE },
      (_, at): LabPlayer => ({ kind, role: `leak-${at + 1}` }),
    );
    async function comeAndGo(whilePlaying = async () => {}): Promise<void> {
      await lab.show(...players);
      await lab.allPlay(AT_ONCE * media);
      // On a busy machine a track would end before everything is counted, and the next one begin.
      await lab.page.evaluate(() => {
        for (const media of document.querySelectorAll<HTMLMediaElement>('audio, video'))
          media.pause();
      });
      await whilePlaying();
      await lab.hide();
      await serverIsIdle(server);
    }

    // The first round loads what is loaded once, and shows that the counting sees what is there.
    await comeAndGo(async () => {
      expect(await heap.alive()).toMatchObject({
        mediaElements: AT_ONCE * media,
        dashPlayers: AT_ONCE * dash,
      });
    });
    const before = await heap.counters();

    for (let round = 1; round <= ROUNDS; round += 1) await comeAndGo();
    const after = await heap.counters();
    expect(await heap.alive()).toEqual({ mediaElements: 0, mediaSources: 0, dashPlayers: 0 });
    expect(after.nodes).toBeLessThanOrEqual(before.nodes);
    expect(after.listeners).toBeLessThanOrEqual(before.listeners);

    const ends = playbackEnds(server.server.snapshot());
    expect(ends).toHaveLength((1 + ROUNDS) * AT_ONCE * media);
    for (const end of ends) expect(end).toMatchObject({ stopped: 1, late: [] });
    expect(server.server.snapshot().devices).toHaveLength(AT_ONCE * media);
    expect(lab.uncaught).toEqual([]);
    await context.close();
    await server.close();
  });
});

/** The library with small pictures: Chromium keeps a document for each SVG in its cache, and counts its nodes as ours. */
async function rasterArt() {
  const { read, ...catalogue } = await readFileCatalogue();
  const art = 'cover.png';
  const pixel = Uint8Array.from(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
  return {
    ...catalogue,
    videos: catalogue.videos.map((video) => ({ ...video, art })),
    albums: catalogue.albums.map((album) => ({ ...album, art })),
    read: async (file: string) => (file === art ? pixel : read(file)),
  };
}
