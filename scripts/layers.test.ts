import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayImport, roomNames } from './rooms.ts';
import {
  clientDirectiveFault,
  entryPointFault,
  globalDocumentFault,
  testingLayerFault,
  wallClockFault,
} from './source-rules.ts';

const root = join(import.meta.dirname, '..');

/** Where a file lies, what it holds, and the lint rule that it breaks (undefined: none). */
type Example = readonly [path: string, source: string, rule: string | undefined];

const refused = 'noRestrictedImports';

/** The folders of a room in which a file may lie: the row of the room covers its subfolders too. */
const foldersOf = (room: string) =>
  room === 'engine'
    ? [`src/playback/${room}`, `src/playback/${room}/segments`]
    : [`src/playback/${room}`];

/** Each pair of rooms: the import is allowed or refused, by its type and by its value, from subfolders and into them. */
const roomExamples: Example[] = roomNames.flatMap((from) =>
  foldersOf(from).flatMap((folder) =>
    roomNames
      .filter((to) => to !== from)
      .flatMap((to): Example[] => {
        const rule = mayImport(from, to) ? undefined : refused;
        const up = folder.endsWith('/segments') ? '../..' : '..';
        return [
          [`${folder}/a.ts`, `import { x } from '${up}/${to}/b.ts';`, rule],
          [`${folder}/a.ts`, `import type { X } from '${up}/${to}/b.ts';`, rule],
          [`${folder}/a.ts`, `import type { X } from '${up}/${to}/deep/b.ts';`, rule],
          [`${folder}/deep/a.ts`, `import { x } from '${up}/../${to}/b.ts';`, rule],
          [
            `${folder}/deep/er/a.ts`,
            `import { x } from '../../${up}/../playback/${to}/b.ts';`,
            rule,
          ],
          [`${folder}/a.ts`, `export { x } from '${up}/${to}/b.ts';`, rule],
          [`${folder}/a.ts`, `export const x = () => import('${up}/${to}/b.ts');`, rule],
        ];
      }),
  ),
);

/** What holds in every room: `src/plex` is allowed, everything above `src/playback` is refused. */
const everyRoomExamples: Example[] = roomNames.flatMap((room): Example[] => {
  const path = `src/playback/${room}/a.ts`;
  return [
    [path, "import { x } from './b.ts';", undefined],
    [path, "import { x } from '../../plex/index.ts';", undefined],
    [path, "import type { X } from '../../plex/b.ts';", undefined],
    [path, "import { x } from 'react';", refused],
    [path, "import { x } from 'react-dom/client';", refused],
    [path, "import { x } from 'clsx';", refused],
    [path, "import { x } from '../../hooks/b.ts';", refused],
    [path, "import { x } from '../../components/b.tsx';", refused],
    [path, "import { x } from '../../i18n/b.ts';", refused],
    [path, "import { x } from '../../testing/b.ts';", refused],
    [path, "import { x } from 'coplay/plex';", refused],
    [path, "import { x } from 'node:fs';", 'noNodejsModules'],
    [path, "export const x = () => import('dashjs');", room === 'engine' ? undefined : refused],
  ];
});

/** The rooms that hooks, components and i18n may import. */
const layersAbove: readonly [folder: string, rooms: readonly string[]][] = [
  ['src/hooks', ['player', 'queue', 'page', 'core']],
  ['src/components', ['player', 'queue', 'core']],
  ['src/i18n', ['core']],
];
const aboveExamples: Example[] = layersAbove.flatMap(([folder, allowed]) =>
  roomNames.flatMap((room): Example[] => {
    const rule = allowed.includes(room) ? undefined : refused;
    return [
      [`${folder}/a.ts`, `import { x } from '../playback/${room}/b.ts';`, rule],
      [`${folder}/a.ts`, `import type { X } from '../playback/${room}/b.ts';`, rule],
      [`${folder}/deep/a.ts`, `import type { X } from '../../playback/${room}/deep/b.ts';`, rule],
    ];
  }),
);

