'use client';

import { type ReactNode, useCallback, useContext, useMemo, useRef } from 'react';
import { PlexContext, type PlexContextValue } from '../../hooks/plex-context.ts';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';
import type { Messages } from '../../i18n/messages.ts';
import type {
  PlexConnection,
  PlexConnectionOptions,
  PlexEvent,
  PlexEventListener,
} from '../../plex/index.ts';
import { createLanguage, LanguageContext } from './messages-context.ts';
import { useConnection } from './useConnection.ts';

/** What the players inside have in common: server, words and an event handler. */
export interface PlexProviderProps {
  /**
   * The Plex server to play from: the result of `createPlexConnection()`, or its options. Options are compared by content, so a
   * literal in the JSX is fine. Each player shows invalid options as its error.
   */
  connection: PlexConnection | PlexConnectionOptions;
  /** Event handler called with what happens between the players and the server: decisions, timelines, recoveries, errors. No event holds a URL or a token. */
  onEvent?: PlexEventListener | undefined;
  /** Words in place of those of the outer provider, or of English. */
  messages?: Partial<Messages> | undefined;
  /** The players, at any depth. */
  children?: ReactNode;
}

/** Gives the players inside a Plex server and a language. Renders no element. Providers may be nested. */
export function PlexProvider({ connection, onEvent, messages, children }: PlexProviderProps) {
  const around = useContext(PlexContext);
  const languageAround = useContext(LanguageContext);
  const result = useConnection(connection);

  const listener = useRef(onEvent);
  useIsomorphicLayoutEffect(() => {
    listener.current = onEvent;
  });
  const outerListener = around.onEvent;
  const emit = useCallback(
    (event: PlexEvent) => (listener.current ?? outerListener)?.(event),
    [outerListener],
  );

  const value = useMemo<PlexContextValue>(() => ({ ...result, onEvent: emit }), [result, emit]);
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
