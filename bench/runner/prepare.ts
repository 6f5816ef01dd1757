import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const bench = join(import.meta.dirname, '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Installs the dependencies of bench/ unless they match its lock file already. */
export async function installPeers(): Promise<void> {
  if (await isInstalled()) return;
  console.log('Installing the players of bench/ …');
  await run(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: bench });
}

/** Builds `dist`. */
export async function buildLibrary(): Promise<void> {
  console.log('Building coplay …');
  await run(npm, ['run', 'build'], { cwd: join(bench, '..') });
}

interface Lock {
  readonly packages?: Readonly<Record<string, { readonly version?: string }>>;
}

async function isInstalled(): Promise<boolean> {
  const installed = join(bench, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const [there, wanted] = await Promise.all(
    [installed, join(bench, 'package-lock.json')].map(
      async (path) => JSON.parse(await readFile(path, 'utf8')) as Lock,
    ),
  );
  return Object.entries(wanted?.packages ?? {}).every(
    ([path, { version }]) => path === '' || there?.packages?.[path]?.version === version,
  );
}
