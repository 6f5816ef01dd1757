'use client';

import { createContext, useContext } from 'react';
import type { StreamLimits } from '../playback/core/stream-limits.ts';
import type { PlexConnection, PlexEventListener } from '../plex/index.ts';

/** What a provider passes to the players below it. */
export interface PlexContextValue {
  readonly connection: PlexConnection | undefined;
  /** Why there is no connection, such as an invalid base URL. Each player shows it as its error. */
  readonly connectionError: unknown;
  readonly onEvent: PlexEventListener | undefined;
  /** For players that ask for none of their own. */
  readonly limits: StreamLimits;
}

const nothing: PlexContextValue = {
  connection: undefined,
  connectionError: undefined,
  onEvent: undefined,
  limits: {},
};

export const PlexContext = createContext<PlexContextValue>(nothing);

/** The value of the nearest `PlexProvider`; an empty one without a provider. */
export function usePlexContext(): PlexContextValue {
  return useContext(PlexContext);
}
