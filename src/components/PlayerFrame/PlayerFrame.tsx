'use client';

import {
  type ForwardedRef,
  forwardRef,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { PlayerContext } from '../../hooks/player-context.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import type { PlayerStatus } from '../../playback/core/media-state.ts';
import { whenIdle } from '../../playback/core/when-idle.ts';
import type { Player } from '../../playback/player/player.ts';
import { useFullscreenState } from '../FullscreenButton/fullscreen.ts';
import { captureMediaEvents, type MediaEventProps } from '../Part/media-events.ts';
import { Part } from '../Part/Part.tsx';
import type { PartProps } from '../Part/part-props.ts';
import { type Frame, FrameContext, useFrame } from './frame-context.ts';
import { frameState, type PlayerFrameState } from './frame-state.ts';
import { loadShortcuts } from './load-shortcuts.ts';
import { type RoleProps, readRoles } from './read-roles.ts';
import { useControlsVisibility } from './useControlsVisibility.ts';

/** The props of a frame: its player, and all that a `<div>` takes. Media events are those of the player. */
export interface PlayerFrameProps
  extends Omit<PartProps<'div', PlayerFrameState>, 'role'>,
    MediaEventProps,
    RoleProps {
  /** What `usePlayback()` returned. */
  player: Player;
  /** Whether the player has a picture: it can go full screen, and its controls hide while it plays. @default false */
  hasPicture?: boolean | undefined;
  /** Replaces the status of the player in `data-status`, for example while a queue is loading. */
  status?: PlayerStatus | undefined;
  /** Replaces what the Play button and its keys do. */
  togglePaused?: (() => void) | undefined;
  /** The parts of the player. */
  children?: ReactNode;
}

/**
 * The group around the parts of one player: gives the player to the parts inside, shows its state as `data-*` and handles
 * its keyboard shortcuts. Renders a `<div role="group">`.
 */
export const PlayerFrame = forwardRef(function PlayerFrame(
  props: PlayerFrameProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { playerRole: _, role: __, player, hasPicture = false, status, ...others } = props;
  const { togglePaused, children, ...host } = others;
  const { playerRole, ariaRole } = readRoles('PlayerFrame', props);
  const root = useRef<HTMLDivElement>(null);
  const { subject, fullscreenTarget = hasPicture ? root : undefined } = useFrame();
  const media = useMedia(frameState, player);
  const session = useLastKnown(
    useMedia(({ ids }) => ids?.plexClientSession, player),
    player,
  );
  const fullscreen = useFullscreenState(fullscreenTarget) === 'on';
  const { visible, hide, wake, ...pointer } = useControlsVisibility(player, hasPicture, root);
  const state: PlayerFrameState = {
    ...media,
    status: status ?? media.status,
    controls: visible ? 'visible' : 'hidden',
    fullscreen,
    playerRole,
    plexClientSession: session,
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: each `hide` only sets state and does the same
  const frame = useMemo<Frame>(
    () => ({ subject, fullscreenTarget, hasShortcuts: true, togglePaused, hideControls: hide }),
    [subject, fullscreenTarget, togglePaused],
  );

  useEffect(() => whenIdle(() => loadShortcuts().catch(ignore)), []);

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    wake();
    const key = { event, path: event.nativeEvent.composedPath(), root: event.currentTarget };
    const shortcuts = loadShortcuts.loaded;
    if (shortcuts) shortcuts.pressKey(key, player, frame);
    // A key that comes that early acts a little later. A failed download is tried again by the next one.
    else loadShortcuts().then(({ pressKey }) => pressKey(key, player, frame), ignore);
  }

  return (
    <PlayerContext.Provider value={player}>
      <FrameContext.Provider value={frame}>
        <Part
          tag="div"
          host={captureMediaEvents(host, player)}
          state={state}
          refs={[ref, root]}
          role={ariaRole ?? 'group'}
          className="coplay-player"
          // A click on the picture moves the focus here, so that the keys work.
          tabIndex={-1}
          data-role={playerRole}
          onKeyDown={onKeyDown}
          {...pointer}
        >
          {children}
        </Part>
      </FrameContext.Provider>
    </PlayerContext.Provider>
  );
});

function ignore(): void {}

/** Between two items a player has no id: keeps the last one. */
function useLastKnown(value: string | undefined, player: Player): string | undefined {
  const [last, setLast] = useState({ value, player });
  if (last.player !== player || (value !== undefined && value !== last.value)) {
    setLast({ value, player });
    return value;
  }
  return last.value;
}
