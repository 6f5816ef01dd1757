'use client';

import { type CSSProperties, type ForwardedRef, forwardRef, useRef } from 'react';
import { useArtwork } from '../../hooks/useArtwork.ts';
import type { PlayableMedia } from '../../playback/core/playable-media.ts';
import type { QueueEntry } from '../../playback/queue/queue.ts';
import { joinClass, resolve } from '../Part/merge-props.ts';
import { useOuterRef } from '../Part/refs.ts';
import { PlayerFrame } from '../PlayerFrame/PlayerFrame.tsx';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { type PlayerProps, splitPlayerProps } from '../player-props.ts';
import { readSource } from '../read-media.ts';
import { MusicFace } from './MusicFace.tsx';
import {
  type MusicPlayback,
  type TrackChangeDetails,
  useMusicPlayback,
} from './useMusicPlayback.ts';

/** A player of one track after the other. Give one of `queue`, `playlist` and `album`. */
export interface MusicPlayerProps extends PlayerProps {
  /** The items to play, in order. Compared by content. */
  queue?: readonly PlayableMedia[] | undefined;
  /** Rating key of a playlist to play. */
  playlist?: string | undefined;
  /** Rating key of an album to play. */
  album?: string | undefined;
  /** A card with cover and track list, or a bar that opens its list on demand. @default 'card' */
  variant?: 'card' | 'bar' | undefined;
  /** Event handler called when another entry of the queue becomes the current one, with the reason and the native event. */
  onTrackChange?: ((entry: QueueEntry, details: TrackChangeDetails) => void) | undefined;
}

/** The sides of the cover in the style sheet, where there is room. CSS pixels. */
const coverSizes = { card: 168, bar: 48 };

/**
 * Plays music: a queue, a playlist or an album, one track after the other under one identity. Renders a
 * `<div role="group">` with cover, controls and track list; `ref` and all other props go to it. `children` are shown below the
 * controls. `onEnded` is called at the end of the queue. An entry that can't be played is skipped: `onError` is called for each, and
 * the third in a row, or the last of the queue, is shown as an error.
 */
export const MusicPlayer = forwardRef(function MusicPlayer(
  props: MusicPlayerProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { playback, playerRef, playerRole, role, rest } = splitPlayerProps(
    'MusicPlayer',
    props,
    'music',
  );
  // `media` and `ratingKey` are no props, but untyped code passes them.
  const { queue, playlist, album, media, ratingKey, ...own } = rest as typeof rest & {
    media?: unknown;
    ratingKey?: unknown;
  };
  const { variant = 'card', onTrackChange, className, style, children, ...frame } = own;
  const { messages } = useLanguage();
  const music = useMusicPlayback({ ...playback, ...readSource(props), onTrackChange });
  useOuterRef(playerRef, music.player);
  const { current } = music.list;
  const item = current?.item;
  const cover = useRef<HTMLDivElement>(null);
  const artwork = useArtwork(item?.thumb ?? item?.parentThumb ?? item?.grandparentThumb, {
    size: coverSizes[variant],
    shownIn: cover,
  });
  const artworkStyle = artwork ? { '--coplay-artwork': `url("${artwork}")` } : undefined;

  return (
    <PlayerFrame
      aria-label={messages.musicPlayer(item?.title)}
      {...frame}
      ref={ref}
      player={music.player}
      playerRole={playerRole}
      role={role}
      status={statusOf(music)}
      togglePaused={music.togglePaused}
      className={joinClass('coplay-music-player', className)}
      style={(state) => ({ ...artworkStyle, ...resolve(style, state) }) as CSSProperties}
      data-variant={variant}
      data-current-media-guid={current?.currentMediaGuid}
    >
      <MusicFace music={music} artwork={artwork} cover={cover} variant={variant}>
        {children}
      </MusicFace>
    </PlayerFrame>
  );
});

/** Without a list there is no track to have a status. */
function statusOf({ list }: MusicPlayback): 'loading' | 'error' | undefined {
  return list.status === 'loading' || list.status === 'error' ? list.status : undefined;
}
