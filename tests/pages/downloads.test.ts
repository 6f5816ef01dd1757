import { describe, expect, it } from 'vitest';
import { newContext, openStory } from './browser-page.ts';

/** Paths of all scripts that a page has loaded by the time its media element plays. */
async function scriptsOf(story: string): Promise<string[]> {
  const context = await newContext();
  const scripts: string[] = [];
  context.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
  });
  const { page } = await openStory(context, story);
  await page.waitForFunction(
    () => (document.querySelector<HTMLMediaElement>('video, audio')?.currentTime ?? 0) > 0.5,
  );
  await context.close();
  return scripts;
}

const isDash = (path: string) => /\/dash[\w.-]*\.js$/i.test(path);

describe('dash.js', () => {
  it('is downloaded for DASH', async () => {
    const scripts = await scriptsOf('players-singleplayer--dash');
    expect(scripts.filter(isDash)).toHaveLength(1);
  });

  it('is not downloaded for music', async () => {
    const scripts = await scriptsOf('players-musicplayer--playlist');
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter(isDash)).toEqual([]);
  });
});
