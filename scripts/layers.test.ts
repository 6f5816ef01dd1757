import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientDirectiveFault, doorFault, testingLayerFault } from './source-rules.ts';

const root = join(import.meta.dirname, '..');

/** A file that breaks a rule (or does not), where it would lie, and the rule. */
const examples: readonly [path: string, source: string, rule: string | undefined][] = [
  ['src/plex/a.ts', "import { x } from './b.ts';", undefined],
  ['src/plex/a.ts', "import { sha256 } from '@noble/hashes/sha2.js';", undefined],
  ['src/plex/a.ts', "import { x } from 'react';", 'noRestrictedImports'],
  ['src/plex/a.ts', "import { x } from 'react/jsx-runtime';", 'noRestrictedImports'],
  ['src/plex/a.ts', "import type { x } from '../playback/b.ts';", 'noRestrictedImports'],
  ['src/plex/a.ts', "import { x } from '../hooks/b.ts';", 'noRestrictedImports'],
  ['src/plex/a.ts', "import { x } from '../components/b.tsx';", 'noRestrictedImports'],
  ['src/plex/a.ts', "import { x } from '../testing/index.ts';", 'noRestrictedImports'],
  ['src/plex/a.ts', "import { x } from 'coplay';", 'noRestrictedImports'],
  ['src/plex/a.ts', "import { x } from 'node:fs';", 'noNodejsModules'],
  ['src/plex/a.ts', 'export const x = window.name;', 'noRestrictedGlobals'],
  ['src/plex/a.ts', "export const x = document.querySelector('video');", 'noRestrictedGlobals'],
  ['src/plex/a.ts', "export const x = localStorage.getItem('x');", 'noRestrictedGlobals'],
  ['src/playback/a.ts', "import { x } from '../plex/index.ts';", undefined],
  ['src/playback/a.ts', "export const x = () => import('dashjs');", undefined],
  ['src/playback/a.ts', "import { x } from 'react';", 'noRestrictedImports'],
  ['src/playback/a.ts', "import { x } from '../hooks/b.ts';", 'noRestrictedImports'],
  ['src/playback/a.ts', "import { x } from '../components/b.tsx';", 'noRestrictedImports'],
  ['src/playback/a.ts', "import { x } from '../i18n/b.ts';", 'noRestrictedImports'],
  ['src/playback/a.ts', "import { x } from '../testing/index.ts';", 'noRestrictedImports'],
  ['src/playback/deep/a.ts', "import { x } from '../../testing/b.ts';", 'noRestrictedImports'],
  ['src/hooks/a.ts', "import { x } from '../playback/b.ts';", undefined],
  ['src/hooks/a.ts', "import { x } from 'react';", undefined],
  ['src/hooks/a.ts', "import { x } from '../components/b.tsx';", 'noRestrictedImports'],
  ['src/hooks/a.ts', "import { x } from '../i18n/b.ts';", 'noRestrictedImports'],
  ['src/hooks/a.ts', "import { x } from '../testing/index.ts';", 'noRestrictedImports'],
  ['src/components/a/a.ts', "import { x } from '../../hooks/b.ts';", undefined],
  ['src/components/a/a.ts', "import { x } from '../../testing/index.ts';", 'noRestrictedImports'],
  ['src/components/a/a.ts', "import { x } from 'dashjs';", 'noRestrictedImports'],
  ['src/index.ts', "export { x } from './testing/index.ts';", 'noRestrictedImports'],
  ['src/testing/a.ts', "import { Hono } from 'hono';", undefined],
  ['src/testing/a.ts', "import type { X } from '../plex/index.ts';", undefined],
  ['src/testing/a.ts', "import type { X } from '../playback/b.ts';", 'noRestrictedImports'],
  ['src/testing/a.ts', "import { x } from 'react';", 'noRestrictedImports'],
  ['src/testing/a.ts', "import { x } from 'msw';", 'noRestrictedImports'],
  ['src/testing/a.ts', "import { x } from 'node:fs';", 'noNodejsModules'],
  ['stories/a.stories.tsx', "import { x } from 'coplay/testing';", undefined],
  ['stories/a.stories.tsx', "import { x } from '../src/index.ts';", 'noRestrictedImports'],
  ['stories/a.stories.tsx', "import { x } from '../src/plex/index.ts';", 'noRestrictedImports'],
  ['tests/a.test.ts', "import { x } from '../dist/index.js';", 'noRestrictedImports'],
];

