import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab, playbackEnds, serverHas, serverIsIdle } from './lab.ts';

const players = [
  { kind: 'video', role: 'exit-video' },
  { kind: 'music', role: 'exit-music' },
] as const;

describe('a page that is left', () => {
  let server: ListeningPlexServer;

  beforeEach(async () => {
    server = await startPlexServer({ evict: 'strict' });
  });
  afterEach(() => server.close());

  async function playAll(lab: Lab): Promise<void> {
    await lab.show(...players);
    await lab.allPlay(players.length);
  }

  /** Each playback got one `stopped`. Requests still in flight do not count. */
  async function expectAllStopped(playbacks: number): Promise<void> {
    const ends = playbackEnds(await serverIsIdle(server));
    expect(ends.map(({ stopped }) => stopped)).toEqual(Array(playbacks).fill(1));
  }

  it('sends `stopped` when its tab is closed', async () => {
    const context = await newContext();
    const lab = await openLab(context, server);
    await playAll(lab);
    await lab.page.close();
    await expectAllStopped(players.length);
    await context.close();
  });

  it('sends `stopped` when the tab navigates to another page', async () => {
    const context = await newContext();
    const lab = await openLab(context, server);
    await playAll(lab);
    await lab.page.goto(`${inject('labUrl')}elsewhere.html`);
    await expectAllStopped(players.length);
    await context.close();
  });

  it('has paused players when it is restored', async () => {
    const context = await newContext();
    const lab = await openLab(context, server);
    await playAll(lab);
    await dispatch(lab.page, 'pagehide');
    await serverIsIdle(server);
    const left = await positions(lab.page);
    await dispatch(lab.page, 'pageshow');
    await expectToPlayOn(lab, left);
    await context.close();
  });

  it('has paused players when it is restored from the real back/forward cache', async ({
    skip,
  }) => {
    const context = await newContext({ keepsPages: true });
    const lab = await openLab(context, server);
    // A full Chromium has a back/forward cache, the headless shell has none.
    skip(!(await leaveAndGoBack(lab.page)), 'this browser has no back/forward cache');
    await playAll(lab);
    const left = await positions(lab.page);
    expect(await leaveAndGoBack(lab.page)).toBe(true);
    await expectToPlayOn(lab, left);
    await context.close();
  });

  async function expectToPlayOn(lab: Lab, left: readonly number[]): Promise<void> {
    // New sources are attached, and nothing plays by itself.
    await serverHas(
      server,
      'new playbacks',
      ({ resources }) => resources.length === players.length,
    );
    await lab.page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLMediaElement>('video, audio')].every(
        ({ readyState, paused }) => readyState >= 2 && paused,
      ),
    );
    for (const { role } of players) {
      const player = lab.page.locator(`[data-role="${role}"]`);
      await player.getByRole('button', { name: 'Play', exact: true }).click();
    }
    await lab.page.waitForFunction(
      (before) =>
        [...document.querySelectorAll<HTMLMediaElement>('video, audio')].every(
          ({ currentTime, paused }, at) => !paused && currentTime > (before[at] ?? 0) + 0.2,
        ),
      left,
    );
    const { devices, resources } = server.server.snapshot();
    // The one for the library has no role in its id.
    const own = devices.filter(({ clientIdentifier }) => clientIdentifier.includes('-'));
    expect(own).toHaveLength(players.length);
    expect(resources).toHaveLength(players.length);
    await lab.hide();
    await expectAllStopped(2 * players.length);
    expect(lab.uncaught).toEqual([]);
  }
});

async function dispatch(page: Page, type: 'pagehide' | 'pageshow'): Promise<void> {
  await page.evaluate((name) => {
    window.dispatchEvent(new PageTransitionEvent(name, { persisted: true }));
  }, type);
}

async function positions(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLMediaElement>('video, audio')].map(
      ({ currentTime }) => currentTime,
    ),
  );
}

/** Resolves with whether the page was restored from the cache, not loaded again. */
async function leaveAndGoBack(page: Page): Promise<boolean> {
  await page.evaluate(() => {
    document.documentElement.dataset.kept = '';
  });
  await page.goto(`${inject('labUrl')}elsewhere.html`);
  await page.goBack({ waitUntil: 'commit' });
  return page.evaluate(() => 'kept' in document.documentElement.dataset);
}
