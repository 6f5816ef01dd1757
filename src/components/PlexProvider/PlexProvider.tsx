'use client';

import { type ReactNode, useCallback, useContext, useMemo, useRef } from 'react';
import { PlexContext, type PlexContextValue } from '../../hooks/plex-context.ts';
import { useOwnConnection } from '../../hooks/useConnection.ts';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';
import { usePreloadEngine } from '../../hooks/usePreloadEngine.ts';
import type { Messages } from '../../i18n/messages.ts';
import { limitNames, type StreamLimits, withLimits } from '../../playback/core/stream-limits.ts';
import type { PlexConnectionLike, PlexEvent, PlexEventListener } from '../../plex/index.ts';
import { createLanguage, LanguageContext } from './messages-context.ts';

/** What the players below have in common: the server, its limits, the words, and the event handler. A prop of a player wins. */
export interface PlexProviderProps extends StreamLimits {
  /**
   * The Plex server to play from: `{ baseUrl, token }`, or what `createPlexConnection()` returned. The base URL may be a path
   * of the page's own origin: `/plex`. Options count by their content, so a literal in the JSX is fine. Each player shows
   * options that can't be used as its error.
   */
  connection: PlexConnectionLike;
  /** Event handler called with what happens between the players and the server: decisions, timelines, recoveries, errors. No event holds a URL or a token. */
  onEvent?: PlexEventListener | undefined;
  /** Words to use in place of the English ones. Those left out come from the provider above. */
  messages?: Partial<Messages> | undefined;
  /**
   * Whether to download the engine of converted video (dash.js, about 240 kB gzip) when the page is idle, so that the first
   * video starts sooner. Not done when the user has asked the browser to save data. @default false
   */
  preloadEngine?: boolean | undefined;
  /** The players, at any depth. */
  children?: ReactNode;
}

/** Gives the players inside a Plex server and a language. Renders no element. Providers may be nested. */
export function PlexProvider({
  connection,
  onEvent,
  messages,
  preloadEngine = false,
  children,
  ...own
}: PlexProviderProps) {
  usePreloadEngine(preloadEngine);
  const around = useContext(PlexContext);
  const languageAround = useContext(LanguageContext);
  const result = useOwnConnection(connection);

  const listener = useRef(onEvent);
  useIsomorphicLayoutEffect(() => {
    listener.current = onEvent;
  });
  const outerListener = around.onEvent;
  const emit = useCallback(
    (event: PlexEvent) => (listener.current ?? outerListener)?.(event),
    [outerListener],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the limits are compared one by one
  const value = useMemo<PlexContextValue>(
    () => ({ ...result, onEvent: emit, limits: withLimits(own, around.limits) }),
    [result, emit, around.limits, ...limitNames.map((name) => own[name])],
  );
  const language = useMemo(
    () => (messages ? createLanguage({ ...languageAround.messages, ...messages }) : languageAround),
    [messages, languageAround],
  );

  return (
    <PlexContext.Provider value={value}>
      <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>
    </PlexContext.Provider>
  );
}
