'use client';

import { createContext, useContext } from 'react';
import type { Player } from '../playback/player/player.ts';

export const PlayerContext = createContext<Player | undefined>(undefined);

/**
 * The player of the component around.
 *
 * @throws Error when there is none: the hook or part that asks stands outside of a player.
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
