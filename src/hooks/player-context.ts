'use client';

import { createContext, useContext } from 'react';
import type { Player } from '../playback/player/player.ts';

export const PlayerContext = createContext<Player | undefined>(undefined);

/**
 * The player of the nearest player component.
 *
 * @param given Used instead of the player from context.
 * @throws Error outside of a player component, when no player is given.
 */
export function usePlayer(given?: Player): Player {
  const around = useContext(PlayerContext);
  const player = given ?? around;
  if (!player) {
    throw new Error(
      'coplay: there is no player here. Use this inside a player, or pass it the one that usePlayback() returned.',
    );
  }
  return player;
}
