import { defineMain } from '@storybook/react-vite/node';
import { metaDescriptions } from './docs/meta-descriptions.ts';

export default defineMain({
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  staticDirs: ['./public', { from: '../media', to: '/media' }],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (config) => ({
    ...config,
    plugins: [...(config.plugins ?? []), metaDescriptions()],
    // Vite would find it during a test run and reload the page.
    optimizeDeps: {
      ...config.optimizeDeps,
      include: [...(config.optimizeDeps?.include ?? []), 'storybook/internal/docs-tools'],
    },
  }),
  // Only `npm start` has the token: anybody could read it in a static build.
  env: (variables, { configType }) =>
    configType === 'PRODUCTION' ? { ...variables, STORYBOOK_PLEX_TOKEN: '' } : (variables ?? {}),
});
