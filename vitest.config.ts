import { join } from 'node:path';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import { resolveBrowser } from './scripts/browser.ts';
import { ClosingLineReporter } from './scripts/closing-line-reporter.ts';
import { takeRequestBreaches } from './scripts/requests/take-request-breaches.ts';
import viteConfig from './vite.config.ts';

const root = import.meta.dirname;
const { executablePath, args } = await resolveBrowser();

/**
 * Four kinds of test:
 * - `unit`: plain Node, everything that needs no browser;
 * - `jsdom` and `happy-dom`: component tests of a user, with the built library (`npm run build` first);
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
            // Property tests take seconds on a machine that is busy with other work.
            testTimeout: 20_000,
            setupFiles: ['scripts/load-test-chunks.ts'],
            // Before the browser: it cannot keep up with playback while 70 test files share two cores with it.
            sequence: { groupOrder: 0 },
            include: ['{src,scripts}/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
            exclude: [...configDefaults.exclude, 'tests/pages/**'],
          },
        },
        ...(['jsdom', 'happy-dom'] as const).map((environment) => ({
          // Does not extend this configuration: no alias to the source, so that `coplay` is the built library.
          test: {
            name: environment,
            environment,
            sequence: { groupOrder: 0 },
            include: ['tests/consumers/*.test.tsx'],
            globalSetup: ['tests/consumers/built-library.ts'],
          },
        })),
        {
          extends: true,
          plugins: [storybookTest({ configDir: join(root, '.storybook') })],
          // Vite reloads the page when it finds a dependency during a run, so all of them are listed here.
          optimizeDeps: {
            include: [
              '@noble/hashes/sha2.js',
              '@noble/hashes/utils.js',
              '@tanstack/virtual-core',
              'clsx',
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
            setupFiles: [
              '.storybook/plex/after-each-story.ts',
              '.storybook/plex/after-all-stories.ts',
            ],
            // A new browser context for each story file takes seconds. The preview resets all state between stories instead.
            isolate: false,
            // Three pages of one browser, like three tabs. Most of the time they wait for media to play.
            maxWorkers: 3,
            testTimeout: 60_000,
            sequence: { groupOrder: 1 },
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              commands: { takeRequestBreaches },
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
            // After the stories, whose playback must not be disturbed.
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
