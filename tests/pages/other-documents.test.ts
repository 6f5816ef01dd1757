import type { Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab, serverHas } from './lab.ts';

/** A page shows its players in an iframe, in a shadow root, or in a window of its own. */
describe('in another document or a shadow root', () => {
  let server: ListeningPlexServer;
  let lab: Lab;

  beforeAll(async () => {
    server = await startPlexServer();
    lab = await openLab(await newContext(), server);
  });
  afterAll(async () => {
    await lab.page.context().close();
    await server.close();
  });

  /** Resolves when the video plays, with the place where it is. */
  async function plays(place: Page | Frame): Promise<void> {
    await place.locator('video').waitFor();
    await place.locator('video').evaluate(
      (video: HTMLVideoElement) =>
        new Promise<void>((resolve) => {
          const look = () => video.currentTime > 0.3 && !video.paused && resolve();
          video.addEventListener('timeupdate', look);
          look();
        }),
    );
  }

  it.each(['iframe', 'shadow'] as const)(
    'plays, is quiet, and goes full screen by key: %s',
    async (where) => {
      await lab.show({ kind: 'video', role: where, place: where });
      const place = where === 'iframe' ? lab.page.frames().at(-1) : lab.page;
      if (!place) throw new Error('There is no frame.');
      await plays(place);

      const slider = place.getByRole('slider', { name: 'Seek' });
      await slider.focus();
      const texts = await slider.evaluate(
        (input: HTMLInputElement) =>
          new Promise<(string | null)[]>((resolve) => {
            const root = input.getRootNode() as Document | ShadowRoot;
            const video = root.querySelector('video');
            const start = video?.currentTime ?? 0;
            const before = input.getAttribute('aria-valuetext');
            video?.addEventListener('timeupdate', () => {
              if (video.currentTime > start + 1.3)
                resolve([before, input.getAttribute('aria-valuetext')]);
            });
          }),
      );
      expect(texts[0]).toBe(texts[1]);

      await lab.page.keyboard.press('f');
      await place.getByRole('button', { name: 'Exit full screen' }).waitFor();
      await lab.page.keyboard.press('f');
      await place.getByRole('button', { name: 'Full screen', exact: true }).waitFor();
      await lab.page.keyboard.press('k');
      await place.getByRole('button', { name: 'Play', exact: true }).waitFor();
      await lab.hide();
      expect(lab.uncaught).toEqual([]);
    },
  );

  it('plays in a window of its own and back in the page, and tells the server when the window is closed', async () => {
    const { page } = lab;
    await page.evaluate(() =>
      document.addEventListener('click', () => window.lab.openWindow(), { once: true }),
    );
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.mouse.click(5, 5)]);
    await lab.show({ kind: 'video', role: 'popped', place: 'window' });
    await plays(popup);
    const before = await popup
      .locator('video')
      .evaluate((video: HTMLVideoElement) => video.currentTime);

    await lab.show({ kind: 'video', role: 'popped' });
    await plays(page);
    const after = await page
      .locator('video')
      .evaluate((video: HTMLVideoElement) => video.currentTime);
    // The last position that is known: elements tell theirs four times a second.
    expect(after).toBeGreaterThanOrEqual(before - 0.3);

    // As a page does for a window of picture-in-picture.
    await page.evaluate(() => {
      const around = document.querySelector('body > div:has(video)');
      if (around) window.labWindow?.document.body.append(around);
    });
    await plays(popup);
    await popup.locator('.coplay-player').focus();
    await popup.keyboard.press('f');
    await popup.getByRole('button', { name: 'Exit full screen' }).waitFor();
    const moved = await popup
      .locator('video')
      .evaluate((video: HTMLVideoElement) => video.currentTime);
    expect(moved).toBeGreaterThanOrEqual(after - 0.3);
    await popup.keyboard.press('f');
    await popup.evaluate(() => {
      const around = document.querySelector('body > div');
      if (around) window.opener.document.body.append(around);
    });
    await plays(page);

    await lab.show({ kind: 'video', role: 'popped', place: 'window' });
    await plays(popup);
    await popup.close();
    // The component is still mounted.
    await serverHas(server, 'no stream', ({ resources }) => resources.length === 0);
    expect(lab.uncaught).toEqual([]);
  });
});
