import { posix } from 'node:path';

/** Rules about imports and directives that the linter has no words for. Each returns a fault in plain words, or nothing. */

const usesReactValue = /^import\s+(?!type\b)[^;]*?from\s+'react(?:-dom)?(?:\/[^']*)?'/m;
const callsHook = /\buse[A-Z]\w*(?:<[^>]*>)?\(/;
const comment = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
const firstStatementIsUseClient = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*'use client';/;
const anyUseClient = /^\s*'use client'/m;

/**
 * `'use client'` stands first in each file of src/hooks and src/components that uses React (imports it, calls a hook, or has JSX), and nowhere else:
 * the rest of the package also works in server components and in Node.
 */
export function clientDirectiveFault(path: string, source: string): string | undefined {
  const reactFolder = /^src\/(?:hooks|components)\//.test(path);
  const code = source.replace(comment, '');
  const wanted =
    reactFolder && (path.endsWith('.tsx') || usesReactValue.test(code) || callsHook.test(code));
  if (wanted && !firstStatementIsUseClient.test(source)) {
    return `${path}: uses React and does not start with 'use client';`;
  }
  if (!wanted && anyUseClient.test(source)) {
    return `${path}: says 'use client' where it has no place`;
  }
  return undefined;
}

/** The doors are for users: behind them, whoever imports one has all layers at once. */
export function doorFault(path: string, source: string): string | undefined {
  const modules = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']*)'/g);
  for (const [, module = ''] of modules) {
    if (posix.join(posix.dirname(path), module) === 'src/index.ts')
      return `${path}: imports the door of the package; import what it means from its own file`;
  }
  return undefined;
}

/** src/testing may use the types of src/plex and none of its code, so that it can't agree with the library's mistakes. */
export function testingLayerFault(path: string, source: string): string | undefined {
  if (!path.startsWith('src/testing/')) return undefined;
  const statements =
    /^(?:import|export)\s+(?!type\b)[^;]*?from\s+'[^']*\/plex\/[^']*'|^import\s+'[^']*\/plex\/[^']*'|import\(\s*'[^']*\/plex\/[^']*'\s*\)/m;
  const found = statements.exec(source);
  return found
    ? `${path}: only \`import type\` may come from src/plex, found: ${found[0]}`
    : undefined;
}
