'use client';

import { clsx } from 'clsx';
import { type ForwardedRef, forwardRef } from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import type { MediaState } from '../../playback/core/media-state.ts';
import { chainHandlers } from '../chain-handlers.ts';
import { IconButton } from '../IconButton/IconButton.tsx';
import { useFrame } from '../PlayerFrame/frame-context.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import type { PartButtonProps } from '../part-props.ts';

/** A button that plays and pauses: whom, and all that a `<button>` takes but content and type. */
export interface PlayButtonProps extends PartButtonProps {}

/** What the button does next. */
export function playActionOf({
  status,
  paused,
}: Pick<MediaState, 'status' | 'paused'>): 'play' | 'pause' | 'replay' {
  if (status === 'ended') return 'replay';
  // With nothing loaded there is nothing to pause, even if it is going to play by itself.
  return paused || status === 'idle' ? 'play' : 'pause';
}

/** Plays, pauses, and plays again at the end; its name says which. Renders a `<button>`. */
export const PlayButton = forwardRef(function PlayButton(
  { player: given, className, onClick, ...rest }: PlayButtonProps,
  ref: ForwardedRef<HTMLButtonElement>,
) {
  const player = usePlayer(given);
  const { messages } = useLanguage();
  const { subject, hasShortcuts, togglePaused } = useFrame();
  const action = useMedia(playActionOf, player);
  return (
    <IconButton
      aria-keyshortcuts={hasShortcuts ? 'K' : undefined}
      {...rest}
      ref={ref}
      className={clsx('coplay-play-button', className)}
      label={messages[action](subject)}
      icon={action}
      onClick={chainHandlers(onClick, togglePaused ?? (() => player.togglePaused()))}
    />
  );
});