const examples: readonly Example[] = [
  ...roomExamples,
  ...everyRoomExamples,
  ...aboveExamples,
  ['src/plex/a.ts', "import { x } from './b.ts';", undefined],
  ['src/plex/a.ts', "import { sha256 } from '@noble/hashes/sha2.js';", undefined],
  ['src/plex/a.ts', "import { x } from 'react';", refused],
  ['src/plex/a.ts', "import { x } from 'react/jsx-runtime';", refused],
  ['src/plex/a.ts', "import type { x } from '../playback/b.ts';", refused],
  ['src/plex/a.ts', "import { x } from '../hooks/b.ts';", refused],
  ['src/plex/a.ts', "import { x } from '../components/b.tsx';", refused],
  ['src/plex/a.ts', "import { x } from '../testing/index.ts';", refused],
  ['src/plex/a.ts', "import { x } from 'coplay';", refused],
  ['src/plex/a.ts', "import { x } from 'node:fs';", 'noNodejsModules'],
  ['src/plex/a.ts', 'export const x = window.name;', 'noRestrictedGlobals'],
  ['src/plex/a.ts', "export const x = document.querySelector('video');", 'noRestrictedGlobals'],
  ['src/plex/a.ts', "export const x = localStorage.getItem('x');", 'noRestrictedGlobals'],
  ['src/playback/a.ts', "import { x } from '../plex/index.ts';", undefined],
  ['src/playback/a.ts', "export const x = () => import('dashjs');", undefined],
  ['src/playback/a.ts', "import { x } from 'react';", refused],
  ['src/playback/a.ts', "import { x } from '../hooks/b.ts';", refused],
  ['src/playback/a.ts', "import { x } from '../components/b.tsx';", refused],
  ['src/playback/a.ts', "import { x } from '../i18n/b.ts';", refused],
  ['src/playback/a.ts', "import { x } from '../testing/index.ts';", refused],
  ['src/playback/deep/a.ts', "import { x } from '../../testing/b.ts';", refused],
  ['src/hooks/a.ts', "import { x } from 'react';", undefined],
  ['src/hooks/a.ts', "import { x } from '../components/b.tsx';", refused],
  ['src/hooks/a.ts', "import { x } from '../i18n/b.ts';", refused],
  ['src/hooks/a.ts', "import { x } from '../testing/index.ts';", refused],
  ['src/components/a/a.ts', "import { x } from '../../hooks/b.ts';", undefined],
  ['src/components/a/a.ts', "import { x } from '../../i18n/b.ts';", undefined],
  ['src/components/a/a.ts', "import { x } from '../../testing/index.ts';", refused],
  ['src/components/a/a.ts', "import { x } from 'dashjs';", refused],
  ['src/i18n/a.ts', "import { x } from 'react';", refused],
  ['src/i18n/a.ts', "import { x } from '../hooks/b.ts';", refused],
  ['src/i18n/a.ts', "import { x } from '../components/b.tsx';", refused],
  ['src/index.ts', "export { x } from './testing/index.ts';", refused],
  ['src/testing/a.ts', "import { Hono } from 'hono';", undefined],
  ['src/testing/a.ts', "import type { X } from '../plex/index.ts';", undefined],
  ['src/testing/a.ts', "import type { X } from '../playback/b.ts';", refused],
  ['src/testing/a.ts', "import { x } from 'react';", refused],
  ['src/testing/a.ts', "import { x } from 'msw';", refused],
  ['src/testing/a.ts', "import { x } from 'node:fs';", 'noNodejsModules'],
  ['stories/a.stories.tsx', "import { x } from 'coplay/testing';", undefined],
  ['stories/a.stories.tsx', "import { x } from '../src/index.ts';", refused],
  ['stories/a.stories.tsx', "import { x } from '../src/plex/index.ts';", refused],
  ['tests/a.test.ts', "import { x } from '../dist/index.js';", refused],
];

/** Writes each example to a file of its own beside a copy of the configuration, and lints all of them in one run. */
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
        const file = path.replace(/\ba\.(?=[a-z.]+$)/, `example${index}.`);
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

  const numbered = examples.map(
    ([path, source, rule], index) => [path, source, rule, index] as const,
  );
  const rulesOf = (index: number) => [...(rulesByExample.get(index) ?? [])];

  it.each(numbered.filter(([, , rule]) => rule))('%s may not contain: %s', (_, __, rule, index) => {
    expect(rulesOf(index)).toEqual([rule]);
  });

  it.each(numbered.filter(([, , rule]) => !rule))('%s may contain: %s', (_, __, ___, index) => {
    expect(rulesOf(index)).toEqual([]);
  });
});

interface LintReport {
  readonly diagnostics: readonly { category: string; location: { path: string } }[];
}

function lint(folder: string): Promise<LintReport> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none'];
  return new Promise((resolve, reject) => {
    // The exit code is 1 because the examples break rules.
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
  it("requires 'use client' at the top of a React file of hooks and components", () => {
    const source = "import { useRef } from 'react';\n";
    expect(clientDirectiveFault('src/hooks/useX.ts', source)).toContain('does not start with');
    expect(clientDirectiveFault('src/hooks/useX.ts', `${source}'use client';\n`)).toBeDefined();
    expect(clientDirectiveFault('src/hooks/useX.ts', `'use client';\n${source}`)).toBeUndefined();
    const callsHook = 'export const useY = () => useX<number>();';
    expect(clientDirectiveFault('src/hooks/useY.ts', callsHook)).toBeDefined();
    expect(clientDirectiveFault('src/hooks/useY.ts', `// ${callsHook}`)).toBeUndefined();
    expect(clientDirectiveFault('src/components/X.tsx', 'export const X = <i />;')).toBeDefined();
  });

  it("refuses 'use client' everywhere else", () => {
    const source = "'use client';\nexport const x = 1;\n";
    expect(clientDirectiveFault('src/plex/x.ts', source)).toContain('must not');
    expect(clientDirectiveFault('src/hooks/x.ts', source)).toContain('must not');
    expect(clientDirectiveFault('src/index.ts', source)).toContain('must not');
  });
});

