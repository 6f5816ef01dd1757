import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { serveFolder } from './static-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the static Storybook, with a slash at its end. */
    storybookUrl: string;
  }
}

const root = join(import.meta.dirname, '../..');

let folder: string | undefined;
let server: Awaited<ReturnType<typeof serveFolder>> | undefined;

/** Builds the Storybook afresh and serves it below a sub-path for all page tests. */
export async function setup(project: TestProject): Promise<void> {
  // A folder of its own, so that two runs at a time do not build over each other.
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
    // Vitest's own NODE_ENV would make Storybook build its parts for tests.
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
