import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const bench = join(import.meta.dirname, '..');
const dist = join(bench, '../dist');

/** Name of the chunk that holds dash.js. Its size is reported separately. */
export const ENGINE_CHUNK = 'engine';

/** Builds the production page of one player. Each player has its own build, so that they share no chunks. */
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
        // The built package.
        { find: /^coplay$/, replacement: join(dist, 'index.js') },
        { find: /^coplay\/styles\.css$/, replacement: join(dist, 'styles.css') },
        // The same React and dash.js for all players.
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
          // Bundlers ignore `'use client'` and warn about it.
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
