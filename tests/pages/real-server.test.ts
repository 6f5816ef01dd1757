import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFileCatalogue } from '../../scripts/file-catalogue.ts';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { allowServer, newContext, openStory } from './browser-page.ts';
import { requestsTo } from './lab.ts';

/** A server whose film and playlist have other rating keys than those in the stories. */
describe('the stories with a real server', () => {
  let server: ListeningPlexServer;
  let page: Page | undefined;

  beforeEach(async () => {
    const { videos, tracks, playlists, read } = await readFileCatalogue();
    const [film] = videos;
    const [track] = tracks;
    const [playlist] = playlists;
    if (!film || !track || !playlist) throw new Error('The catalogue is empty.');
    server = await startPlexServer({
      evict: 'strict',
      catalogue: {
        videos: [{ ...film, ratingKey: '12345' }],
        tracks: [{ ...track, ratingKey: '777' }],
        albums: [],
        playlists: [{ ...playlist, ratingKey: '6789', items: ['777'] }],
        read,
      },
    });
  });
  afterEach(async () => {
    await page?.context().close();
    await server.close();
  });

  it.each([
    ['players-singleplayer--dash', 1],
    ['players-compositeplayer--music-under-video', 2],
    ['players-musicplayer--playlist', 1],
  ])('%s plays', async (story, players) => {
    const context = await newContext();
    const { baseUrl, token } = server;
    allowServer(context, { baseUrl, token });
    // As stored by the form on the page "Welcome".
    await context.addInitScript(
      (choice) => {
        sessionStorage.setItem('coplay-storybook:real-server', JSON.stringify(choice));
      },
      { baseUrl, token, video: '12345', playlist: '6789' },
    );
    ({ page } = await openStory(context, story));
    await page.waitForFunction((count) => {
      const media = [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
      return media.length === count && media.every(({ currentTime }) => currentTime > 0.3);
    }, players);
    const decisions = requestsTo(server.server.snapshot(), '/decision');
    expect(decisions.map(({ status }) => status)).toEqual(Array(players).fill(200));
  });
});
