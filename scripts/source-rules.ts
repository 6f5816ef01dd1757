import { posix } from 'node:path';

/** Rules about imports and directives that Biome cannot express. Each function returns a message, or undefined if the file is fine. */

const usesReactValue = /^import\s+(?!type\b)[^;]*?from\s+'react(?:-dom)?(?:\/[^']*)?'/m;
const callsHook = /\buse[A-Z]\w*(?:<[^>]*>)?\(/;
const comment = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
const firstStatementIsUseClient = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*'use client';/;
const anyUseClient = /^\s*'use client'/m;

/**
 * `'use client'` is the first statement of each file of src/hooks and src/components that uses React (imports it, calls a
 * hook, or contains JSX). No other file has it: the rest of the package also runs in server components and in Node.
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
    return `${path}: must not contain 'use client'`;
  }
  return undefined;
}

/** src/index.ts is for users. A file inside src that imports it would depend on every layer at once. */
export function entryPointFault(path: string, source: string): string | undefined {
  const modules = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']*)'/g);
  for (const [, module = ''] of modules) {
    if (posix.join(posix.dirname(path), module) === 'src/index.ts')
      return `${path}: imports the entry point of the package; import from the file that declares the name`;
  }
  return undefined;
}

/** src/testing may import types of src/plex but no code: an emulated server that shared code would share its mistakes. */
export function testingLayerFault(path: string, source: string): string | undefined {
  if (!path.startsWith('src/testing/')) return undefined;
  const statements =
    /^(?:import|export)\s+(?!type\b)[^;]*?from\s+'[^']*\/plex\/[^']*'|^import\s+'[^']*\/plex\/[^']*'|import\(\s*'[^']*\/plex\/[^']*'\s*\)/m;
  const found = statements.exec(source);
  return found
    ? `${path}: only \`import type\` may come from src/plex, found: ${found[0]}`
    : undefined;
}

/** The files that may use the document or the window of the page that loaded the library, and why. */
const globalDocumentFiles: ReadonlyMap<string, string> = new Map([
  ['src/components/FullscreenButton/fullscreen.ts', 'before it is mounted, a player has no other'],
  ['src/components/TrackList/list-window.ts', 'for a list in a document without a window'],
  ['src/hooks/useIsomorphicLayoutEffect.ts', 'asks whether it runs on a server'],
  ['src/playback/core/policy-watch.ts', 'its policy is that of the requests of this code'],
  ['src/playback/element/media-binding.ts', 'for an element that is not shown yet'],
  ['src/playback/engine/manifest/read-manifest.ts', 'the document is a parsed manifest'],
  ['src/playback/engine/warm-up-dash.ts', 'its element is never shown'],
  ['src/playback/player/preload-engine.ts', 'asks whether it runs on a server'],
  [
    'src/playback/player/watch-document.ts',
    'the page that runs the code, beside the one that shows it',
  ],
]);

/**
 * A player may be shown in another document (an iframe, a window of its own) or in a shadow root. There the global `document`
 * and `window` are the wrong ones, and `instanceof HTMLElement` is false: ask `ownerDocument`, `getRootNode()` and `defaultView`.
 */
export function globalDocumentFault(path: string, source: string): string | undefined {
  if (!/^src\/(?:components|hooks|playback)\//.test(path)) return undefined;
  const code = source.replace(comment, '');
  const [realm] =
    /\binstanceof (?:HTML\w*|\w*Element|\w*Event|Node|Document|ShadowRoot|Window|DOMException)\b/.exec(
      code,
    ) ?? [];
  if (realm) return `${path}: ${realm} is false for objects of another document`;
  const [, name] =
    /(?:(?<![.#\w'-])|\bglobalThis\.)(document|window)\b(?!')(?=\.|\)|;|,| |$)/m.exec(code) ?? [];
  return name && !globalDocumentFiles.has(path)
    ? `${path}: the global ${name} may be the wrong one, ask the element`
    : undefined;
}

/** Records in storage, shared by tabs, need the wall clock. */
const wallClockFiles = new Set(['src/playback/page/broadcast-locks.ts']);

/** src/playback measures time by `performance.now()`: the wall clock may jump, by hours when it is set. */
export function wallClockFault(path: string, source: string): string | undefined {
  if (!path.startsWith('src/playback/') || wallClockFiles.has(path)) return undefined;
  const code = source.replace(comment, '');
  return /\bDate\b/.test(code)
    ? `${path}: measure time by performance.now(), not by Date`
    : undefined;
}
