'use client';

import { useMemo, useRef } from 'react';
import { isConnection } from '../plex/connection.ts';
import {
  createPlexConnection,
  type PlexConnection,
  type PlexConnectionLike,
  type PlexConnectionOptions,
} from '../plex/index.ts';
import { usePlexContext } from './plex-context.ts';
import { useIsomorphicLayoutEffect } from './useIsomorphicLayoutEffect.ts';

/** A connection, or why there is none. Neither outside of a provider. */
export interface ConnectionResult {
  readonly connection: PlexConnection | undefined;
  /** Why there is no connection: options that can't be used. */
  readonly connectionError: unknown;
}

/**
 * The connection to use: the given one, one made of the given options, or the one of the nearest `PlexProvider`.
 * Options count by their content: a literal made anew at each render yields the same connection.
 */
export function useConnection(given: PlexConnectionLike | undefined): ConnectionResult {
  const around = usePlexContext();
  const own = useOwnConnection(given ?? around.connection);
  return given === undefined || given === null ? around : own;
}

/** As {@link useConnection}, but `undefined` is an error: there is no provider to fall back to. */
export function useOwnConnection(given: PlexConnectionLike | undefined): ConnectionResult {
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

/**
 * The options as JSON. Untyped code may pass something else: it is taken as the base URL, so that the error names it. What JSON
 * can't hold, such as a bigint, is left out.
 */
function contentOf(options: PlexConnectionOptions | undefined): string {
  try {
    return JSON.stringify(typeof options === 'object' ? (options ?? {}) : { baseUrl: options });
  } catch {
    return '{}';
  }
}
