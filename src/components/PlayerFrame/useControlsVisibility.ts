'use client';

import { type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import type { Player } from '../../playback/player/player.ts';

/** How long controls stay without a movement, and after the pointer has left. Milliseconds. */
const REST_MS = 3_000;
const LEAVE_MS = 700;

/**
 * Lets the controls over a picture go while it plays and nobody moves. They stay while it is paused, held up or has
 * failed, and while the keyboard's focus is inside, which the style sheet sees to.
 */
export function useControlsVisibility(player: Player, autoHide: boolean) {
  const [awake, setAwake] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const swallowsClick = useRef(false);
  const plays = useMedia(
    ({ status, paused, waiting }) => status === 'ready' && !paused && !waiting,
    player,
  );
  const visible = !autoHide || !plays || awake;

  function wake(ms: number | undefined = REST_MS): void {
    clearTimeout(timer.current);
    setAwake(true);
    if (ms !== undefined && autoHide) timer.current = setTimeout(() => setAwake(false), ms);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: each start of playback begins the rest anew
  useEffect(() => {
    if (!autoHide) return;
    wake();
    return () => clearTimeout(timer.current);
  }, [plays, autoHide]);

  return {
    visible,
    hide(): void {
      clearTimeout(timer.current);
      setAwake(false);
    },
    wake,
    onPointerMove(event: PointerEvent<HTMLElement>): void {
      if (event.pointerType === 'touch') return;
      const overControls = (event.target as Element).closest('.coplay-controls') !== null;
      if (overControls) {
        clearTimeout(timer.current);
        setAwake(true);
      } else wake();
    },
    onPointerLeave(event: PointerEvent<HTMLElement>): void {
      if (event.pointerType !== 'touch') wake(LEAVE_MS);
    },
    /** A finger that brings the controls back does not press what happens to lie under it. */
    onPointerDownCapture(event: PointerEvent<HTMLElement>): void {
      swallowsClick.current = event.pointerType === 'touch' && !visible;
      if (event.pointerType === 'touch') wake();
    },
    onClickCapture(event: MouseEvent<HTMLElement>): void {
      if (!swallowsClick.current) return;
      swallowsClick.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
