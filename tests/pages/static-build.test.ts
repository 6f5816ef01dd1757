import { describe, expect, it } from 'vitest';
import { newContext, openStory } from './browser-page.ts';

describe('the static Storybook under a sub-path', () => {
  it('plays real media through its service worker', async () => {
    const context = await newContext();
    const { page, errors } = await openStory(context, 'internal-service-worker--both-kinds');
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1);
    await page.waitForFunction(() => (document.querySelector('audio')?.currentTime ?? 0) > 20);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('plays a video in SinglePlayer', async () => {
    const context = await newContext();
    const { page, errors } = await openStory(context, 'players-singleplayer--dash');
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1);
    expect(errors).toEqual([]);
    await context.close();
  });
});
