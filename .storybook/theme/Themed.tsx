import { type ReactNode, useLayoutEffect } from 'react';

export type Theme = 'light' | 'dark';

interface ThemedProps {
  theme: Theme;
  children: ReactNode;
}

/** Puts the theme of the toolbar on the document, where the players and the dock look for it. */
export function Themed({ theme, children }: ThemedProps) {
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return children;
}
