import type { Player } from '../playback/player/player.ts';
import type { ChangeCause, VolumeChangeReason } from '../playback/player/player-options.ts';

/** The gain when unmuting a player whose gain is 0. */
const AUDIBLE = 0.5;

/** What the mute button and its key do. At a gain of 0 either makes the player audible. */
export function toggleMuted(player: Player, cause: ChangeCause<VolumeChangeReason>): void {
  const { volume, muted } = player.state;
  if (volume === 0) player.setVolume(AUDIBLE, cause);
  else player.setMuted(!muted, cause);
}
