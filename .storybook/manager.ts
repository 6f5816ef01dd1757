import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

addons.setConfig({
  // The dock stands below the player, so the panels stand beside it, wide enough to name the first three.
  layout: { panelPosition: 'right', rightPanelWidth: 440 },
  // Each story is a test, and its steps say what happens.
  selectedPanel: 'storybook/interactions/panel',
  theme: create({
    base: globalThis.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    brandTitle: 'coplay',
    brandUrl: './',
  }),
});
