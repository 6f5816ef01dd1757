import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ListeningPlexServer, listen, startPlexServer } from '../../scripts/listen.ts';
import { allowServer, newContext } from './browser-page.ts';
import { type Lab, openLab } from './lab.ts';
import type { LabPlayer } from './player-lab/page.tsx';

/** Converted, a film that plays directly, and a track with a cover, which plays directly. */
const converted: LabPlayer = { kind: 'video', role: 'converted' };
const direct: LabPlayer = { kind: 'video', role: 'direct', ratingKey: '662560' };
const music: LabPlayer = { kind: 'music', role: 'music' };

/** The page is at one origin, the Plex server at another. */
describe('a page with a Content Security Policy', () => {
  let plex: ListeningPlexServer;
  let page: Awaited<ReturnType<typeof listen>>;
  let policy: string;
  let lab: Lab;
  let warnings: string[];

  beforeAll(async () => {
    plex = await startPlexServer({ evict: 'strict' });
    page = await listen(async (request) => {
      const { pathname } = new URL(request.url);
      const { body, headers } = await fetch(new URL(`.${pathname}`, inject('labUrl')));
      const sent = new Headers(headers);
      sent.set('Content-Security-Policy', policy);
      return new Response(body, { headers: sent });
    });
  });
  afterEach(() => lab.page.context().close());
  afterAll(() => Promise.all([page.close(), plex.close()]));

  /** The header line of the docs, for this server. */
  async function documented(): Promise<string> {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const [, line = ''] = /^Content-Security-Policy: (.*)$/m.exec(readme) ?? [];
    return line.replaceAll('http://192.168.1.10:32400', new URL(plex.baseUrl).origin);
  }

  async function open(...players: LabPlayer[]) {
    const context = await newContext();
    allowServer(context, { baseUrl: page.url });
    lab = await openLab(context, plex, `${page.url}/index.html`);
    warnings = [];
    lab.page.on('console', (message) => void warnings.push(message.text()));
    await lab.show(...players);
  }

  /** Asks again with each frame: `waitForFunction` runs text as code, which these policies forbid. */
  const until = (what: 'failed' | 'playing' | 'covered') =>
    lab.page.evaluate(
      (name) =>
        new Promise<void>((resolve) => {
          const media = () => [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
          const cover = () => document.querySelector<HTMLImageElement>('.coplay-artwork img');
          const checks = {
            failed: () => window.lab.errors.length > 0,
            playing: () => media().length > 0 && media().every((one) => one.currentTime > 0.2),
            covered: () => cover()?.complete,
          };
          const look = () => (checks[name]() ? resolve() : requestAnimationFrame(look));
          look();
        }),
      what,
    );
  const coverWidth = () =>
    lab.page.evaluate(
      () => document.querySelector<HTMLImageElement>('.coplay-artwork img')?.naturalWidth,
    );
  const errors = () =>
    lab.page.evaluate(() => window.lab.errors.map(({ code, message }) => `${code}: ${message}`));

  it('plays converted video, files and music, and shows covers, under the policy of the docs', async () => {
    policy = await documented();
    expect(policy).toMatch(/^default-src 'none';/);
    await open(converted, direct, music);
    await until('playing');
    await until('covered');
    expect(await coverWidth()).toBeGreaterThan(0);
    expect(await errors()).toEqual([]);
    expect(warnings.filter((text) => text.includes('Policy'))).toEqual([]);
    expect(lab.uncaught).toEqual([]);
  });

  it.each([
    ['connect-src', 'a converted video', converted, 'server'],
    ['connect-src', 'a list', music, 'server'],
    ['media-src', 'a file', direct, 'server'],
    ['media-src', 'a converted video', converted, 'blob:'],
  ] as const)('names %s where it blocks %s', async (directive, _, player, source) => {
    const { origin } = new URL(plex.baseUrl);
    const left = source === 'blob:' ? origin : "'self'";
    policy = (await documented()).replace(new RegExp(`${directive} [^;]*`), `${directive} ${left}`);
    await open(player);
    await until('failed');
    const allowed = source === 'blob:' ? source : origin;
    expect(await errors()).toEqual([
      expect.stringMatching(
        new RegExp(`^server-unreachable: .*Policy.* Add ${allowed} to its ${directive}\\.$`),
      ),
    ]);
  });

  it('names img-src in a warning where it blocks covers', async () => {
    policy = (await documented()).replace(/img-src [^;]*/, "img-src 'none'");
    await open({ ...music, autoPlay: false });
    await until('covered');
    expect(await coverWidth()).toBe(0);
    expect(warnings).toContainEqual(expect.stringMatching('Add blob: to its img-src'));
  });

  it('is another reason than a page by https, which may not ask a server by http', async () => {
    const context = await newContext();
    const [home, server] = ['https://home.test', 'http://plex.test:32400'];
    for (const baseUrl of [home, server]) allowServer(context, { baseUrl });
    await context.route(`${home}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      await route.fulfill({
        response: await route.fetch({ url: `${inject('labUrl').slice(0, -1)}${pathname}` }),
      });
    });
    lab = await openLab(context, { baseUrl: server }, `${home}/index.html`);
    await lab.show(converted, music);
    await lab.page.waitForFunction(() => window.lab.errors.length === 2);
    const mixed = expect.stringMatching(/^server-unreachable: .*loaded by https.*https address/);
    expect(await errors()).toEqual([mixed, mixed]);
    // The page may still be loading what it prepares when it is idle.
    await context.unrouteAll({ behavior: 'wait' });
  });
});
