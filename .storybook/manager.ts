import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

addons.setConfig({
  // The dock is below the player, so the panels are beside it, wide enough for the names of the first three.
  layout: { panelPosition: 'right', rightPanelWidth: 440 },
  // Each story is a test: show its steps.
  selectedPanel: 'storybook/interactions/panel',
  theme: create({
    base: globalThis.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    brandTitle: 'coplay',
    brandUrl: './',
  }),
});
