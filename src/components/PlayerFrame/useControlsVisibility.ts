'use client';

import {
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import type { Player } from '../../playback/player/player.ts';
import { startTimer } from '../start-timer.ts';

/** How long controls are shown after the last movement, and after the pointer has left. Milliseconds. */
const REST_MS = 3_000;
const LEAVE_MS = 700;

/**
 * Hides the controls over a picture while it plays and the pointer rests. They are shown while it is paused, waits or has
 * failed. The style sheet also shows them while the keyboard focus is inside.
 */
export function useControlsVisibility(
  player: Player,
  autoHide: boolean,
  root: RefObject<HTMLElement | null>,
) {
  const [awake, setAwake] = useState(true);
  const stopTimer = useRef<() => void>(undefined);
  const swallowsClick = useRef(false);
  const plays = useMedia(
    ({ status, paused, waiting }) => status === 'ready' && !paused && !waiting,
    player,
  );
  const visible = !autoHide || !plays || awake;

  function set(now: boolean): void {
    stopTimer.current?.();
    setAwake(now);
  }

  function wake(ms = REST_MS): void {
    set(true);
    if (autoHide) stopTimer.current = startTimer(root.current, () => setAwake(false), ms);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: each start of playback restarts the timer
  useEffect(() => {
    if (!autoHide) return;
    wake();
    return () => stopTimer.current?.();
  }, [plays, autoHide]);

  return {
    visible,
    hide: () => set(false),
    wake,
    onPointerMove(event: PointerEvent<HTMLElement>): void {
      if (event.pointerType === 'touch') return;
      if ((event.target as Element).closest('.coplay-controls')) set(true);
      else wake();
    },
    onPointerLeave(event: PointerEvent<HTMLElement>): void {
      if (event.pointerType !== 'touch') wake(LEAVE_MS);
    },
    /** A tap that brings hidden controls back does not press the control under it. Children of the host are never hidden. */
    onPointerDownCapture({ pointerType, target }: PointerEvent<HTMLElement>): void {
      const isTouch = pointerType === 'touch';
      swallowsClick.current = isTouch && !visible && !(target as Element).closest('.coplay-slot');
      if (isTouch) wake();
    },
    onClickCapture(event: MouseEvent<HTMLElement>): void {
      // A key or a script clicks without pressing. The touch may have scrolled, with no click of its own.
      if (!swallowsClick.current || event.detail === 0) return;
      swallowsClick.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
