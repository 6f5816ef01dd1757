'use client';

import { type ForwardedRef, forwardRef } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { usePlayback } from '../../hooks/usePlayback.ts';
import type { PlayableMedia } from '../../playback/core/playable-media.ts';
import { joinClass } from '../Part/merge-props.ts';
import { useOuterRef } from '../Part/refs.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { type PlayerProps, splitPlayerProps } from '../player-props.ts';
import { readMedia } from '../read-media.ts';
import { VideoPlayer } from '../VideoPlayer/VideoPlayer.tsx';

/** A player of one video. */
export interface SinglePlayerProps extends PlayerProps {
  /** What to play. Compared by content: an equal literal in each render changes nothing. */
  media: PlayableMedia;
}

/**
 * Plays one video, converted (DASH) or directly, as the server decides. Renders a `<div role="group">` with the picture and
 * its controls; `ref` and all other props go to it. `children` lie over the picture, below the controls.
 */
export const SinglePlayer = forwardRef(function SinglePlayer(
  props: SinglePlayerProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { playback, playerRef, playerRole, role, rest } = splitPlayerProps(
    'SinglePlayer',
    props,
    'single',
  );
  // `ratingKey` is no prop, but untyped code passes it.
  const { media, ratingKey, className, ...frame } = rest as typeof rest & { ratingKey?: unknown };
  const { messages } = useLanguage();
  const player = usePlayback({
    ...playback,
    ...readMedia('SinglePlayer', 'media', props),
    mediaType: 'video',
  });
  useOuterRef(playerRef, player);
  const title = useMedia(({ item }) => item?.title, player);
  return (
    <VideoPlayer
      aria-label={messages.videoPlayer(title)}
      {...frame}
      ref={ref}
      player={player}
      playerRole={playerRole}
      role={role}
      className={joinClass('coplay-single-player', className)}
    />
  );
});
