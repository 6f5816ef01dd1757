import addonA11y from '@storybook/addon-a11y';
import addonDocs from '@storybook/addon-docs';
import { definePreview } from '@storybook/react-vite';
import { configure } from 'storybook/test';
import addonProps from './docs/read-props.ts';
import { ThemedDocsContainer } from './docs/ThemedDocsContainer.tsx';
import addonPlex from './plex/plex-addon.tsx';
import { Themed } from './theme/Themed.tsx';
import 'coplay/styles.css';
import './theme/canvas.css';

// The error of a failed query does not contain the whole page.
configure({ getElementError: (message) => new Error(message ?? 'Element not found') });

export default definePreview({
  addons: [addonDocs(), addonProps(), addonA11y(), addonPlex()],
  tags: ['autodocs'],
  initialGlobals: { theme: 'light' },
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: {
        title: 'Theme',
        icon: 'contrast',
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
        dynamicTitle: true,
      },
    },
  },
  decorators: [
    (Story, { globals }) => (
      <Themed theme={globals.theme === 'dark' ? 'dark' : 'light'}>
        <Story />
      </Themed>
    ),
  ],
  parameters: {
    a11y: { test: 'error' },
    backgrounds: { disable: true },
    controls: { sort: 'requiredFirst' },
    docs: {
      container: ThemedDocsContainer,
      codePanel: true,
      controls: { sort: 'requiredFirst' },
    },
    options: {
      storySort: {
        order: [
          'Start here',
          ['Welcome', 'Theming', 'Testing your page', 'Keeping the token out of the page'],
          'Players',
          ['SinglePlayer', 'CompositePlayer', 'MusicPlayer', 'States', 'Parts', 'PlexProvider'],
          'Scenarios',
          'Hooks',
          'Plex',
          'Foundations',
          'Internal',
        ],
      },
    },
  },
});
