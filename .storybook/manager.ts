import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

addons.setConfig({
  // The dock stands below the player, so the panels stand beside it.
  layout: { panelPosition: 'right', rightPanelWidth: 380 },
  theme: create({
    base: globalThis.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    brandTitle: 'coplay',
    brandUrl: './',
  }),
});
