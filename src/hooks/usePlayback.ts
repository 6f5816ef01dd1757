'use client';

import { useEffect, useRef, useState } from 'react';
import { withLimits } from '../playback/core/stream-limits.ts';
import type { RemountKey } from '../playback/page/remount-cache.ts';
import { Player, playerCache } from '../playback/player/player.ts';
import { type PlayerOptions, remountKey } from '../playback/player/player-options.ts';
import type { PlexConnectionLike } from '../plex/index.ts';
import { usePlexContext } from './plex-context.ts';
import { useConnection } from './useConnection.ts';
import { useIsomorphicLayoutEffect } from './useIsomorphicLayoutEffect.ts';
import { warnOnce } from './warn-once.ts';

/** Options of {@link usePlayback}. `connection`, `onEvent` and the limits default to those of the nearest `PlexProvider`. */
export type UsePlaybackOptions = Omit<
  PlayerOptions,
  'connection' | 'connectionError' | 'playerRole'
> &
  Partial<Pick<PlayerOptions, 'connectionError'>> &
  ConnectionOption &
  PlayerRoleOption;

interface ConnectionOption {
  /** The server to play from: a connection, or its options. The one of the nearest `PlexProvider` when left out. */
  readonly connection?: PlexConnectionLike | undefined;
}

type PlayerRoleOption =
  | (Pick<PlayerOptions, 'playerRole'> & { readonly role?: undefined })
  | {
      readonly playerRole?: undefined;
      /** @deprecated Renamed to `playerRole`. */
      readonly role: string;
    };

/**
 * Creates the player of a component: identity, session life cycle, engine and state.
 *
 * Show it with `<MediaSurface player={player} />`, control it with its methods, read its state with `useMedia`. A remount within
 * 1.5 s gets the same player. `media` is compared by content, so it may be a new object on each render.
 */
export function usePlayback(options: UsePlaybackOptions): Player {
  const context = usePlexContext();
  const { connection, connectionError } = useConnection(options.connection);
  const { role, ...rest } = options;
  if (role !== undefined)
    warnOnce('the option `role` of usePlayback() is now called `playerRole`.');
  const full: PlayerOptions = {
    ...rest,
    ...withLimits(options, context.limits),
    playerRole: (options.playerRole ?? role) as string,
    // Players with an empty id would share it.
    plexClientSession: options.plexClientSession || undefined,
    connection,
    connectionError: options.connectionError ?? connectionError,
    onEvent: options.onEvent ?? context.onEvent,
  };
  const [player, setPlayer] = useState(() => new Player(full));
  const owned = useRef<Player>(undefined);

  useIsomorphicLayoutEffect(() => {
    // Once per component, also under StrictMode. While it was hidden, another component may have taken its player.
    if (!owned.current) owned.current = takeBack(player.remountKey) ?? player;
    else if (owned.current.isMounted) owned.current = new Player(full);
    if (owned.current !== player) {
      setPlayer(owned.current);
      return;
    }
    player.mount(full);
    return () => player.unmount();
  }, [player]);

  useEffect(() => {
    if (owned.current !== player) return;
    // A `plexClientSession` from the host may arrive after the first commit. Only then the cached player can be found.
    const key = remountKey(full);
    const isOther = key.name !== player.remountKey.name && player.store.get().ids === undefined;
    const kept = isOther ? takeBack(key) : undefined;
    if (!kept) return player.update(full);
    owned.current = kept;
    setPlayer(kept);
  });

  return player;
}

/** Takes the player of an unmounted component with an equal key. It plays on, or retries after a failure that allows it. */
function takeBack(key: RemountKey): Player | undefined {
  const kept = playerCache().take(key);
  kept?.adopt();
  return kept;
}
