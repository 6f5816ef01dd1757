import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { serveFolder } from './static-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the static Storybook, with a trailing slash. */
    storybookUrl: string;
  }
}

const root = join(import.meta.dirname, '../..');

let folder: string | undefined;
let server: Awaited<ReturnType<typeof serveFolder>> | undefined;

/** Builds the Storybook and serves it under a sub-path for all page tests. */
export async function setup(project: TestProject): Promise<void> {
  // A separate folder for each run, since two may build at the same time.
  folder = await mkdtemp(join(tmpdir(), 'coplay-storybook-'));
  await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/storybook/dist/bin/dispatcher.js'),
      'build',
      '--quiet',
      '--output-dir',
      folder,
    ],
    // Vitest's NODE_ENV would make Storybook build for tests.
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, maxBuffer: 64_000_000 },
  ).catch((error: { stdout?: string; stderr?: string }) => {
    throw new Error(
      `The Storybook could not be built:\n${error.stdout ?? ''}${error.stderr ?? ''}`,
    );
  });
  server = await serveFolder(folder, '/some/sub/path/');
  project.provide('storybookUrl', server.url);
}

export async function teardown(): Promise<void> {
  await server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
}
