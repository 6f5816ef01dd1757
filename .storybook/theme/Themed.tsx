import { type ReactNode, useLayoutEffect } from 'react';

export type Theme = 'light' | 'dark';

interface ThemedProps {
  theme: Theme;
  children: ReactNode;
}

/** Sets the theme of the toolbar on the document, for the players and the dock. */
export function Themed({ theme, children }: ThemedProps) {
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return children;
}
