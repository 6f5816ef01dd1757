import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab } from './lab.ts';

declare global {
  interface Window {
    /** How many elements Web Audio has taken. */
    taken?: number;
  }
}

/** The volume is always 1, as on iPhones. The music beside a video is to be quieter by Web Audio, where that can be. */
describe('music beside a video where the volume is fixed', () => {
  let server: ListeningPlexServer;
  let lab: Lab;

  beforeAll(async () => {
    server = await startPlexServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    const context = await newContext();
    await context.addInitScript(() => {
      Object.defineProperty(HTMLMediaElement.prototype, 'volume', { get: () => 1, set() {} });
      const real = AudioContext.prototype.createMediaElementSource;
      AudioContext.prototype.createMediaElementSource = function take(media) {
        window.taken = (window.taken ?? 0) + 1;
        return real.call(this, media);
      };
    });
    lab = await openLab(context, server);
  });

  /** Resolves when the music plays beyond `seconds`. */
  const plays = (page: Page, seconds: number) =>
    page.waitForFunction(
      (from) => {
        const audio = document.querySelector('audio');
        return audio && !audio.paused && audio.currentTime > from;
      },
      seconds,
      { polling: 100 },
    );

  it('is routed through Web Audio after a gesture', async () => {
    await lab.show({ kind: 'composite', role: 'composite' });
    await plays(lab.page, 0.2);
    await lab.page.mouse.click(1, 1);
    await lab.page.waitForFunction(() => window.taken === 1);
    await plays(lab.page, 0.5);
    await lab.page.context().close();
  });

  it('plays, not quieter, from a server that sends no CORS headers for files', async () => {
    const undo = server.server.inject({ kind: 'no-cors', on: { path: /\/library\/parts\// } });
    await lab.show({ kind: 'composite', role: 'composite' });
    await plays(lab.page, 0.2);
    await lab.page.mouse.click(1, 1);
    await plays(lab.page, 1);
    expect(await lab.page.evaluate(() => window.taken)).toBeUndefined();
    expect(lab.uncaught).toEqual([]);
    undo();
    await lab.page.context().close();
  });

  it('plays on in another element where Web Audio gets no sound of it', async () => {
    await lab.page.evaluate(() => {
      AnalyserNode.prototype.getFloatTimeDomainData = (samples) => void samples.fill(0);
    });
    await lab.show({ kind: 'composite', role: 'composite' });
    await plays(lab.page, 0.2);
    await lab.page.mouse.click(1, 1);
    await lab.page.waitForFunction(() => window.taken === 1);
    const first = await lab.page.evaluateHandle(() => {
      const audio = document.querySelector('audio');
      if (audio) audio.playbackRate = 4;
      return audio;
    });
    await lab.page.waitForFunction((before) => document.querySelector('audio') !== before, first);
    await plays(lab.page, 5);
    expect(await lab.page.locator('audio').count()).toBe(1);
    expect(await lab.page.evaluate(() => window.taken)).toBe(1);
    await lab.page.context().close();
  });
});
