import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright';
import { serveFolder } from '../tests/pages/static-server.ts';
import { resolveBrowser } from './browser.ts';

/** The built and served page of a run, and browsers to open it. */
export interface Playground {
  /** Starts a browser for one run, so that a browser crash affects no other run. */
  launch(): Promise<Browser>;
  /** With a trailing slash. */
  readonly pageUrl: string;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '..');

/** Builds and serves `scripts/<name>/page`. */
export async function openPlayground(name: 'chaos' | 'soak'): Promise<Playground> {
  // A separate folder for each run, since two may build at the same time.
  const folder = await mkdtemp(join(tmpdir(), `coplay-${name}-`));
  await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/vite/bin/vite.js'),
      'build',
      join(import.meta.dirname, name, 'page'),
      ...['--config', join(root, 'vite.config.ts'), '--base', './', '--logLevel', 'warn'],
      ...['--outDir', folder, '--emptyOutDir'],
    ],
    // The NODE_ENV of a test runner would bundle the development build of React.
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
