'use client';

import { clsx } from 'clsx';
import {
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  forwardRef,
  type KeyboardEvent,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { PlayerContext } from '../../hooks/player-context.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import type { PlayerStatus } from '../../playback/core/media-state.ts';
import type { Player } from '../../playback/player/player.ts';
import { chainHandlers } from '../chain-handlers.ts';
import { useFullscreenState } from '../FullscreenButton/fullscreen.ts';
import { frameAttributes } from './frame-attributes.ts';
import { type Frame, FrameContext, useFrame } from './frame-context.ts';
import { runShortcut } from './run-shortcut.ts';
import { focusKindOf, shortcutOf } from './shortcuts.ts';
import { useControlsVisibility } from './useControlsVisibility.ts';

/** The group around the parts of one player: whose it is, and all that a `<div>` takes. Its ARIA role is fixed. */
export interface PlayerFrameProps extends Omit<ComponentPropsWithoutRef<'div'>, 'role'> {
  /** What `usePlayback()` returned. */
  player: Player;
  /** What the player is for. */
  role: string;
  /**
   * Whether there is a picture: then the player can go full screen, and its controls go while it plays and nobody moves.
   * @default false
   */
  hasPicture?: boolean | undefined;
  /** What to show as the status where the player alone does not know: a queue still loads. */
  status?: PlayerStatus | undefined;
  /** What the Play button and its keys do. */
  togglePaused?: (() => void) | undefined;
}

/**
 * Stands around everything that belongs to one player: gives it to the parts inside, shows its state as `data-*`,
 * and takes its keys. Renders a `<div role="group">`.
 */
export const PlayerFrame = forwardRef(function PlayerFrame(
  {
    player,
    role,
    hasPicture = false,
    status,
    togglePaused,
    className,
    children,
    onKeyDown,
    onPointerMove,
    onPointerLeave,
    onPointerDownCapture,
    onClickCapture,
    ...rest
  }: PlayerFrameProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const root = useRef<HTMLDivElement>(null);
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => root.current, []);
  const { subject, fullscreenTarget = hasPicture ? root : undefined } = useFrame();
  const attributes = useMedia(frameAttributes, player);
  const session = useLastKnown(
    useMedia(({ ids }) => ids?.plexClientSession, player),
    player,
  );
  const fullscreen = useFullscreenState(fullscreenTarget);
  const controls = useControlsVisibility(player, hasPicture);
  const { hide } = controls;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `hide` only sets state, each one does the same
  const frame = useMemo<Frame>(
    () => ({ subject, fullscreenTarget, hasShortcuts: true, togglePaused, hideControls: hide }),
    [subject, fullscreenTarget, togglePaused],
  );

  function onKey(event: KeyboardEvent<HTMLDivElement>): void {
    controls.wake();
    const shortcut = shortcutOf(event, focusKindOf(event.target as Element));
    if (!shortcut) return;
    event.preventDefault();
    runShortcut(shortcut, player, frame);
  }

  return (
    <PlayerContext.Provider value={player}>
      <FrameContext.Provider value={frame}>
        <div
          role="group"
          // A click on the picture puts the focus here, and with it the keys.
          tabIndex={-1}
          {...rest}
          {...attributes}
          data-status={status ?? attributes['data-status']}
          data-role={role}
          data-plex-client-session={session}
          data-controls={controls.visible ? 'visible' : 'hidden'}
          data-fullscreen={fullscreen === 'on' ? '' : undefined}
          ref={root}
          className={clsx('coplay-player', className)}
          onKeyDown={chainHandlers(onKeyDown, onKey)}
          onPointerMove={chainHandlers(onPointerMove, controls.onPointerMove)}
          onPointerLeave={chainHandlers(onPointerLeave, controls.onPointerLeave)}
          onPointerDownCapture={chainHandlers(onPointerDownCapture, controls.onPointerDownCapture)}
          onClickCapture={chainHandlers(onClickCapture, controls.onClickCapture)}
        >
          {children}
        </div>
      </FrameContext.Provider>
    </PlayerContext.Provider>
  );
});

/** Keeps the last id of a player while it is between two items, where there is none. */
function useLastKnown(value: string | undefined, player: Player): string | undefined {
  const [last, setLast] = useState({ value, player });
  if (last.player !== player || (value !== undefined && value !== last.value)) {
    setLast({ value, player });
    return value;
  }
  return last.value;
}
