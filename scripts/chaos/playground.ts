import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright';
import { serveFolder } from '../../tests/pages/static-server.ts';
import { resolveBrowser } from '../browser.ts';

/** The page of the chaos runs, built and served, and browsers to open it in. */
export interface Playground {
  /** A browser for one run, so that one which breaks down takes no other run with it. */
  launch(): Promise<Browser>;
  /** With a slash at its end. */
  readonly pageUrl: string;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');

export async function openPlayground(): Promise<Playground> {
  // A folder of its own, so that two runs at a time do not build over each other.
  const folder = await mkdtemp(join(tmpdir(), 'coplay-chaos-'));
  await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/vite/bin/vite.js'),
      'build',
      join(import.meta.dirname, 'page'),
      ...['--config', join(root, 'vite.config.ts'), '--base', './', '--logLevel', 'warn'],
      ...['--outDir', folder, '--emptyOutDir'],
    ],
    // A NODE_ENV of a test runner would bring in the development build of React.
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  );
  const pages = await serveFolder(folder, '/');
  const program = await resolveBrowser();
  return {
    launch: () => chromium.launch({ ...program, headless: true }),
    pageUrl: pages.url,
    async close() {
      await pages.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
