import type { Player } from '../../playback/player/player.ts';
import { toggleFullscreen } from '../FullscreenButton/fullscreen.ts';
import type { Frame } from './frame-context.ts';
import type { Shortcut } from './shortcuts.ts';

/** Does what a key asks. */
export function runShortcut(shortcut: Shortcut, player: Player, frame: Frame): void {
  const { currentTime, duration, volume, muted } = player.store.get();
  switch (shortcut.kind) {
    case 'toggle-paused':
      if (frame.togglePaused) frame.togglePaused();
      else player.togglePaused();
      break;
    case 'toggle-muted':
      player.setMuted(!muted);
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
      // Steps of a twentieth stay on the grid of the slider.
      player.setVolume(Math.round((volume + shortcut.by) * 20) / 20);
  }
}
