'use client';

import type { MediaState } from '../playback/core/media-state.ts';
import type { Player } from '../playback/player/player.ts';
import { usePlayer } from './player-context.ts';
import { useStoreSelector } from './useStoreSelector.ts';

/**
 * Reads the state of a player: `useMedia((media) => media.paused)`.
 *
 * Renders again only when the selected value changes, by shallow comparison. Select whole seconds rather than `currentTime`,
 * which changes four times a second.
 *
 * @param player The player to read. Defaults to the nearest player.
 */
export function useMedia<T>(selector: (state: MediaState) => T, player?: Player): T {
  return useStoreSelector(usePlayer(player).store, selector);
}
