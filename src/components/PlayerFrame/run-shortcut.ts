import type { Player } from '../../playback/player/player.ts';
import { toggleFullscreen } from '../FullscreenButton/fullscreen.ts';
import type { Frame } from './frame-context.ts';
import type { Shortcut } from './shortcuts.ts';

/** Runs a keyboard shortcut. `event` is passed on to the callbacks of the host. */
export function runShortcut(shortcut: Shortcut, player: Player, frame: Frame, event: Event): void {
  const { currentTime, duration, volume, muted } = player.state;
  const cause = { reason: 'keyboard', event } as const;
  switch (shortcut.kind) {
    case 'toggle-paused':
      if (frame.togglePaused) frame.togglePaused();
      else player.togglePaused();
      break;
    case 'toggle-muted':
      player.setMuted(!muted, cause);
      break;
    case 'toggle-fullscreen':
      toggleFullscreen(frame.fullscreenTarget?.current);
      break;
    case 'seek-by':
      player.seek(currentTime + shortcut.seconds);
      break;
    case 'seek-to-share':
      if (duration > 0) player.seek(duration * shortcut.share);
      break;
    case 'change-volume':
      // Rounded to twentieths, the steps of the slider.
      player.setVolume(Math.round((volume + shortcut.by) * 20) / 20, cause);
  }
}
