'use client';

import { useEffect, useState } from 'react';
import { invokeCallback } from '../playback/core/invoke-callback.ts';
import { RoleLease } from '../playback/page/role-lease.ts';

/** Options of {@link usePlexClientSession}. */
export interface UsePlexClientSessionOptions {
  /** Whether to lease an id. @default true */
  readonly enabled?: boolean | undefined;
  /** Event handler called when no id can be leased. Unlikely: storage and locks have fallbacks. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * The stable id of one player instance, base of its `X-Plex-Client-Identifier`: `fitness-music-k3x9…-1`.
 *
 * It is distinct from all ids on this page, in other tabs and of other copies of the library. It stays the same over re-renders,
 * StrictMode's double mount and a remount within 1.5 s. It is one of a bounded set, so that reloads do not fill the account's
 * device list.
 *
 * @param role The purpose of the player: `fitness-music`. Becomes the prefix of the id.
 * @returns The id; `undefined` on the server, until it has been leased (some milliseconds after the first commit), and while
 * the component is hidden (`<Activity>`).
 */
export function usePlexClientSession(
  role: string,
  { enabled = true, onError }: UsePlexClientSessionOptions = {},
): string | undefined {
  const [leased, setLeased] = useState<{ role: string; id: string }>();
  const [lease] = useState(() => new RoleLease());

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new handler must not renew the lease
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
      // Another player may get the id now.
      setLeased(undefined);
    };
  }, [lease, role, enabled]);

  return enabled && leased?.role === role ? leased.id : undefined;
}
