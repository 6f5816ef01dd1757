'use client';

import { useEffect, useRef, useState } from 'react';
import type { RemountKey } from '../playback/page/remount-cache.ts';
import { Player, playerCache } from '../playback/player/player.ts';
import { type PlayerOptions, remountKey } from '../playback/player/player-options.ts';
import type { PlexConnectionLike } from '../plex/index.ts';
import { usePlexContext } from './plex-context.ts';
import { useConnection } from './useConnection.ts';
import { useIsomorphicLayoutEffect } from './useIsomorphicLayoutEffect.ts';
import { warnOnce } from './warn-once.ts';

/** What to play and how. Connection and events come from the nearest `PlexProvider` unless they are given. */
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
 * A player for this component: identity, session life cycle, engine and state.
 *
 * Show it with `<MediaSurface player={player} />`, drive it by its methods, read it with `useMedia`. The same player
 * comes back after a remount within 1.5 s. An equal `media` made anew at each render changes nothing.
 */
export function usePlayback(options: UsePlaybackOptions): Player {
  const context = usePlexContext();
  const { connection, connectionError } = useConnection(options.connection);
  const { role, ...rest } = options;
  if (role !== undefined)
    warnOnce('the option `role` of usePlayback() is now called `playerRole`.');
  const full: PlayerOptions = {
    ...rest,
    playerRole: (options.playerRole ?? role) as string,
    // An empty one would be shared by all that have an empty one.
    plexClientSession: options.plexClientSession || undefined,
    connection,
    connectionError: options.connectionError ?? connectionError,
    onEvent: options.onEvent ?? context.onEvent,
  };
  const [player, setPlayer] = useState(() => new Player(full));
  const owned = useRef<Player>(undefined);

  useIsomorphicLayoutEffect(() => {
    // Once a component, also when StrictMode mounts it twice. One that was hidden may find its player taken.
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
    // A session that is given comes some milliseconds after the component, and only then tells whose player to take back.
    const key = remountKey(full);
    const isOther = key.name !== player.remountKey.name && player.store.get().ids === undefined;
    const kept = isOther ? takeBack(key) : undefined;
    if (!kept) return player.update(full);
    owned.current = kept;
    setPlayer(kept);
  });

  return player;
}

/** What was played here a moment ago goes on. What had failed is tried again, but for what the server has ended on purpose. */
function takeBack(key: RemountKey): Player | undefined {
  const kept = playerCache().take(key);
  kept?.adopt();
  return kept;
}
