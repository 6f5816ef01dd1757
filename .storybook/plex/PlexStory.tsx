import { PlexProvider } from 'coplay';
import type { ReactNode } from 'react';
import { ServerDock } from '../dock/ServerDock.tsx';
import { StoryWords } from '../docs/StoryWords.tsx';
import type { PlexParameters } from './plex-parameters.ts';
import { StoryPlexContext } from './StoryPlexContext.ts';
import type { ServerGlobals, StoryPlex } from './story-plex.ts';
import { WhenSeen } from './WhenSeen.tsx';

interface PlexStoryProps {
  plex: StoryPlex;
  parameters: PlexParameters | undefined;
  globals: ServerGlobals;
  /** Whether the story is part of a docs page. */
  inDocs: boolean;
  /** The description of the story. A docs page shows it anyway. */
  words: string | undefined;
  children: ReactNode;
}

/** Renders a story with its description above, a provider with its connection around, and the dock of its server below. */
export function PlexStory(props: PlexStoryProps) {
  const { plex, parameters = {}, globals, inDocs, words, children } = props;
  const forPeople = !inDocs && process.env.NODE_ENV !== 'test';
  const { dock = forPeople ? 'open' : 'closed', provider = true } = parameters;
  const story = provider ? (
    <PlexProvider connection={plex.connection}>{children}</PlexProvider>
  ) : (
    children
  );
  return (
    <StoryPlexContext value={plex}>
      <div className="plex-story">
        {forPeople && words ? <StoryWords text={words} /> : null}
        {inDocs ? <WhenSeen>{story}</WhenSeen> : story}
        {dock ? <ServerDock plex={plex} globals={globals} initiallyOpen={dock === 'open'} /> : null}
      </div>
    </StoryPlexContext>
  );
}
