import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { waitFor } from 'coplay/testing';
import type { Browser, Page } from 'puppeteer-core';
import { serveFolder } from '../../tests/pages/static-server.ts';
import { startPlexServer } from '../listen.ts';

const root = join(import.meta.dirname, '../..');
/** How long media may take to play, and a server to hear that a page is gone. Milliseconds. */
const PATIENCE_MS = 20_000;

/** Ways in which a user leaves a page. */
export const waysOut = ['close the tab', 'go elsewhere'] as const;

/**
 * Plays a video, leaves the page, and counts how often the server got a `stopped`, out of `rounds`. It may get two: Firefox can end
 * the script right behind the request, and then the page does not know that it has sent one.
 */
export async function countStops(
  browser: Browser,
  way: (typeof waysOut)[number],
  rounds: number,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'coplay-closed-tabs-'));
  const lab = await serveFolder(folder, '/');
  try {
    await buildLab(folder);
    let stops = 0;
    for (let round = 0; round < rounds; round += 1) {
      if (await isTold(browser, way, lab.url)) stops += 1;
    }
    return stops;
  } finally {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function isTold(
  browser: Browser,
  way: (typeof waysOut)[number],
  url: string,
): Promise<boolean> {
  const { baseUrl, token, server, close } = await startPlexServer({ evict: 'strict' });
  const page = await browser.newPage();
  try {
    // In the fragment, which no request contains.
    const connection = new URLSearchParams({ baseUrl, token: token ?? '' });
    await page.goto(`${url}#${connection}`);
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2, {
      timeout: PATIENCE_MS,
    });
    await leave(page, way, url);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const over = await waitFor(server, ({ resources }) => resources.length === 0, { signal });
    return over.requests.some(({ query }) => query.state === 'stopped');
  } catch {
    return false;
  } finally {
    if (!page.isClosed()) await page.close();
    await close();
  }
}

function leave(page: Page, way: (typeof waysOut)[number], url: string): Promise<unknown> {
  if (way === 'close the tab') return page.close({ runBeforeUnload: false });
  return page.goto(`${url}elsewhere.html`);
}

async function buildLab(folder: string): Promise<void> {
  const config = join(root, 'tests/pages/player-lab/vite.config.ts');
  await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', config, '--outDir', folder],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  );
  const page = (body: string) => `<!doctype html><title>Player lab</title>${body}`;
  await writeFile(
    join(folder, 'index.html'),
    page('<script type="module" src="page.js"></script>'),
  );
  await writeFile(join(folder, 'elsewhere.html'), page('<h1>Another page</h1>'));
}
