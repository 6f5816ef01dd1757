'use client';

import { clsx } from 'clsx';
import { type ForwardedRef, forwardRef, useImperativeHandle, useRef } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { usePlayback } from '../../hooks/usePlayback.ts';
import type { Corner } from '../../i18n/messages.ts';
import type { PlayableMedia } from '../../playback/core/playable-media.ts';
import type { PlaybackError } from '../../playback/core/playback-error.ts';
import type { VolumeChangeDetails } from '../../playback/player/player-options.ts';
import { MusicPlayer } from '../MusicPlayer/MusicPlayer.tsx';
import { Subject } from '../PlayerFrame/Subject.tsx';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import type { PlayerProps } from '../player-props.ts';
import { ErrorNotice } from '../StatusOverlay/ErrorNotice.tsx';
import { VideoPlayer } from '../VideoPlayer/VideoPlayer.tsx';
import { InsetPlayer } from './InsetPlayer.tsx';
import type { Overlay } from './overlay.ts';
import { useOverlay } from './useOverlay.ts';

/** A player of two things at once: what they are, and how loud the second one is. */
export interface CompositePlayerProps extends PlayerProps {
  /** The video that fills the player. Counts by its content. */
  primary: PlayableMedia;
  /**
   * What plays beside it: music (`{ playlist }`, `{ album }`, `{ queue }` or the `ratingKey` of a track) as a bar below, or
   * the `ratingKey` of a second video as an inset picture.
   */
  overlay?: Overlay | undefined;
  /** What this player is for: prefix of the two roles, `…-primary` and `…-overlay`. @default 'composite' */
  role?: string | undefined;
  /** Gain of the overlay between 0 and 1, when the host keeps it. `volume` is that of the primary video. */
  overlayVolume?: number | undefined;
  /** Gain of the overlay to begin with, unless the viewer has set another. @default 0.3 */
  defaultOverlayVolume?: number | undefined;
  /** Event handler called when the viewer changes the volume of the overlay. */
  onOverlayVolumeChange?: ((volume: number, details: VolumeChangeDetails) => void) | undefined;
  /** Event handler called when the overlay has failed. The primary video goes on. */
  onOverlayError?: ((error: PlaybackError) => void) | undefined;
  /** Where an inset picture begins. The viewer can move it. @default 'top-right' */
  defaultOverlayCorner?: Corner | undefined;
}

/**
 * Plays two things at once, each under an identity and a volume of its own: a video with music below it, or with a
 * second video in a corner. Renders a `<div role="group">`; `ref` and all other props go to it.
 */
export const CompositePlayer = forwardRef(function CompositePlayer(
  {
    primary,
    overlay,
    role = 'composite',
    autoPlay = false,
    recovery = true,
    volume,
    defaultVolume = 1,
    onVolumeChange,
    overlayVolume,
    defaultOverlayVolume = 0.3,
    onOverlayVolumeChange,
    onError,
    onOverlayError,
    onEnded,
    defaultOverlayCorner = 'top-right',
    className,
    ...others
  }: CompositePlayerProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { plexClientSession: session, ...rest } = others;
  const { messages } = useLanguage();
  const root = useRef<HTMLDivElement>(null);
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => root.current, []);
  const awaitsSession = 'plexClientSession' in others;
  // As text: what untyped code passes is refused by the players, in words.
  const primaryRole = `${String(role)}-primary`;
  const overlayRole = `${String(role)}-overlay`;
  const { type, item, music, error, reload } = useOverlay(overlay, onOverlayError);

  const player = usePlayback({
    mediaType: 'video',
    media: primary,
    playerRole: primaryRole,
    plexClientSession: session ? `${String(session)}-primary` : undefined,
    awaitsSession,
    autoPlay,
    recovery,
    volume,
    defaultVolume,
    onVolumeChange,
    onError,
    onEnded,
  });
  const overlaySession = session ? `${String(session)}-overlay` : undefined;
  const overlayPlayback = {
    playerRole: overlayRole,
    autoPlay,
    recovery,
    volume: overlayVolume,
    defaultVolume: defaultOverlayVolume,
    onVolumeChange: onOverlayVolumeChange,
    onError: onOverlayError,
  };
  const title = useMedia((media) => media.item?.title, player);

  return (
    <div
      role="group"
      aria-label={messages.compositePlayer(title)}
      tabIndex={-1}
      {...rest}
      ref={root}
      className={clsx('coplay-composite-player', className)}
      data-overlay={type ?? (error ? 'error' : undefined)}
    >
      <div className="coplay-stage">
        <Subject of={messages.mainVideo} fullscreenTarget={root}>
          <VideoPlayer aria-label={messages.mainPlayer(title)} player={player} role={primaryRole} />
        </Subject>
        {type === 'video' && item ? (
          <Subject of={messages.overlayVideo} fullscreenTarget={root}>
            <InsetPlayer
              playback={{
                ...overlayPlayback,
                media: item,
                plexClientSession: overlaySession,
                awaitsSession,
              }}
              defaultCorner={defaultOverlayCorner}
            />
          </Subject>
        ) : null}
      </div>
      {type === 'audio' && music ? (
        <Subject of={messages.overlayMusic} fullscreenTarget={root}>
          <MusicPlayer
            {...overlayPlayback}
            {...(awaitsSession ? { plexClientSession: overlaySession } : {})}
            {...music}
            variant="bar"
          />
        </Subject>
      ) : null}
      {error ? <ErrorNotice error={error} onRetry={reload} /> : null}
    </div>
  );
});
