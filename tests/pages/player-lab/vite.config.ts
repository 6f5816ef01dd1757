import { join } from 'node:path';
import { defineConfig, mergeConfig } from 'vite';
import shared from '../../../vite.config.ts';

/** Bundles everything into one script, as an application ships it. */
export default mergeConfig(
  shared,
  defineConfig({
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      lib: {
        entry: join(import.meta.dirname, 'page.tsx'),
        formats: ['es'],
        fileName: 'page',
      },
    },
  }),
);
