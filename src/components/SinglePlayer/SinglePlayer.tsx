'use client';

import { clsx } from 'clsx';
import { type ForwardedRef, forwardRef } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { usePlayback } from '../../hooks/usePlayback.ts';
import type { PlayableMedia } from '../../playback/core/playable-media.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import type { PlayerProps } from '../player-props.ts';
import { VideoPlayer } from '../VideoPlayer/VideoPlayer.tsx';

/** A player of one video: which one, and what the viewer's volume is remembered by. */
export interface SinglePlayerProps extends PlayerProps {
  /** What to play. Counts by its content: an equal literal made anew changes nothing. */
  media: PlayableMedia;
  /** What this player is for; becomes the prefix of its id, and the viewer's volume is remembered by it. @default 'single' */
  role?: string | undefined;
}

/**
 * Plays one video, converted (DASH) or directly, as the server decides. Renders a `<div role="group">` with the
 * picture and its controls; `ref` and all other props go to it.
 */
export const SinglePlayer = forwardRef(function SinglePlayer(
  {
    media,
    role = 'single',
    autoPlay = false,
    recovery = true,
    volume,
    defaultVolume = 1,
    onVolumeChange,
    onError,
    onEnded,
    className,
    ...others
  }: SinglePlayerProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { plexClientSession, ...rest } = others;
  const { messages } = useLanguage();
  const player = usePlayback({
    mediaType: 'video',
    media,
    playerRole: role,
    plexClientSession,
    awaitsSession: 'plexClientSession' in others,
    autoPlay,
    recovery,
    volume,
    defaultVolume,
    onVolumeChange,
    onError,
    onEnded,
  });
  const title = useMedia(({ item }) => item?.title, player);
  return (
    <VideoPlayer
      aria-label={messages.videoPlayer(title)}
      {...rest}
      ref={ref}
      player={player}
      role={role}
      className={clsx('coplay-single-player', className)}
    />
  );
});
