import { createContext, useContext } from 'react';
import type { StoryPlex } from './story-plex.ts';

export const StoryPlexContext = createContext<StoryPlex | undefined>(undefined);

/** The server of the present story, for stories with their own connection or provider. */
export function useStoryServer(): StoryPlex {
  const plex = useContext(StoryPlexContext);
  if (!plex) {
    throw new Error('coplay: useStoryServer works inside a story only.');
  }
  return plex;
}
