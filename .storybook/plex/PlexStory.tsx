import { PlexProvider } from 'coplay';
import type { ReactNode } from 'react';
import { ServerDock } from '../dock/ServerDock.tsx';
import type { PlexParameters } from './plex-addon.tsx';
import { StoryPlexContext } from './StoryPlexContext.ts';
import type { ServerGlobals, StoryPlex } from './story-plex.ts';
import { WhenSeen } from './WhenSeen.tsx';

interface PlexStoryProps {
  plex: StoryPlex;
  parameters: PlexParameters | undefined;
  globals: ServerGlobals;
  /** Whether it stands on a docs page, among others. */
  inDocs: boolean;
  children: ReactNode;
}

/** What stands around each story: the connection it plays by, and the server's picture below it. */
export function PlexStory({ plex, parameters = {}, globals, inDocs, children }: PlexStoryProps) {
  const { dock = inDocs || import.meta.env.MODE === 'test' ? 'closed' : 'open', provider = true } =
    parameters;
  const story = provider ? (
    <PlexProvider connection={plex.connection}>{children}</PlexProvider>
  ) : (
    children
  );
  return (
    <StoryPlexContext value={plex}>
      <div className="plex-story">
        {inDocs ? <WhenSeen>{story}</WhenSeen> : story}
        {dock ? <ServerDock plex={plex} globals={globals} initiallyOpen={dock === 'open'} /> : null}
      </div>
    </StoryPlexContext>
  );
}
