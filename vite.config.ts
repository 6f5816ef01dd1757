import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What Storybook and the tests share: React, and the public doors of the package pointing at its source.
 * The library itself is built by scripts/build.ts.
 */
export default defineConfig({
  plugins: [react()],
  // Found at start rather than when a story first asks for them: Vite would reload the page in mid-play.
  optimizeDeps: {
    include: [
      '@noble/hashes/sha2.js',
      '@noble/hashes/utils.js',
      'dashjs',
      'hono',
      'msw',
      'msw/browser',
    ],
  },
  resolve: {
    // Exact names, so that `coplay` does not swallow `coplay/plex`.
    alias: [
      { find: /^coplay$/, replacement: source('./src/index.ts') },
      { find: /^coplay\/plex$/, replacement: source('./src/plex/index.ts') },
      { find: /^coplay\/testing$/, replacement: source('./src/testing/index.ts') },
      { find: /^coplay\/styles\.css$/, replacement: source('./src/styles/index.css') },
    ],
  },
});
