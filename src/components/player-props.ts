import type { ComponentPropsWithoutRef } from 'react';
import type { PlaybackError } from '../playback/core/playback-error.ts';
import type { VolumeChangeDetails } from '../playback/player/player-options.ts';

/** What all three players take. */
export interface PlayerProps
  extends Omit<
    ComponentPropsWithoutRef<'div'>,
    'role' | 'children' | 'onError' | 'onEnded' | 'onVolumeChange'
  > {
  /**
   * The stable id of this player instance, base of its `X-Plex-Client-Identifier`: for hosts that keep their own. Left
   * out, the player gets one that no other player has. Given as `undefined` or empty, it waits up to 2 s for it.
   */
  plexClientSession?: string | undefined;
  /** Whether to play without being asked. A browser may refuse; then a large button asks for a click. @default false */
  autoPlay?: boolean | undefined;
  /** Whether a session that dies on the server is replaced, at the same position. Off, it is an error at once. @default true */
  recovery?: boolean | undefined;
  /** Gain between 0 and 1, when the host keeps it. */
  volume?: number | undefined;
  /** Gain between 0 and 1 to begin with, unless the viewer has set another for players of this role. @default 1 */
  defaultVolume?: number | undefined;
  /** Event handler called when the viewer changes the volume. */
  onVolumeChange?: ((volume: number, details: VolumeChangeDetails) => void) | undefined;
  /** Event handler called when playback has failed, with a code and a sentence. The player shows it as well. */
  onError?: ((error: PlaybackError) => void) | undefined;
  /** Event handler called when the item has played to its end. */
  onEnded?: (() => void) | undefined;
}
