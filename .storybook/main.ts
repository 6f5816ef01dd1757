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
    // Found late, it makes Vite reload the page in the middle of a test run. So it is named here.
    optimizeDeps: {
      ...config.optimizeDeps,
      include: [...(config.optimizeDeps?.include ?? []), 'storybook/internal/docs-tools'],
    },
  }),
  // A token in a static build could be read by anybody who opens it: it stays out, `npm start` alone has it.
  env: (variables, { configType }) =>
    configType === 'PRODUCTION' ? { ...variables, STORYBOOK_PLEX_TOKEN: '' } : (variables ?? {}),
});
