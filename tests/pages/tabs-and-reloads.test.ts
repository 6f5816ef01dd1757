import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { allowServer, newContext, openStory } from './browser-page.ts';

/**
 * Several tabs of one user, and real reloads. The emulated server runs in Node behind its HTTP server, so that it outlives the
 * pages, with the strictest eviction rule.
 */
describe('pages with a server in Node', () => {
  let server: ListeningPlexServer;

  beforeAll(async () => {
    server = await startPlexServer({ evict: 'strict' });
  });
  afterAll(() => server.close());

  it('gives all players of two tabs distinct identifiers', async () => {
    const context = await contextWithServer(server);
    const story = 'players-compositeplayer--music-under-video';
    const tabs = [await openStory(context, story), await openStory(context, story)];
    for (const { page } of tabs) await allPlay(page, 2);
    const { resources, ended } = server.server.snapshot();
    expect(new Set(resources.map((resource) => resource.clientIdentifier)).size).toBe(4);
    expect(ended).toEqual([]);
    await context.close();
  });

  it('uses eight devices, and one for the library, over three reloads of a page with eight players', async () => {
    server.server.restart();
    const before = server.server.snapshot().devices.length;
    const context = await contextWithServer(server);
    const { page } = await openStory(context, 'scenarios-many-players--eight');
    await allPlay(page, 8);
    const devices = server.server.snapshot().devices.slice(before);
    expect(devices).toHaveLength(9);
    for (let reload = 1; reload <= 3; reload += 1) {
      await page.reload();
      await allPlay(page, 8);
    }
    expect(server.server.snapshot().devices.slice(before)).toEqual(devices);
    await context.close();
  });
});

/** Makes the stories of this context use `server`, as if it had been chosen in Storybook. */
async function contextWithServer({ baseUrl, token }: ListeningPlexServer): Promise<BrowserContext> {
  const context = await newContext();
  allowServer(context, { baseUrl, token });
  await context.addInitScript(
    (chosen) => sessionStorage.setItem('coplay-storybook:real-server', JSON.stringify(chosen)),
    { baseUrl, token },
  );
  return context;
}

/** Resolves when the page has this many media elements and each has started to play. */
async function allPlay(page: Page, count: number): Promise<void> {
  await page.waitForFunction((expected) => {
    const media = [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
    return media.length === expected && media.every((element) => element.currentTime > 0.3);
  }, count);
}
