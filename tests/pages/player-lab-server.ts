import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { serveFolder } from './static-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the folder with the bundled page, with a trailing slash. */
    labUrl: string;
  }
}

const root = join(import.meta.dirname, '../..');

const script = (query = '') => `<script type="module" src="page.js${query}"></script>`;
const pages: Readonly<Record<string, string>> = {
  'index.html': `<link rel="stylesheet" href="page.css">${script()}`,
  // Two applications, each with its own bundle: another query makes another module.
  'two-copies.html': `${script('?copy=1')}${script('?copy=2')}`,
  'elsewhere.html': '<h1>Another page</h1>',
};

let folder: string | undefined;
let server: Awaited<ReturnType<typeof serveFolder>> | undefined;

/** Bundles a page with players, as an application ships them, and serves it for all page tests. */
export async function setup(project: TestProject): Promise<void> {
  // A separate folder for each run, since two may build at the same time.
  folder = await mkdtemp(join(tmpdir(), 'coplay-player-lab-'));
  await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/vite/bin/vite.js'),
      'build',
      '--config',
      join(import.meta.dirname, 'player-lab/vite.config.ts'),
      '--outDir',
      folder,
      '--emptyOutDir',
    ],
    // Vitest's NODE_ENV would bundle the development build of React.
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  );
  for (const [name, body] of Object.entries(pages)) {
    await writeFile(join(folder, name), `<!doctype html><title>Player lab</title>${body}`);
  }
  server = await serveFolder(folder, '/');
  project.provide('labUrl', server.url);
}

export async function teardown(): Promise<void> {
  await server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
}
