'use client';

import { createContext, useContext } from 'react';
import type { Player } from '../playback/player/player.ts';

export const PlayerContext = createContext<Player | undefined>(undefined);

/**
 * The player of the nearest `PlayerFrame`, for parts of your own. `SinglePlayer` and the other players have a frame inside, so
 * it also works in their children.
 *
 * @param given Returned as it is when there is one, so that a part can take a `player` prop.
 * @throws Error outside of a player.
 */
export function usePlayer(given?: Player): Player {
  const nearest = useContext(PlayerContext);
  const player = given ?? nearest;
  if (!player) {
    throw new Error(
      'coplay: there is no player here. Use this inside a player, or pass it the one that usePlayback() returned.',
    );
  }
  return player;
}
