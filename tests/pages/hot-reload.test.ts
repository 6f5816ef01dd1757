import { join } from 'node:path';
import type { Page } from 'playwright';
import { createServer, mergeConfig, type Plugin, type ViteDevServer } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import sharedConfig from '../../vite.config.ts';
import { allowServer, newContext } from './browser-page.ts';
import { requestsTo } from './lab.ts';

const root = join(import.meta.dirname, '../..');
/** Modules to replace, from the host's component down to the lowest modules of the library. */
const host = 'tests/pages/hot-reload/App.tsx';
const replaced = [
  host,
  'src/components/SinglePlayer/SinglePlayer.tsx',
  'src/components/MusicPlayer/MusicPlayer.tsx',
  'src/hooks/usePlayback.ts',
  'src/hooks/player-context.ts',
  'src/playback/page/page-registry.ts',
  'src/plex/connection.ts',
];

/** A developer saves a file while the page plays: Vite replaces the module, and React Fast Refresh its components. */
describe('hot module replacement', () => {
  let plex: ListeningPlexServer;
  let vite: ViteDevServer;
  let page: Page;
  let hasNewHook = false;
  /** Adds a hook to the host's component, so that React remounts its tree. */
  const newHook: Plugin = {
    name: 'new-hook',
    enforce: 'pre',
    transform: (code, id) =>
      hasNewHook && id.endsWith(host)
        ? `import { useId } from 'react';\n${code.replace('return (', 'useId();\n  return (')}`
        : undefined,
  };

  beforeEach(async () => {
    plex = await startPlexServer({ evict: 'strict', token: null });
    vite = await createServer(
      mergeConfig(sharedConfig, {
        configFile: false,
        plugins: [newHook],
        root: join(import.meta.dirname, 'hot-reload'),
        cacheDir: join(root, 'node_modules/.cache/coplay/hot-reload'),
        logLevel: 'error',
        // Does not watch: other tests write files meanwhile.
        server: { host: '127.0.0.1', port: 0, watch: null, fs: { allow: [root] } },
      }),
    );
    await vite.listen();
    const context = await newContext();
    allowServer(context, plex);
    for (const baseUrl of vite.resolvedUrls?.local ?? []) allowServer(context, { baseUrl });
    page = await context.newPage();
  });
  afterEach(async () => {
    await page.context().close();
    await vite.close();
    await plex.close();
  });

  it('keeps element, position, volume and session', async () => {
    const uncaught: string[] = [];
    page.on('pageerror', (error) => uncaught.push(String(error)));
    const [url] = vite.resolvedUrls?.local ?? [];
    await page.goto(`${url}?baseUrl=${encodeURIComponent(plex.baseUrl)}`);
    await playOn(page);
    await page.evaluate(() => {
      for (const media of document.querySelectorAll<HTMLMediaElement>('video, audio')) {
        media.dataset.first = 'yes';
        media.volume = 0.5;
      }
    });
    const before = await positions(page);

    for (const file of replaced) await replace(file);
    hasNewHook = true;
    await replace(host);
    await playOn(page);

    const after = await positions(page);
    expect(after).toEqual(
      before.map(({ kind }) =>
        expect.objectContaining({ kind, first: 'yes', volume: expect.closeTo(0.5) }),
      ),
    );
    for (const [index, { seconds }] of after.entries())
      expect(seconds).toBeGreaterThan(before[index]?.seconds ?? 0);
    const now = plex.server.snapshot();
    expect(requestsTo(now, '/decision')).toHaveLength(2);
    expect(requestsTo(now, '/start.mpd')).toHaveLength(1);
    expect(now.ended).toEqual([]);
    expect(uncaught).toEqual([]);
  });

  /** Reloads a module as if its file had been saved. Resolves when the page has it. */
  async function replace(file: string): Promise<void> {
    const path = join(root, file);
    const { moduleGraph } = vite.environments.client;
    const [module] = moduleGraph.getModulesByFile(path) ?? [];
    if (!module) throw new Error(`The page does not use ${file}.`);
    const updates = await page.evaluate(() => window.hotUpdates);
    await vite.environments.client.reloadModule(module);
    await page.waitForFunction((count) => window.hotUpdates > count, updates);
  }
});

interface Position {
  readonly kind: string;
  readonly seconds: number;
  readonly volume: number;
  /** Marks the element of the first load. */
  readonly first: string | undefined;
}

function positions(page: Page): Promise<Position[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLMediaElement>('video, audio')].map((media) => ({
      kind: media.localName,
      seconds: media.currentTime,
      volume: media.volume,
      first: media.dataset.first,
    })),
  );
}

/** Resolves when both players are mounted and each has played for 0.3 s. */
async function playOn(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelectorAll('video, audio').length === 2);
  const from = await positions(page);
  await page.waitForFunction(
    (places) => {
      const media = [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
      return media.every(({ currentTime }, index) => currentTime > (places[index] ?? 0) + 0.3);
    },
    from.map(({ seconds }) => seconds),
  );
}
