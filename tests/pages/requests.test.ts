import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext, takeBreaches } from './browser-page.ts';
import { type Lab, openLab } from './lab.ts';

/** Resolves to this machine without a look-up, and nothing listens there. */
const elsewhere = 'http://elsewhere.localhost:47811';

/** The check after each test of a page, which fails a test with a request that it must not make. */
describe('the requests of a page', () => {
  let server: ListeningPlexServer;
  let lab: Lab;

  beforeEach(async () => {
    server = await startPlexServer();
    lab = await openLab(await newContext(), server);
  });
  afterEach(async () => {
    await lab.page.context().close();
    await server.close();
  });

  it('may go to the page and to its server', async () => {
    await lab.show({ kind: 'composite', role: 'both', ratingKey: '662560' });
    await lab.allPlay(2);
    expect(takeBreaches(lab.page.context())).toEqual([]);
  });

  it('may not go elsewhere, not even as a frame, from a worker or as a whole page', async () => {
    await lab.page.evaluate(async (origin) => {
      await fetch(`${origin}/fetch`, { mode: 'no-cors' }).catch(() => {});
      const frame = document.createElement('iframe');
      await new Promise((loaded) => {
        frame.onload = loaded;
        frame.src = `${origin}/frame`;
        document.body.append(frame);
      });
      const code = `fetch('${origin}/worker').catch(() => {}).then(() => postMessage(0));`;
      const worker = new Worker(URL.createObjectURL(new Blob([code])));
      await new Promise((answered) => {
        worker.onmessage = answered;
      });
    }, elsewhere);
    await lab.page.goto(`${elsewhere}/page`).catch(() => {});
    const found = takeBreaches(lab.page.context());
    expect(found.sort()).toEqual(
      ['fetch', 'frame', 'page', 'worker'].map((way) => `${elsewhere}/${way} is another origin.`),
    );
  });

  it('may not take the token elsewhere, nor to a segment', async () => {
    await lab.page.evaluate(
      async ([baseUrl, token]) => {
        const query = `?X-Plex-Token=${token}`;
        await fetch(`${baseUrl}/identity${query}`);
        await fetch(`/${query}`);
        await fetch(`/?other=${encodeURIComponent(query)}`);
        await fetch('/', { headers: { 'X-Note': token } });
        await fetch('/', { method: 'POST', body: token });
        await fetch(`${baseUrl}/video/:/transcode/universal/session/abc/0/1.m4s${query}`);
      },
      [server.baseUrl, server.token ?? ''] as const,
    );
    const found = takeBreaches(lab.page.context());
    expect(found).toHaveLength(6);
    expect(found.join()).not.toContain(server.token);
  });
});
