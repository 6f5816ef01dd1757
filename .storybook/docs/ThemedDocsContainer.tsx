import { DocsContainer, type DocsContainerProps } from '@storybook/addon-docs/blocks';
import { type PropsWithChildren, useEffect, useState } from 'react';
import { GLOBALS_UPDATED } from 'storybook/internal/core-events';
import { addons } from 'storybook/preview-api';
import { themes } from 'storybook/theming';

/** Shows docs pages in the theme of the toolbar. */
export function ThemedDocsContainer(props: PropsWithChildren<DocsContainerProps>) {
  const [theme, setTheme] = useState(themeOfAddress);

  useEffect(() => {
    const channel = addons.getChannel();
    const update = ({ globals }: { globals: { theme?: string } }) =>
      setTheme(globals.theme === 'dark' ? 'dark' : 'light');
    channel.on(GLOBALS_UPDATED, update);
    return () => channel.off(GLOBALS_UPDATED, update);
  }, []);

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);

  return <DocsContainer {...props} theme={theme === 'dark' ? themes.dark : themes.light} />;
}

/** Reads the theme from the URL, which has the globals that differ from the initial ones: `&globals=theme:dark`. */
function themeOfAddress(): 'light' | 'dark' {
  return /[?&]globals=[^&]*theme(?::|%3A)dark/.test(location.search) ? 'dark' : 'light';
}
