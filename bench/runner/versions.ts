import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { PeerInfo } from '../peers.ts';

const bench = join(import.meta.dirname, '..');

/** Versions of the packages, Node and the browser, as text. */
export async function readVersions(
  peers: readonly PeerInfo[],
  browserVersion: string,
): Promise<readonly string[]> {
  const names = new Set(['react', ...peers.flatMap(({ packages }) => packages)]);
  const packages = [...names].map(async (name) => {
    const folder = name === 'coplay' ? join(bench, '..') : join(bench, 'node_modules', name);
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return `${name} ${version}`;
  });
  return [
    ...(await Promise.all(packages)),
    `Node ${process.versions.node}`,
    `Chromium ${browserVersion}`,
    `${cpus().length} cores`,
  ];
}
