import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (name: string) => readFile(join(root, name), 'utf8');

type DependencyField = 'dependencies' | 'devDependencies';

async function namesInPackage(field: DependencyField): Promise<string[]> {
  const manifest = JSON.parse(await read('package.json')) as Record<DependencyField, object>;
  return Object.keys(manifest[field]);
}

/** The first cells of each table of the section "Dependencies" in CONTRIBUTING.md. */
async function tables(): Promise<string[][]> {
  const [, section = ''] = (await read('CONTRIBUTING.md')).split('\n## Dependencies\n');
  const [own = ''] = section.split('\n## ');
  const rows = /^\| `([^`]+)` \| \S/gm;
  return own
    .split('| package | why |')
    .slice(1)
    .map((table) => [...table.matchAll(rows)].map(([, name = '']) => name));
}

describe('the dependency tables of CONTRIBUTING.md', () => {
  it('list each dependency of a user once, in the order of package.json', async () => {
    expect((await tables())[0]).toEqual(await namesInPackage('dependencies'));
  });

  it('list each dependency for development once, in the order of package.json', async () => {
    expect((await tables())[1]).toEqual(await namesInPackage('devDependencies'));
  });
});
