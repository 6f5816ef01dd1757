'use client';

import { clsx } from 'clsx';
import { type CSSProperties, type ForwardedRef, forwardRef } from 'react';
import { useArtwork } from '../../hooks/useArtwork.ts';
import type { PlayableMedia } from '../../playback/core/playable-media.ts';
import type { QueueEntry, QueueSource } from '../../playback/queue/queue.ts';
import { PlayerFrame } from '../PlayerFrame/PlayerFrame.tsx';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import type { PlayerProps } from '../player-props.ts';
import { MusicFace } from './MusicFace.tsx';
import { type MusicPlayback, useMusicPlayback } from './useMusicPlayback.ts';

/** A player of one track after the other: where they come from, and whether it is a card or a bar. */
export interface MusicPlayerProps extends PlayerProps {
  /** The items to play, in order. Counts by its content. Give one of `queue`, `playlist` and `album`. */
  queue?: readonly PlayableMedia[] | undefined;
  /** Rating key of a playlist to play. */
  playlist?: string | undefined;
  /** Rating key of an album to play. */
  album?: string | undefined;
  /** What this player is for; becomes the prefix of its id, and the viewer's volume is remembered by it. @default 'music' */
  role?: string | undefined;
  /** A card with cover and track list, or a bar that opens its list on demand. @default 'card' */
  variant?: 'card' | 'bar' | undefined;
  /** Event handler called when another entry of the queue becomes the current one. */
  onTrackChange?: ((entry: QueueEntry) => void) | undefined;
}

/**
 * Plays music: a queue, a playlist or an album, one track after the other under one identity. Renders a
 * `<div role="group">` with cover, controls and track list; `ref` and all other props go to it. `onEnded` is called at
 * the end of the queue.
 */
export const MusicPlayer = forwardRef(function MusicPlayer(
  {
    queue,
    playlist,
    album,
    role = 'music',
    variant = 'card',
    autoPlay = false,
    recovery = true,
    volume,
    defaultVolume = 1,
    onVolumeChange,
    onTrackChange,
    onError,
    onEnded,
    className,
    style,
    ...others
  }: MusicPlayerProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { plexClientSession, ...rest } = others;
  const { messages } = useLanguage();
  const music = useMusicPlayback({
    source: sourceOf(queue, playlist, album),
    playerRole: role,
    plexClientSession,
    awaitsSession: 'plexClientSession' in others,
    autoPlay,
    recovery,
    volume,
    defaultVolume,
    onVolumeChange,
    onTrackChange,
    onError,
    onEnded,
  });
  const { current } = music.list;
  const item = current?.item;
  const artwork = useArtwork(item?.thumb ?? item?.parentThumb ?? item?.grandparentThumb);
  const artworkStyle = artwork ? { '--coplay-artwork': `url("${artwork}")` } : undefined;

  return (
    <PlayerFrame
      aria-label={messages.musicPlayer(item?.title)}
      {...rest}
      ref={ref}
      player={music.player}
      role={role}
      status={statusOf(music)}
      togglePaused={music.togglePaused}
      className={clsx('coplay-music-player', className)}
      style={{ ...artworkStyle, ...style } as CSSProperties}
      data-variant={variant}
      data-current-media-guid={current?.currentMediaGuid}
    >
      <MusicFace music={music} artwork={artwork} variant={variant} />
    </PlayerFrame>
  );
});

function sourceOf(
  queue: readonly PlayableMedia[] | undefined,
  playlist: string | undefined,
  album: string | undefined,
): QueueSource | undefined {
  if (queue) return { queue };
  if (playlist !== undefined) return { playlist };
  return album === undefined ? undefined : { album };
}

/** The list comes before its first track: until then, its state is the state of the whole. */
function statusOf({ list }: MusicPlayback): 'loading' | 'error' | undefined {
  return list.status === 'loading' || list.status === 'error' ? list.status : undefined;
}
