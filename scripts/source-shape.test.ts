import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  findCircles,
  type ImportGraph,
  importGraph,
  readSources,
  relativeImports,
} from './import-graph.ts';
import { mayImport, type Room, roomNames } from './rooms.ts';

const root = join(import.meta.dirname, '..');

describe('relativeImports', () => {
  it('finds every form of import and export', () => {
    const source = `
      import { a } from './a.ts';
      import type { B } from '../b.ts';
      import './c.ts';
      import {
        d,
        type D,
      } from "./d.ts";
      export * from './e.ts';
      export { f, type F } from './f.ts';
      export type { G } from './g.ts';
      const h = await import('./h.ts');
      let i: import('./i.ts').I;
      import j, * as all from './j.tsx';`;
    const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const found = relativeImports(source).map((path) => path.replace(/^.*\/|\.tsx?$/g, ''));
    expect(found).toEqual(letters);
  });

  it('finds each module once, and leaves out packages', () => {
    const source = `import { a } from './a.ts'; import type { A } from './a.ts'; import react from 'react';`;
    expect(relativeImports(source)).toEqual(['./a.ts']);
  });

  it('reads no comments, and takes no string for a comment', () => {
    const source = `
      // import { a } from './a.ts';
      /** Like \`import('./b.ts')\`.
       * import './c.ts' */
      const url = 'http://x/*'; import { d } from './d.ts';
      const other = "*/"; import './e.ts'; // import './f.ts'`;
    expect(relativeImports(source)).toEqual(['./d.ts', './e.ts']);
  });
});

describe('findCircles', () => {
  const circles = (graph: Record<string, string[]>) =>
    findCircles(new Map(Object.entries(graph))).map((circle) => circle.join(' → '));

  it('finds none in a graph without one, even when two ways lead to a file', () => {
    expect(circles({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([]);
  });

  it('finds a file that imports itself, a pair, and a longer circle', () => {
    expect(circles({ a: ['a'] })).toEqual(['a → a']);
    expect(circles({ a: ['b'], b: ['a'] })).toEqual(['a → b → a']);
    expect(circles({ x: ['a'], a: ['b'], b: ['c'], c: ['a'] })).toEqual(['a → b → c → a']);
  });

  it('finds two circles that share no file', () => {
    expect(circles({ a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] })).toEqual([
      'a → b → a',
      'c → d → c',
    ]);
  });
});

describe('the source', () => {
  let sources: ReadonlyMap<string, string>;
  let graph: ImportGraph;

  beforeAll(async () => {
    sources = await readSources(root, 'src');
    graph = importGraph(sources);
  });

  it('imports only files that exist', () => {
    const missing = [...graph].flatMap(([path, targets]) =>
      targets.filter((target) => !sources.has(target)).map((target) => `${path} → ${target}`),
    );
    expect(missing).toEqual([]);
  });

  it('has no import circle, type-only imports included', () => {
    expect(findCircles(graph).map((circle) => circle.join(' → '))).toEqual([]);
  });

  it('keeps src/playback in its rooms', () => {
    const found = new Set<string | undefined>();
    for (const path of sources.keys()) {
      if (path.startsWith('src/playback/')) found.add(path.split('/')[2]);
    }
    expect([...found].sort()).toEqual([...roomNames].sort());
  });

  it('follows the arrows between the rooms', () => {
    const wrong = [...graph].flatMap(([path, targets]) =>
      targets
        .filter((target) => {
          const [from, to] = [roomOf(path), roomOf(target)];
          return from && to && !mayImport(from, to);
        })
        .map((target) => `${path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no file over 300 lines', () => {
    const tooLong = lineCounts(sources).filter(({ lines }) => lines > 300);
    expect(tooLong.map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
  });

  it('has 70 lines or less in half of its files', () => {
    const counts = lineCounts(sources);
    expect(counts[Math.floor(counts.length / 2)]?.lines).toBeLessThanOrEqual(70);
  });
});

/** All lines count. Media encoded as text are data and left out. The shortest file comes first. */
function lineCounts(sources: ReadonlyMap<string, string>): { path: string; lines: number }[] {
  return [...sources]
    .filter(([path]) => !path.includes('.base64.'))
    .map(([path, source]) => ({ path, lines: source.split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines);
}

function roomOf(path: string): Room | undefined {
  return roomNames.find((room) => path.startsWith(`src/playback/${room}/`));
}
