import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { newContext, openStory } from './browser-page.ts';

/** Uses real pointer and keyboard input, which stories can only simulate. */
describe('the controls of a video', () => {
  async function openPlayer(): Promise<Page> {
    const { page } = await openStory(
      await newContext(),
      'players-singleplayer--starts-in-the-middle',
    );
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 31);
    return page;
  }

  const read = (page: Page) =>
    page.evaluate(() => {
      const video = document.querySelector('video');
      if (!video) throw new Error('There is no video.');
      const { currentTime, volume, muted, paused, duration } = video;
      return { currentTime, volume, muted, paused, duration };
    });

  it('seek, set the volume, mute and pause with the pointer', async () => {
    const page = await openPlayer();
    const seek = page.getByRole('slider', { name: 'Seek' });
    const box = await seek.boundingBox();
    if (!box) throw new Error('The seek bar is not visible.');
    await page.mouse.click(box.x + box.width * 0.2, box.y + box.height / 2);
    await page.waitForFunction(() => {
      const video = document.querySelector('video');
      return video && !video.seeking && video.currentTime > 10 && video.currentTime < 16;
    });

    await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2, { steps: 6 });
    await page.mouse.up();
    await page.waitForFunction(() => {
      const video = document.querySelector('video');
      return video && !video.seeking && video.currentTime > 43 && video.currentTime < 49;
    });

    const volume = await page.getByRole('slider', { name: 'Volume' }).boundingBox();
    if (!volume) throw new Error('The volume slider is not visible.');
    await page.mouse.click(volume.x + volume.width / 2, volume.y + volume.height / 2);
    await page.waitForFunction(() => {
      const { volume: gain } = document.querySelector('video') ?? { volume: 1 };
      return gain > 0.3 && gain < 0.7;
    });

    await page.getByRole('button', { name: 'Mute' }).click();
    await page.waitForFunction(() => document.querySelector('video')?.muted);
    await page.getByRole('button', { name: 'Pause' }).click();
    expect(await read(page)).toMatchObject({ muted: true, paused: true });

    // A slow double click: the first click has played already.
    await page.mouse.move(300, 300);
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForFunction(() => document.querySelector('video')?.paused === false);
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await page.getByRole('button', { name: 'Exit full screen' }).waitFor();
    expect(await read(page)).toMatchObject({ paused: true });
    await page.context().close();
  });

  it('can be reached and used with the keyboard alone', async () => {
    const page = await openPlayer();
    await page.getByRole('slider', { name: 'Seek' }).focus();
    const before = await read(page);
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction((from) => {
      const video = document.querySelector('video');
      return video && !video.seeking && video.currentTime >= from + 4.5;
    }, before.currentTime);
    await page.keyboard.press('Home');
    await page.waitForFunction(() => {
      const video = document.querySelector('video');
      return video && !video.seeking && video.currentTime < 5;
    });

    const names: string[] = [];
    for (let tab = 0; tab < 5; tab += 1) {
      names.push(
        await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''),
      );
      await page.keyboard.press('Tab');
    }
    expect(names).toEqual(['Seek', 'Pause', 'Mute', 'Volume', 'Full screen']);

    await page.getByRole('slider', { name: 'Volume' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => (document.querySelector('video')?.volume ?? 1) < 1);
    await page.getByRole('button', { name: 'Pause' }).focus();
    // Held down, it presses once.
    for (let times = 0; times < 4; times += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    expect(await read(page)).toMatchObject({ paused: true });
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('video')?.paused === false);
    await page.context().close();
  });
});
