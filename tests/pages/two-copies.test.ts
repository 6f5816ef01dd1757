import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { allowServer, newContext } from './browser-page.ts';

/** Two applications on one page, each with its own bundle, as with micro front ends. */
describe('two copies of the library on one page', () => {
  let server: ListeningPlexServer;

  beforeAll(async () => {
    server = await startPlexServer({ evict: 'strict' });
  });
  afterAll(() => server.close());

  it('play with distinct identifiers', async () => {
    const context = await newContext();
    const page = await context.newPage();
    const { baseUrl, token } = server;
    allowServer(context, { baseUrl, token });
    const query = new URLSearchParams({ baseUrl, token: token ?? '' });
    await page.goto(`${inject('labUrl')}two-copies.html#${query}`);
    await page.waitForFunction(() => {
      const videos = [...document.querySelectorAll('video')];
      return videos.length === 2 && videos.every((video) => video.currentTime > 0.5);
    });
    const { resources, devices, ended } = server.server.snapshot();
    expect(resources).toHaveLength(2);
    expect(new Set(resources.map(({ clientIdentifier }) => clientIdentifier)).size).toBe(2);
    expect(devices).toHaveLength(2);
    expect(ended).toEqual([]);
    await context.close();
  });
});
