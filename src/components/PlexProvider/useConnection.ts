'use client';

import { useMemo, useRef } from 'react';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';
import {
  createPlexConnection,
  type PlexConnection,
  type PlexConnectionOptions,
} from '../../plex/index.ts';

export interface ConnectionResult {
  readonly connection: PlexConnection | undefined;
  /** Why there is none: a base URL that is no URL. */
  readonly connectionError: unknown;
}

/** Makes a connection of options, and a new one only when their content changes. A finished connection is passed on. */
export function useConnection(given: PlexConnection | PlexConnectionOptions): ConnectionResult {
  const finished = isConnection(given) ? given : undefined;
  const options = finished ? undefined : (given as PlexConnectionOptions | undefined);
  // Functions can't be compared by content, so the newest `fetch` is looked up at each call.
  const newestFetch = useRef(options?.fetch);
  useIsomorphicLayoutEffect(() => {
    newestFetch.current = options?.fetch;
  });

  const hasFetch = options?.fetch !== undefined;
  const content = contentOf(options);
  return useMemo(() => {
    if (finished) return { connection: finished, connectionError: undefined };
    const fetch: typeof globalThis.fetch = (...request) =>
      (newestFetch.current ?? globalThis.fetch)(...request);
    try {
      const created = createPlexConnection({
        ...(JSON.parse(content) as PlexConnectionOptions),
        ...(hasFetch ? { fetch } : {}),
      });
      const connection = Object.freeze({
        ...created,
        get customFetch() {
          return newestFetch.current;
        },
      });
      return { connection, connectionError: undefined };
    } catch (connectionError) {
      return { connection: undefined, connectionError };
    }
  }, [finished, content, hasFetch]);
}

function isConnection(given: unknown): given is PlexConnection {
  return typeof (given as PlexConnection | undefined)?.url === 'function';
}

/** As JSON. What comes from untyped code and can't be written so is no address of a server either. */
function contentOf(options: PlexConnectionOptions | undefined): string {
  try {
    return typeof options === 'object' ? JSON.stringify(options ?? {}) : '{}';
  } catch {
    return '{}';
  }
}
