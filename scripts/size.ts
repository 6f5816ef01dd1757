import { join } from 'node:path';
import esbuildPlugin from '@size-limit/esbuild';
import filePlugin from '@size-limit/file';
import sizeLimit from 'size-limit';
import { type BundleParts, printBreakdown } from './size-breakdown.ts';

/**
 * `npm run size`: what a user's page loads at once, measured by size-limit on the built files. Run it after the build.
 * Ends with 1 when an entry is over its ceiling. `npm run size -- --why` also prints which source files the bytes come from.
 *
 * How it counts: esbuild bundles and minifies the named exports of `coplay` with its dependencies, as ES modules; the result
 * is compressed by gzip, level 9. React, react-dom and dash.js are left out. A dynamic import is a chunk that loads when it
 * is needed, so it does not count either. 1 kB is 1024 bytes; figures are compared after rounding to a tenth.
 */
const root = join(import.meta.dirname, '..');
const entryPoint = join(root, 'dist/index.js');
const styles = join(root, 'dist/styles.css');

interface Ceiling {
  readonly name: string;
  /** What the page imports from `coplay`; without it the stylesheet is measured. */
  readonly imports?: string;
  /** The figure of version 0.1.0, in kB. It may fall, never rise: what does not fit becomes a chunk. */
  readonly kilobytes: number;
}

const ceilings: readonly Ceiling[] = [
  { name: 'SinglePlayer', imports: '{ PlexProvider, SinglePlayer }', kilobytes: 33.2 },
  { name: 'MusicPlayer', imports: '{ MusicPlayer, PlexProvider }', kilobytes: 36.1 },
  {
    name: 'hooks and surface',
    imports: '{ MediaSurface, useMedia, usePlayback }',
    kilobytes: 24.2,
  },
  { name: 'everything', imports: '*', kilobytes: 38.4 },
  { name: 'styles.css', kilobytes: 5.1 },
];

/** One check of size-limit. It writes its results into the object. */
interface Check {
  readonly name: string;
  readonly files: readonly string[];
  readonly gzip: true;
  readonly [option: string]: unknown;
  readonly size?: number;
  readonly esbuildMetafile?: { readonly outputs: Readonly<Record<string, BundleParts>> };
}

/** Leaves each dynamic import as it is, so that the bundle holds what loads at once and nothing else. */
const leaveChunksOut = {
  name: 'leave-chunks-out',
  setup(build: {
    onResolve(
      options: { filter: RegExp },
      callback: (args: { kind: string; path: string }) => { path: string; external: true } | null,
    ): void;
  }) {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : null,
    );
  },
};

const checks: Check[] = ceilings.map(({ name, imports }) => {
  if (!imports) {
    return { name, files: [styles], gzip: true, disablePlugins: ['@size-limit/esbuild'] };
  }
  return {
    name,
    files: [entryPoint],
    gzip: true,
    import: { [entryPoint]: imports },
    ignore: ['react', 'react-dom', 'dashjs'],
    modifyEsbuildConfig: (config: object) => ({
      ...config,
      absWorkingDir: root,
      format: 'esm',
      target: 'es2022',
      logLevel: 'error',
      plugins: [leaveChunksOut],
    }),
  };
});

// The declared type takes functions; a plugin of size-limit is a list of objects.
await sizeLimit([esbuildPlugin, filePlugin] as unknown as Parameters<typeof sizeLimit>[0], {
  checks,
});

for (const [index, { name, kilobytes }] of ceilings.entries()) {
  const size = (checks[index]?.size ?? Number.NaN) / 1024;
  const fits = Math.round(size * 10) / 10 <= kilobytes;
  if (!fits) process.exitCode = 1;
  const verdict = fits ? '' : `  ✗ ${(size - kilobytes).toFixed(2)} kB over`;
  console.log(
    `${name.padEnd(18)} ${size.toFixed(2).padStart(6)} kB of ${kilobytes.toFixed(1).padStart(4)}${verdict}`,
  );
}
if (process.exitCode === 1) {
  console.error(
    'Make it smaller, or load it when it is needed. `npm run size -- --why` shows where the bytes are.',
  );
}

if (process.argv.includes('--why')) {
  for (const { name, size = 0, esbuildMetafile } of checks) {
    const [bundle] = Object.values(esbuildMetafile?.outputs ?? {});
    if (bundle) printBreakdown(name, bundle, size);
  }
}
