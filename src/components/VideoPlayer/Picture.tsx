'use client';

import { type MouseEvent, useEffect, useRef } from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { toggleFullscreen, useFullscreenState } from '../FullscreenButton/fullscreen.ts';
import { MediaSurface } from '../MediaSurface/MediaSurface.tsx';
import { useFrame } from '../PlayerFrame/frame-context.ts';
import { startTimer } from '../start-timer.ts';

/** How long a click waits for a second one. Without that, a double click would pause and play in between. Milliseconds. */
const DOUBLE_CLICK_MS = 250;

/** The picture. A click plays and pauses, a double click toggles full screen, a tap hides the controls. */
export function Picture() {
  const { fullscreenTarget, hideControls } = useFrame();
  const player = usePlayer();
  const mayBeDouble = useFullscreenState(fullscreenTarget) !== 'unsupported';
  const stopTimer = useRef<() => void>(undefined);
  useEffect(() => () => stopTimer.current?.(), []);

  function onClick({ nativeEvent, detail, currentTarget }: MouseEvent): void {
    if ((nativeEvent as PointerEvent).pointerType === 'touch') {
      hideControls();
      return;
    }
    stopTimer.current?.();
    if (!mayBeDouble) player.togglePaused();
    else if (detail < 2)
      stopTimer.current = startTimer(currentTarget, () => player.togglePaused(), DOUBLE_CLICK_MS);
  }

  return (
    <MediaSurface
      onClick={onClick}
      onDoubleClick={() => toggleFullscreen(fullscreenTarget?.current)}
    />
  );
}
