'use client';

import { useEffect, useState } from 'react';
import { invokeCallback } from '../playback/core/invoke-callback.ts';
import { RoleLease } from '../playback/page/role-lease.ts';

/** When to hold an id, and whom to tell when there is none. */
export interface UsePlexClientSessionOptions {
  /** Whether an id is wanted now. @default true */
  readonly enabled?: boolean | undefined;
  /** Event handler called when no id can be had. It should not happen: storage and locks have fallbacks. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * The stable id of one player instance, base of its `X-Plex-Client-Identifier`: `fitness-music-k3x9…-1`.
 *
 * Distinct from every other id on this page, in other tabs and from other copies of the library; the same over
 * re-renders, StrictMode's double mount and a remount within 1.5 s; one of a bounded set, so that reloads do not fill
 * the account's device list.
 *
 * @param role What the player is for: `fitness-music`. Becomes the prefix of the id.
 * @returns The id; `undefined` on the server and until it has been leased, some milliseconds after the first commit. What has
 * been hidden (`<Activity>`) has none until it is shown again.
 */
export function usePlexClientSession(
  role: string,
  { enabled = true, onError }: UsePlexClientSessionOptions = {},
): string | undefined {
  const [leased, setLeased] = useState<{ role: string; id: string }>();
  const [lease] = useState(() => new RoleLease());

  // biome-ignore lint/correctness/useExhaustiveDependencies: the handler is read when it is needed, and must not renew the lease
  useEffect(() => {
    if (!enabled) return;
    const life = new AbortController();
    lease.hold(role).then(
      ({ plexClientSession: id }) => {
        if (!life.signal.aborted) setLeased({ role, id });
      },
      (thrown) => {
        if (!life.signal.aborted) invokeCallback(onError, thrown);
      },
    );
    return () => {
      life.abort();
      lease.release({ linger: true });
      // From now on it may be somebody else's.
      setLeased(undefined);
    };
  }, [lease, role, enabled]);

  return enabled && leased?.role === role ? leased.id : undefined;
}
