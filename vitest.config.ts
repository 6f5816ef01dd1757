import { join } from 'node:path';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import { resolveBrowser } from './scripts/browser.ts';
import { ClosingLineReporter } from './scripts/closing-line-reporter.ts';
import viteConfig from './vite.config.ts';

const root = import.meta.dirname;
const { executablePath, args } = await resolveBrowser();

/**
 * Three kinds of test:
 * - `unit`: plain Node, everything that needs no browser;
 * - `stories`: each story is a test in Chromium, with real media and an accessibility check;
 * - `pages`: Node drives whole pages: the static Storybook, several tabs, reloads.
 */
export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      reporters: ['default', new ClosingLineReporter()],
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
            // First, and alone: a browser that shares two cores with 70 files starves.
            sequence: { groupOrder: 0 },
            include: ['{src,scripts}/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
            exclude: [...configDefaults.exclude, 'tests/pages/**'],
          },
        },
        {
          extends: true,
          plugins: [storybookTest({ configDir: join(root, '.storybook') })],
          // Found late, a dependency makes Vite reload the page in the middle of a run; so all are named here.
          optimizeDeps: {
            include: [
              '@noble/hashes/sha2.js',
              '@noble/hashes/utils.js',
              'dashjs',
              'hono',
              'msw',
              'msw/browser',
              'react',
              'react-dom',
              'react-dom/client',
              'react/jsx-dev-runtime',
              'react/jsx-runtime',
              'storybook/test',
            ],
          },
          test: {
            name: 'stories',
            setupFiles: ['.storybook/plex/after-all-stories.ts'],
            // A fresh browser context for each story file costs seconds; the preview resets all state between stories.
            isolate: false,
            // Three pages of one browser, like three tabs: all wait for media to play most of the time.
            maxWorkers: 3,
            testTimeout: 60_000,
            sequence: { groupOrder: 1 },
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              viewport: { width: 1280, height: 800 },
              provider: playwright({ launchOptions: { executablePath, args } }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
        {
          extends: true,
          test: {
            name: 'pages',
            environment: 'node',
            include: ['tests/pages/**/*.test.ts'],
            globalSetup: ['tests/pages/static-storybook.ts', 'tests/pages/player-lab-server.ts'],
            // After the stories, which want to play without a hitch.
            maxWorkers: 2,
            sequence: { groupOrder: 2 },
            testTimeout: 60_000,
            hookTimeout: 120_000,
          },
        },
      ],
    },
  }),
);
