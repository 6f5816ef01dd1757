'use client';

import type { MouseEvent } from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { toggleFullscreen } from '../FullscreenButton/fullscreen.ts';
import { MediaSurface } from '../MediaSurface/MediaSurface.tsx';
import { useFrame } from '../PlayerFrame/frame-context.ts';

/** The picture. A click plays and pauses, a double click toggles full screen, a tap hides the controls. */
export function Picture() {
  const { fullscreenTarget, hideControls } = useFrame();
  const player = usePlayer();

  function onClick({ nativeEvent }: MouseEvent): void {
    if ((nativeEvent as PointerEvent).pointerType === 'touch') hideControls();
    else player.togglePaused();
  }

  return (
    <MediaSurface
      onClick={onClick}
      onDoubleClick={() => toggleFullscreen(fullscreenTarget?.current)}
    />
  );
}
