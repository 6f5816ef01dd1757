import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

/** Path of each source file, with the paths of the source files that it imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** A comment, or a string that may look like one (`'http://…'`). */
const commentOrString = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

/** `… from './x.ts'`, `import './x.ts'`, `import('./x.ts')`. */
const relativeModule = /(?:\bfrom|\bimport)\s*\(?\s*(['"])(\.[^'"]*)\1/g;

/**
 * The relative modules that a source file imports or exports from, in order, without duplicates. Type-only imports, type
 * expressions such as `import('./x.ts').X`, and dynamic imports count. Comments do not.
 */
export function relativeImports(source: string): string[] {
  const code = source.replace(commentOrString, (text) => (text.startsWith('/') ? ' ' : text));
  return [...new Set([...code.matchAll(relativeModule)].map(([, , module = '']) => module))];
}

/** Reads all source files (`.ts`, `.tsx`) below `root/folder`. Tests are left out. Paths start with `folder` and have `/`. */
export async function readSources(root: string, folder: string): Promise<Map<string, string>> {
  const names = await readdir(join(root, folder), { recursive: true });
  const paths = names
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .sort();
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const),
    ),
  );
}

export function importGraph(sources: ReadonlyMap<string, string>): ImportGraph {
  return new Map(
    [...sources].map(([path, source]) => [
      path,
      relativeImports(source)
        .map((module) => posix.join(posix.dirname(path), module))
        .filter((target) => /\.tsx?$/.test(target)),
    ]),
  );
}

/**
 * Finds import circles: one of the shortest for each group of files that reach each other. Each is a list of paths that
 * starts and ends with the same file. Empty when there is none.
 */
export function findCircles(graph: ImportGraph): string[][] {
  const circles: string[][] = [];
  const covered = new Set<string>();
  for (const start of graph.keys()) {
    if (covered.has(start)) continue;
    const circle = shortestCircle(graph, start);
    if (!circle) continue;
    circles.push(circle);
    for (const path of circle) covered.add(path);
  }
  return circles;
}

/** Breadth first from `start` until a file imports `start` again. */
function shortestCircle(graph: ImportGraph, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const path of queue) {
    for (const target of graph.get(path) ?? []) {
      if (target === start) {
        const circle = [start];
        for (let step = path; step !== start; step = cameFrom.get(step) ?? start) {
          circle.unshift(step);
        }
        return [start, ...circle];
      }
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, path);
      queue.push(target);
    }
  }
  return undefined;
}
