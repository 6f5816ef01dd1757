import type { ComponentPropsWithoutRef } from 'react';
import type { Player } from '../playback/player/player.ts';

/** What each part of a player takes. */
export interface PartProps {
  /** The player to act on; the one of the player around when left out. */
  player?: Player | undefined;
}

/** What each part that is a button takes: it has its own name, picture and action. */
export interface PartButtonProps
  extends PartProps,
    Omit<ComponentPropsWithoutRef<'button'>, 'children' | 'type'> {}