describe('testingLayerFault', () => {
  it('allows the types of src/plex and refuses its code', () => {
    const path = 'src/testing/a.ts';
    const plex = "'../plex/index.ts'";
    expect(testingLayerFault(path, `import type { X } from ${plex};`)).toBeUndefined();
    expect(testingLayerFault(path, `export type { X } from ${plex};`)).toBeUndefined();
    expect(testingLayerFault(path, `import { x } from ${plex};`)).toBeDefined();
    expect(testingLayerFault(path, `import { type X } from ${plex};`)).toBeDefined();
    expect(testingLayerFault(path, `export * from ${plex};`)).toBeDefined();
    expect(testingLayerFault(path, `const x = await import(${plex});`)).toBeDefined();
  });
});

describe('entryPointFault', () => {
  it('refuses imports of src/index.ts from inside src, and allows other index files', () => {
    const fault = (path: string, module: string) =>
      entryPointFault(path, `import { x } from '${module}';`);
    expect(fault('src/testing/a.ts', '../index.ts')).toBeDefined();
    expect(fault('src/testing/routes/a.ts', '../../index.ts')).toBeDefined();
    expect(
      entryPointFault('src/playback/a.ts', "import type { X } from '../index.ts';"),
    ).toBeDefined();
    expect(entryPointFault('src/hooks/a.ts', "export * from '../index.ts';")).toBeDefined();
    expect(
      entryPointFault('src/hooks/a.ts', "const x = await import('../index.ts');"),
    ).toBeDefined();
    expect(fault('src/testing/routes/a.ts', '../index.ts')).toBeUndefined();
    expect(fault('src/hooks/a.ts', '../plex/index.ts')).toBeUndefined();
  });
});

describe('wallClockFault', () => {
  it('refuses the wall clock in src/playback, but for records that tabs share', () => {
    expect(wallClockFault('src/playback/session/a.ts', 'const now = Date.now();')).toBeDefined();
    expect(wallClockFault('src/playback/session/a.ts', '// Date.now()')).toBeUndefined();
    expect(wallClockFault('src/plex/a.ts', 'const now = Date.now();')).toBeUndefined();
    expect(
      wallClockFault('src/playback/page/broadcast-locks.ts', 'const now = Date.now();'),
    ).toBeUndefined();
  });
});

describe('globalDocumentFault', () => {
  const fault = (source: string, path = 'src/components/a.ts') => globalDocumentFault(path, source);

  it.each([
    'if (document.hidden) stop();',
    'const view = globalThis.window;',
    'window.setTimeout(job, 100);',
    'const owner = element?.ownerDocument ?? document;',
    'observe(document)',
    'if (target instanceof HTMLElement) focus(target);',
    'if (thrown instanceof DOMException) return;',
    'if (event instanceof PointerEvent) return;',
  ])('refuses: %s', (source) => {
    expect(fault(source)).toBeDefined();
    expect(fault(source, 'src/playback/element/a.ts')).toBeDefined();
    expect(fault(source, 'src/testing/a.ts')).toBeUndefined();
  });

  it.each([
    'const { ownerDocument } = element;',
    'element.ownerDocument.defaultView?.setTimeout(job, 100);',
    'if (thrown instanceof PlexError) return;',
    '// The document is hidden.',
    'this.#window?.close();',
    "const key = 'window';",
  ])('allows: %s', (source) => {
    expect(fault(source)).toBeUndefined();
  });

  it('allows the global document in a few files', () => {
    const path = 'src/playback/engine/warm-up-dash.ts';
    expect(fault("document.createElement('video')", path)).toBeUndefined();
  });
});

describe('the source', () => {
  it("has 'use client' where it belongs, imports only types of src/plex in src/testing, nowhere its own entry point, no wall clock in src/playback, and no document but that of the element", async () => {
    const faults: (string | undefined)[] = [];
    const paths = await readdir(join(root, 'src'), { recursive: true });
    for (const path of paths.map((name) => `src/${name.replaceAll('\\', '/')}`)) {
      if (!/\.tsx?$/.test(path) || /\.test\.tsx?$/.test(path)) continue;
      const source = await readFile(join(root, path), 'utf8');
      faults.push(
        clientDirectiveFault(path, source),
        testingLayerFault(path, source),
        entryPointFault(path, source),
        wallClockFault(path, source),
        globalDocumentFault(path, source),
      );
    }
    expect(faults.filter(Boolean)).toEqual([]);
  });
});
