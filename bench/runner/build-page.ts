import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const bench = join(import.meta.dirname, '..');
const dist = join(bench, '../dist');

/** The chunk that dash.js goes into, whoever asks for it: its weight is shown apart. */
export const ENGINE_CHUNK = 'engine';

/** Builds the page of one player for production. A page holds one player only, so that its weight is its own. */
export async function buildPage(name: string, outDir: string): Promise<void> {
  const file = ['ts', 'tsx']
    .map((ending) => join(bench, 'peers', `${name}.${ending}`))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error(`bench/peers has no file for "${name}".`);
  await build({
    configFile: false,
    root: join(bench, 'page'),
    base: './',
    mode: 'production',
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: {
      alias: [
        { find: /^bench-peer$/, replacement: file },
        // The package as its users get it.
        { find: /^coplay$/, replacement: join(dist, 'index.js') },
        { find: /^coplay\/styles\.css$/, replacement: join(dist, 'styles.css') },
        // One React and one dash.js for all: those of bench/package.json.
        ...['react', 'react-dom', 'dashjs'].map((library) => ({
          find: new RegExp(`^${library}(?=/|$)`),
          replacement: join(bench, 'node_modules', library),
        })),
      ],
    },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      manifest: true,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 5_000,
      rolldownOptions: {
        onwarn: (warning, report) => {
          // Vite's own: it says `'use client'` means nothing in a bundle.
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') report(warning);
        },
        output: {
          codeSplitting: {
            groups: [
              {
                name: ENGINE_CHUNK,
                test: /node_modules[\\/](?:dashjs|@svta|codem-isoboxer|imsc)[\\/]/,
              },
            ],
          },
        },
      },
    },
  });
}
