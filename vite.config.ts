import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Shared by Storybook and the tests: React, and aliases from the public entry points of the package to its source.
 * The library itself is built by scripts/build.ts.
 */
export default defineConfig({
  plugins: [react()],
  // Listed, so that Vite finds them at start: it would reload the page during playback otherwise.
  optimizeDeps: {
    include: [
      '@noble/hashes/sha2.js',
      '@noble/hashes/utils.js',
      'clsx',
      'dashjs',
      'hono',
      'msw',
      'msw/browser',
    ],
  },
  resolve: {
    // Exact names, so that `coplay` does not match `coplay/plex`.
    alias: [
      { find: /^coplay$/, replacement: source('./src/index.ts') },
      { find: /^coplay\/plex$/, replacement: source('./src/plex/index.ts') },
      { find: /^coplay\/testing$/, replacement: source('./src/testing/index.ts') },
      // With or without a query, such as `?inline`.
      { find: /^coplay\/styles\.css(?=\?|$)/, replacement: source('./src/styles/index.css') },
    ],
  },
});
