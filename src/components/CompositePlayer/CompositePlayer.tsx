'use client';

import { type ForwardedRef, forwardRef, type Ref, useRef, useState } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { usePlayback } from '../../hooks/usePlayback.ts';
import type { Corner } from '../../i18n/messages.ts';
import type { PlayableMedia } from '../../playback/core/playable-media.ts';
import type { PlaybackError } from '../../playback/core/playback-error.ts';
import type { Player } from '../../playback/player/player.ts';
import type { ChangeCause, VolumeChangeDetails } from '../../playback/player/player-options.ts';
import { ErrorNotice } from '../ErrorNotice/ErrorNotice.tsx';
import { MusicPlayer } from '../MusicPlayer/MusicPlayer.tsx';
import { captureMediaEvents } from '../Part/media-events.ts';
import { Part } from '../Part/Part.tsx';
import { useOuterRef } from '../Part/refs.ts';
import { Subject } from '../PlayerFrame/Subject.tsx';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { type PlayerProps, splitPlayerProps } from '../player-props.ts';
import { readMedia } from '../read-media.ts';
import { VideoPlayer } from '../VideoPlayer/VideoPlayer.tsx';
import { InsetPlayer } from './InsetPlayer.tsx';
import type { Overlay } from './overlay.ts';
import { useOverlay } from './useOverlay.ts';

export interface CompositePlayerState {
  /** What the overlay is: `undefined` until it is known, and without one. */
  readonly overlay: 'video' | 'audio' | 'error' | undefined;
}

/** A player of two things at once. What is not named after the overlay is of the primary video. */
export interface CompositePlayerProps extends PlayerProps<CompositePlayerState> {
  /** The video that fills the player. Compared by content. */
  primary: PlayableMedia;
  /**
   * What plays beside it: music (`{ playlist }`, `{ album }`, `{ queue }` or the `ratingKey` of a track) as a bar below, or
   * the `ratingKey` of a second video as an inset picture.
   */
  overlay?: Overlay | undefined;
  /** Ref to the `Player` of the overlay; `null` without one. `playerRef` is that of the primary video. */
  overlayPlayerRef?: Ref<Player> | undefined;
  /** Gain of the overlay between 0 and 1: controlled. */
  overlayVolume?: number | undefined;
  /** Gain of the overlay to begin with, unless the viewer has set another. @default 0.3 */
  defaultOverlayVolume?: number | undefined;
  /** The largest bitrate of an inset video, in kbps. @default `maxVideoBitrateKbps` */
  overlayMaxVideoBitrateKbps?: number | undefined;
  /** Whether the overlay is muted: controlled. */
  overlayMuted?: boolean | undefined;
  /** Whether the overlay begins muted, unless the viewer has chosen. @default false */
  defaultOverlayMuted?: boolean | undefined;
  /** Event handler called when volume or mute of the overlay change. */
  onOverlayVolumeChange?: ((volume: number, details: VolumeChangeDetails) => void) | undefined;
  /** Event handler called when the overlay has failed. The primary video goes on. */
  onOverlayError?: ((error: PlaybackError) => void) | undefined;
  /** The corner of an inset picture: controlled. */
  overlayCorner?: Corner | undefined;
  /** The corner of an inset picture to begin with. @default 'top-right' */
  defaultOverlayCorner?: Corner | undefined;
  /** Event handler called when the viewer moves the inset picture. */
  onOverlayCornerChange?: ((corner: Corner, details: ChangeCause<'button'>) => void) | undefined;
}

/**
 * Plays two things at once, each under an identity and a volume of its own: a video with music below it, or with a second
 * video in a corner. Their roles are `…-primary` and `…-overlay`. Renders a `<div role="group">`; `ref` and all other props go to it. Media events and `children` are those
 * of the primary video.
 */
export const CompositePlayer = forwardRef(function CompositePlayer(
  props: CompositePlayerProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { playback, playerRef, playerRole, role, rest } = splitPlayerProps(
    'CompositePlayer',
    props,
    'composite',
  );
  const {
    primary,
    ratingKey,
    overlay,
    overlayPlayerRef,
    overlayVolume,
    defaultOverlayVolume = 0.3,
    overlayMaxVideoBitrateKbps,
    overlayMuted,
    defaultOverlayMuted,
    onOverlayVolumeChange,
    onOverlayError,
    overlayCorner,
    defaultOverlayCorner,
    onOverlayCornerChange,
    children,
    ...host
    // `ratingKey` is no prop, but untyped code passes it.
  } = rest as typeof rest & { ratingKey?: unknown };
  const { plexClientSession: session, awaitsSession, onEnded: _, ...shared } = playback;
  const { messages } = useLanguage();
  const root = useRef<HTMLDivElement>(null);
  // As text: a wrong type from untyped code is refused by the players.
  const primaryRole = `${String(playerRole)}-primary`;

  const player = usePlayback({
    ...playback,
    ...readMedia('CompositePlayer', 'primary', props),
    mediaType: 'video',
    playerRole: primaryRole,
    plexClientSession: session ? `${String(session)}-primary` : undefined,
  });
  useOuterRef(playerRef, player);
  // With preload="none", nothing is requested before the first play: not even whether the overlay is a video.
  const [mayAsk, setMayAsk] = useState(shared.preload !== 'none' || shared.autoPlay === true);
  const isAskedToPlay = useMedia(({ paused }) => !paused, player);
  if (isAskedToPlay && !mayAsk) setMayAsk(true);
  const { type, item, music, error, reload } = useOverlay(overlay, onOverlayError, mayAsk);
  const overlaySession = session ? `${String(session)}-overlay` : undefined;
  const overlayPlayback = {
    ...shared,
    playerRole: `${String(playerRole)}-overlay`,
    maxVideoBitrateKbps: overlayMaxVideoBitrateKbps ?? shared.maxVideoBitrateKbps,
    volume: overlayVolume,
    defaultVolume: defaultOverlayVolume,
    muted: overlayMuted,
    defaultMuted: defaultOverlayMuted,
    onVolumeChange: onOverlayVolumeChange,
    onError: onOverlayError,
  };
  const title = useMedia((media) => media.item?.title, player);

  return (
    <Part
      tag="div"
      host={captureMediaEvents(host, player)}
      state={{ overlay: type ?? (error && 'error') } satisfies CompositePlayerState}
      refs={[ref, root]}
      role={role ?? 'group'}
      aria-label={messages.compositePlayer(title)}
      tabIndex={-1}
      className="coplay-composite-player"
    >
      <div className="coplay-stage">
        <Subject of={messages.mainVideo} fullscreenTarget={root}>
          <VideoPlayer
            aria-label={messages.mainPlayer(title)}
            player={player}
            playerRole={primaryRole}
          >
            {children}
          </VideoPlayer>
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
              playerRef={overlayPlayerRef}
              corner={overlayCorner}
              defaultCorner={defaultOverlayCorner}
              onCornerChange={onOverlayCornerChange}
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
            playerRef={overlayPlayerRef}
            variant="bar"
          />
        </Subject>
      ) : null}
      {error ? <ErrorNotice error={error} onRetry={reload} /> : null}
    </Part>
  );
});
