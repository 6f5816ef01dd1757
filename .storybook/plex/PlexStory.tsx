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
  /** Whether it stands on a docs page, among others. */
  inDocs: boolean;
  /** What the story is about. A docs page shows it by itself. */
  words: string | undefined;
  children: ReactNode;
}

/** What stands around each story: what it is about, the connection it plays by, and the server's picture below it. */
export function PlexStory(props: PlexStoryProps) {
  const { plex, parameters = {}, globals, inDocs, words, children } = props;
  const forPeople = !inDocs && import.meta.env.MODE !== 'test';
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