/** Lays each example out as a file of its own below a copy of the configuration and lints them in one go. */
describe('the layers', () => {
  let folder: string;
  let rulesByExample: Map<number, Set<string>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coplay-layers-'));
    await cp(join(root, '.gitignore'), join(folder, '.gitignore'));
    const config = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
    await writeFile(join(folder, 'biome.json'), JSON.stringify({ ...config, $schema: undefined }));
    const files = await Promise.all(
      examples.map(async ([path, source], index) => {
        const file = path.replace('/a.', `/example${index}.`);
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), `${source}\n`);
        return file;
      }),
    );
    const report = await lint(folder);
    rulesByExample = new Map(examples.map((_, index) => [index, new Set<string>()]));
    for (const { category, location } of report.diagnostics) {
      const index = files.indexOf(location.path);
      const rule = category.replace(/^lint\/\w+\//, '');
      if (/^(?:noRestricted|noNodejsModules)/.test(rule)) rulesByExample.get(index)?.add(rule);
    }
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const numbered = examples.map(([path, source, rule], index) => ({ index, path, source, rule }));

  it.each(numbered.filter(({ rule }) => rule))('$path may not say: $source', ({ index, rule }) => {
    expect([...(rulesByExample.get(index) ?? [])]).toEqual([rule]);
  });

  it.each(numbered.filter(({ rule }) => !rule))('$path may say: $source', ({ index }) => {
    expect([...(rulesByExample.get(index) ?? [])]).toEqual([]);
  });
});

interface LintReport {
  readonly diagnostics: readonly { category: string; location: { path: string } }[];
}

function lint(folder: string): Promise<LintReport> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none'];
  return new Promise((resolve, reject) => {
    // It ends with 1 because it finds what it should find.
    execFile(process.execPath, args, { cwd: folder }, (_, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout) as LintReport);
      } catch (cause) {
        reject(new Error(`biome gave no report: ${stderr}`, { cause }));
      }
    });
  });
}

describe('clientDirectiveFault', () => {
  it("wants 'use client' first in a React file of hooks and components", () => {
    const source = "import { useRef } from 'react';\n";
    expect(clientDirectiveFault('src/hooks/useX.ts', source)).toContain('does not start with');
    expect(clientDirectiveFault('src/hooks/useX.ts', `${source}'use client';\n`)).toBeDefined();
    expect(clientDirectiveFault('src/hooks/useX.ts', `'use client';\n${source}`)).toBeUndefined();
    const callsHook = 'export const useY = () => useX<number>();';
    expect(clientDirectiveFault('src/hooks/useY.ts', callsHook)).toBeDefined();
    expect(clientDirectiveFault('src/hooks/useY.ts', `// ${callsHook}`)).toBeUndefined();
    expect(clientDirectiveFault('src/components/X.tsx', 'export const X = <i />;')).toBeDefined();
  });

  it('refuses it everywhere else', () => {
    const source = "'use client';\nexport const x = 1;\n";
    expect(clientDirectiveFault('src/plex/x.ts', source)).toContain('no place');
    expect(clientDirectiveFault('src/hooks/x.ts', source)).toContain('no place');
    expect(clientDirectiveFault('src/index.ts', source)).toContain('no place');
  });
});

describe('testingLayerFault', () => {
  it('allows the types of src/plex and refuses its code', () => {
    const path = 'src/testing/a.ts';
    const door = "'../plex/index.ts'";
    expect(testingLayerFault(path, `import type { X } from ${door};`)).toBeUndefined();
    expect(testingLayerFault(path, `export type { X } from ${door};`)).toBeUndefined();
    expect(testingLayerFault(path, `import { x } from ${door};`)).toBeDefined();
    expect(testingLayerFault(path, `import { type X } from ${door};`)).toBeDefined();
    expect(testingLayerFault(path, `export * from ${door};`)).toBeDefined();
    expect(testingLayerFault(path, `const x = await import(${door});`)).toBeDefined();
  });
});

describe('doorFault', () => {
  it('refuses the door of the package from anywhere behind it, and leaves the others alone', () => {
    const fault = (path: string, module: string) =>
      doorFault(path, `import { x } from '${module}';`);
    expect(fault('src/testing/a.ts', '../index.ts')).toBeDefined();
    expect(fault('src/testing/routes/a.ts', '../../index.ts')).toBeDefined();
    expect(doorFault('src/playback/a.ts', "import type { X } from '../index.ts';")).toBeDefined();
    expect(doorFault('src/hooks/a.ts', "export * from '../index.ts';")).toBeDefined();
    expect(doorFault('src/hooks/a.ts', "const x = await import('../index.ts');")).toBeDefined();
    expect(fault('src/testing/routes/a.ts', '../index.ts')).toBeUndefined();
    expect(fault('src/hooks/a.ts', '../plex/index.ts')).toBeUndefined();
  });
});

describe('the source', () => {
  it("keeps the rules: 'use client' in its place, only types of src/plex in src/testing, no way in by the door", async () => {
    const faults: (string | undefined)[] = [];
    const paths = await readdir(join(root, 'src'), { recursive: true });
    for (const path of paths.map((name) => `src/${name.replaceAll('\\', '/')}`)) {
      if (!/\.tsx?$/.test(path) || /\.test\.tsx?$/.test(path)) continue;
      const source = await readFile(join(root, path), 'utf8');
      faults.push(
        clientDirectiveFault(path, source),
        testingLayerFault(path, source),
        doorFault(path, source),
      );
    }
    expect(faults.filter(Boolean)).toEqual([]);
  });
});
