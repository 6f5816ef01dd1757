import { createContext, useContext } from 'react';
import type { StoryPlex } from './story-plex.ts';

export const StoryPlexContext = createContext<StoryPlex | undefined>(undefined);

/** The server of the story around: for stories that make a connection or a provider of their own. */
export function useStoryServer(): StoryPlex {
  const plex = useContext(StoryPlexContext);
  if (!plex) {
    throw new Error('coplay: useStoryServer works inside a story only.');
  }
  return plex;
}
