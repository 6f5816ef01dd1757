'use client';

import { type MouseEvent, useEffect, useRef } from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { toggleFullscreen, useFullscreenState } from '../FullscreenButton/fullscreen.ts';
import { MediaSurface } from '../MediaSurface/MediaSurface.tsx';
import { useFrame } from '../PlayerFrame/frame-context.ts';
import { startTimer } from '../start-timer.ts';

/** How long a click waits for a second one. Without that, a double click would pause and play in between. Milliseconds. */
const DOUBLE_CLICK_MS = 250;
/** No system waits longer for the second click. Milliseconds. */
const SLOW_MS = 1_000;

/** The picture. A click plays and pauses, a double click toggles full screen, a tap hides the controls. */
export function Picture() {
  const { fullscreenTarget, hideControls } = useFrame();
  const player = usePlayer();
  const mayBeDouble = useFullscreenState(fullscreenTarget) !== 'unsupported';
  const stopTimer = useRef<() => void>(undefined);
  /** What has pressed it last. A click does not say so in each browser. */
  const pressedBy = useRef('');
  const firstAt = useRef(0);
  useEffect(() => () => stopTimer.current?.(), []);

  function toggle(): void {
    stopTimer.current = undefined;
    player.togglePaused();
  }

  function onClick({ detail, currentTarget, timeStamp }: MouseEvent): void {
    if (pressedBy.current === 'touch') hideControls();
    else if (!mayBeDouble) toggle();
    else if (detail < 2) {
      stopTimer.current?.();
      stopTimer.current = startTimer(currentTarget, toggle, DOUBLE_CLICK_MS);
      firstAt.current = timeStamp;
    } else if (stopTimer.current) stopTimer.current();
    // A slow one, whose first click has counted.
    else if (detail === 2 && timeStamp - firstAt.current < SLOW_MS) toggle();
  }

  return (
    <MediaSurface
      onPointerDown={({ pointerType }) => {
        pressedBy.current = pointerType;
      }}
      onClick={onClick}
      onDoubleClick={() => toggleFullscreen(fullscreenTarget?.current)}
    />
  );
}
