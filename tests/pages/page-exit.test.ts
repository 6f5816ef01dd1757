import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab, playbackEnds, serverHas, serverIsIdle } from './lab.ts';

const players = [
  { kind: 'video', role: 'exit-video' },
  { kind: 'music', role: 'exit-music' },
] as const;

describe('a page that goes away', () => {
  let server: ListeningPlexServer;

  beforeEach(async () => {
    server = await startPlexServer({ evict: 'strict' });
  });
  afterEach(() => server.close());

  async function playAll(lab: Lab): Promise<void> {
    await lab.show(...players);
    await lab.allPlay(players.length);
  }

  /** Each playback was ended once; which answers are still on their way, nobody waits for. */
  async function expectAllStopped(playbacks: number): Promise<void> {
    const ends = playbackEnds(await serverIsIdle(server));
    expect(ends.map(({ stopped }) => stopped)).toEqual(Array(playbacks).fill(1));
  }

  it('tells the server when its tab is closed', async () => {
    const context = await newContext();
    const lab = await openLab(context, server);
    await playAll(lab);
    await lab.page.close();
    await expectAllStopped(players.length);
    await context.close();
  });

  it('tells the server when another page is opened in its place', async () => {
    const context = await newContext();
    const lab = await openLab(context, server);
    await playAll(lab);
    await lab.page.goto(`${inject('labUrl')}elsewhere.html`);
    await expectAllStopped(players.length);
    await context.close();
  });

  it('is a page with paused players when it comes back', async () => {
    const context = await newContext();
    const lab = await openLab(context, server);
    await playAll(lab);
    await tell(lab.page, 'pagehide');
    await serverIsIdle(server);
    const left = await positions(lab.page);
    await tell(lab.page, 'pageshow');
    await expectToPlayOn(lab, left);
    await context.close();
  });

  it('is that too when the browser itself has kept it', async ({ skip }) => {
    const context = await newContext({ keepsPages: true });
    const lab = await openLab(context, server);
    // A headless shell keeps no page, whatever it is told; a whole Chromium does.
    skip(!(await leaveAndComeBack(lab.page)), 'this browser keeps no pages');
    await playAll(lab);
    const left = await positions(lab.page);
    expect(await leaveAndComeBack(lab.page)).toBe(true);
    await expectToPlayOn(lab, left);
    await context.close();
  });

  async function expectToPlayOn(lab: Lab, left: readonly number[]): Promise<void> {
    // The sources are attached anew, and nothing plays unasked.
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
    expect(devices).toHaveLength(players.length);
    expect(resources).toHaveLength(players.length);
    await lab.hide();
    await expectAllStopped(2 * players.length);
    expect(lab.uncaught).toEqual([]);
  }
});

async function tell(page: Page, type: 'pagehide' | 'pageshow'): Promise<void> {
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

/** Answers whether the page is the same as before, and not a new load of it. */
async function leaveAndComeBack(page: Page): Promise<boolean> {
  await page.evaluate(() => {
    document.documentElement.dataset.kept = '';
  });
  await page.goto(`${inject('labUrl')}elsewhere.html`);
  await page.goBack({ waitUntil: 'commit' });
  return page.evaluate(() => 'kept' in document.documentElement.dataset);
}
