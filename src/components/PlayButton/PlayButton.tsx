'use client';

import { type ForwardedRef, forwardRef } from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import type { MediaState } from '../../playback/core/media-state.ts';
import { IconButton } from '../IconButton/IconButton.tsx';
import { pause, play, replay } from '../icons/icons.ts';
import type { PartProps, PlayerOption } from '../Part/part-props.ts';
import { useFrame } from '../PlayerFrame/frame-context.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';

export interface PlayButtonState {
  /** What the button does next. */
  readonly action: 'play' | 'pause' | 'replay';
}

/** A button that plays and pauses: all that a `<button>` takes but content and type. */
export interface PlayButtonProps
  extends Omit<PartProps<'button', PlayButtonState>, 'children' | 'type'>,
    PlayerOption {}

function actionOf({ status, paused }: MediaState): PlayButtonState['action'] {
  if (status === 'ended') return 'replay';
  // With nothing loaded there is nothing to pause, even if it is going to play by itself.
  return paused || status === 'idle' ? 'play' : 'pause';
}

const icons = { play, pause, replay };

/** Plays, pauses, and plays again at the end; its name says which. Renders a `<button>`. */
export const PlayButton = forwardRef(function PlayButton(
  { player: given, ...host }: PlayButtonProps,
  ref: ForwardedRef<HTMLButtonElement>,
) {
  const player = usePlayer(given);
  const { messages } = useLanguage();
  const { subject, hasShortcuts, togglePaused } = useFrame();
  const action = useMedia(actionOf, player);
  return (
    <IconButton
      host={host}
      state={{ action } satisfies PlayButtonState}
      refs={[ref]}
      className="coplay-play-button"
      aria-keyshortcuts={hasShortcuts ? 'K' : undefined}
      label={messages[action](subject)}
      icon={icons[action]}
      onClick={togglePaused ?? (() => player.togglePaused())}
    />
  );
});
