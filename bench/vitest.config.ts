import { defineConfig } from 'vitest/config';

/** The tests of what the bench computes. The bench itself is no test. */
export default defineConfig({
  test: { root: import.meta.dirname, environment: 'node', include: ['**/*.test.ts'] },
});
