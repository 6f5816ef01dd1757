import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ListeningPlexServer, listen, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab } from './lab.ts';
import type { LabPlayer, LabState } from './player-lab/page.tsx';

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
    lab = await openLab(await newContext(), plex, `${page.url}/index.html`);
    warnings = [];
    lab.page.on('console', (message) => void warnings.push(message.text()));
    await lab.show(...players);
  }

  /** Asks again with each frame: `waitForFunction` runs text as code, which these policies forbid. */
  const until = (check: () => boolean) =>
    lab.page.evaluate(
      (name) =>
        new Promise<void>((resolve) => {
          const checks: Record<string, () => boolean> = {
            failed: () => window.lab.errors.length > 0,
            playing: () => {
              const media = [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
              return media.length === 3 && media.every(({ currentTime }) => currentTime > 0.2);
            },
            shown: () => {
              const covers = [...document.querySelectorAll<HTMLImageElement>('.coplay-artwork img')];
              return covers.some(({ complete, naturalWidth }) => complete && naturalWidth > 0);
            },
            blocked: () => document.querySelector('.coplay-artwork img') !== null,
          };
          const look = () => (checks[name]?.() ? resolve() : requestAnimationFrame(look));
          look();
        }),
      check.name,
    );

  it('plays converted video, files and shows covers under the policy of the docs', async () => {
    policy = await documented();
    expect(policy).toMatch(/^default-src 'none';/);
    await open(converted, direct, music);
  });
});
