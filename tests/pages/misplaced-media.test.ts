import { createPlexServer, type PlexServer } from 'coplay/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileCatalogue } from '../../scripts/file-catalogue.ts';
import { listen } from '../../scripts/listen.ts';
import { allowServer, newContext } from './browser-page.ts';
import { type Lab, openLab } from './lab.ts';
import type { LabPlayer } from './player-lab/page.tsx';

/** Which segment the server sends in place of number `index`. The film has 60, of a second. */
const servers: Readonly<Record<string, (index: number) => number>> = {
  always: () => 3,
  'from-five': (index) => Math.min(index, 5),
  'after-the-end': (index) => Math.min(index, 59),
};
/** Two sources, each with a few segments of both tracks. */
const MOST_SEGMENTS = 60;

/** Segments that are whole and belong to another place: dash.js would request one after another without end. */
describe('a server that sends a segment again', () => {
  const running = new Map<string, PlexServer>();
  let lab: Lab;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const catalogue = await readFileCatalogue();
    const listening = await listen(async (request) => {
      const url = new URL(request.url);
      const [name = ''] = url.hostname.split('.');
      const sent = servers[name];
      if (sent)
        url.pathname = url.pathname.replace(/(\d+)\.m4s$/, (_, n) => `${sent(Number(n))}.m4s`);
      const answer = await running.get(name)?.fetch(new Request(url, request));
      return answer ?? new Response(null, { status: 410 });
    });
    const context = await newContext();
    const players = Object.keys(servers).map((role): LabPlayer => {
      running.set(role, createPlexServer({ evict: 'strict', catalogue }));
      const baseUrl = listening.url.replace('127.0.0.1', `${role}.localhost`);
      allowServer(context, { baseUrl });
      return { kind: 'video', role, baseUrl, autoPlay: role === 'after-the-end' };
    });
    lab = await openLab(context, { baseUrl: listening.url });
    close = async () => {
      await context.close();
      await listening.close();
    };
    await lab.show(...players);
  }, 60_000);
  afterAll(() => close());

  const stateOf = async (role: string) =>
    (await lab.page.evaluate(() => window.lab.states()))[role];
  const segments = (role: string) =>
    (running.get(role)?.snapshot().requests ?? []).filter(({ path }) => path.endsWith('.m4s'));

  it.each(['always', 'from-five'])('%s fails with a word about it', async (role) => {
    await lab.page.waitForFunction((name) => window.lab.states()[name]?.status === 'error', role);
    expect((await stateOf(role))?.code).toBe('server-error');
    expect(segments(role).length).toBeLessThanOrEqual(MOST_SEGMENTS);
  });

  it('after the end does not lengthen the film', async () => {
    const role = 'after-the-end';
    await lab.page.waitForFunction(() =>
      [...document.querySelectorAll('video')].some(({ currentTime }) => currentTime > 0.2),
    );
    await lab.page.evaluate(() => {
      for (const video of document.querySelectorAll('video'))
        if (video.currentTime > 0.2) video.currentTime = 57;
    });
    await lab.page.waitForFunction((name) => window.lab.states()[name]?.status === 'ended', role);
    expect(segments(role).length).toBeLessThanOrEqual(2 * MOST_SEGMENTS);
    expect(lab.uncaught).toEqual([]);
  });
});
