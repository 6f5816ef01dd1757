import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext, openStory } from './browser-page.ts';

/**
 * What needs whole pages: several tabs of one person, and real reloads. The server is the emulated one behind its Node
 * door, so that it outlives the pages, under the strictest rule.
 */
describe('pages against the server on a port', () => {
  let server: ListeningPlexServer;

  beforeAll(async () => {
    server = await startPlexServer({ evict: 'strict' });
  });
  afterAll(() => server.close());

  it('gives two tabs identifiers that are all distinct', async () => {
    const context = await contextWithServer(server);
    const story = 'players-compositeplayer--music-under-video';
    const tabs = [await openStory(context, story), await openStory(context, story)];
    for (const { page } of tabs) await allPlay(page, 2);
    const { resources, ended } = server.server.snapshot();
    expect(new Set(resources.map((resource) => resource.clientIdentifier)).size).toBe(4);
    expect(ended).toEqual([]);
    await context.close();
  });

  it('keeps to eight devices over three reloads of a page with eight players', async () => {
    server.server.restart();
    const before = server.server.snapshot().devices.length;
    const context = await contextWithServer(server);
    const { page } = await openStory(context, 'scenarios-many-players--eight');
    await allPlay(page, 8);
    const devices = server.server.snapshot().devices.slice(before);
    expect(devices).toHaveLength(8);
    for (let reload = 1; reload <= 3; reload += 1) {
      await page.reload();
      await allPlay(page, 8);
    }
    expect(server.server.snapshot().devices.slice(before)).toEqual(devices);
    await context.close();
  });
});

/** The stories of this context play from the server on the port, as if somebody had chosen it in the Storybook. */
async function contextWithServer({ baseUrl, token }: ListeningPlexServer): Promise<BrowserContext> {
  const context = await newContext();
  await context.addInitScript(
    (chosen) => sessionStorage.setItem('coplay-storybook:real-server', JSON.stringify(chosen)),
    { baseUrl, token },
  );
  return context;
}

/** Resolves when the page has this many media elements and each has moved. */
async function allPlay(page: Page, count: number): Promise<void> {
  await page.waitForFunction((expected) => {
    const media = [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
    return media.length === expected && media.every((element) => element.currentTime > 0.3);
  }, count);
}
