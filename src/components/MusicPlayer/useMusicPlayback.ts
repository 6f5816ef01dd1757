'use client';

import { useEffect, useRef } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { usePlayback } from '../../hooks/usePlayback.ts';
import { type UseQueueResult, useQueue } from '../../hooks/useQueue.ts';
import { invokeCallback } from '../../playback/core/invoke-callback.ts';
import type { Player } from '../../playback/player/player.ts';
import type { PlayerOptions } from '../../playback/player/player-options.ts';
import { type QueueEntry, type QueueSource, queueKey } from '../../playback/queue/queue.ts';
import type { PlexItem } from '../../plex/index.ts';

export interface MusicPlaybackOptions
  extends Omit<PlayerOptions, 'mediaType' | 'media' | 'entry' | 'connection' | 'connectionError'> {
  readonly source: QueueSource | undefined;
  readonly onTrackChange: ((entry: QueueEntry) => void) | undefined;
}

export interface MusicPlayback {
  readonly player: Player;
  readonly list: UseQueueResult;
  /** Plays the entry at `index`; the one that plays already goes on. */
  readonly select: (index: number) => void;
  readonly next: () => void;
  readonly previous: () => void;
  /** Plays and pauses; at the end of the queue it begins with the first entry. */
  readonly togglePaused: () => void;
}

/** Seconds into a track after which "previous" means its beginning. */
const RESTART_AFTER = 3;

/** A queue and a player that plays its current entry, one after the other. */
export function useMusicPlayback(options: MusicPlaybackOptions): MusicPlayback {
  const { source, onTrackChange, onEnded, ...rest } = options;
  const queue = useQueue(source, { owner: rest.playerRole, mediaType: 'audio' });
  const { current, entries, index, error } = queue;
  const player = usePlayback({
    ...rest,
    mediaType: 'audio',
    remountAs: source && queueKey(source),
    media: current?.media,
    item: current?.item,
    entry: current?.currentMediaGuid,
    onEnded() {
      player.armPlayback();
      if (!queue.next()) invokeCallback(onEnded);
    },
  });

  const latest = useRef({ onTrackChange, onError: options.onError, current });
  useEffect(() => {
    latest.current = { onTrackChange, onError: options.onError, current };
  });

  const guid = current?.currentMediaGuid;
  useEffect(() => {
    const { current: entry, onTrackChange: tell } = latest.current;
    if (guid !== undefined && entry) invokeCallback(tell, entry);
  }, [guid]);

  useEffect(() => {
    // A connection that can't be used is the player's error as well, and told by it.
    if (error && player.store.get().status !== 'error')
      invokeCallback(latest.current.onError, error);
  }, [error, player]);

  function select(to: number): void {
    if (to === index) return void player.play();
    player.armPlayback();
    queue.select(to);
  }

  const playing = useMedia((media) => media.item, player);
  const list = describeCurrent(queue, playing);

  return {
    player,
    list,
    select,
    next: () => void queue.next(),
    previous() {
      const { currentTime } = player.store.get();
      if (currentTime > RESTART_AFTER || !queue.previous()) player.seek(0);
    },
    togglePaused() {
      const atEnd = player.store.get().status === 'ended' && !queue.hasNext;
      if (atEnd && entries.length > 1) select(0);
      else player.togglePaused();
    },
  };
}

/** What the list could not be told of, the player knows once it plays it. */
function describeCurrent(list: UseQueueResult, playing: PlexItem | undefined): UseQueueResult {
  const { current, entries, index } = list;
  if (!current || current.item || playing?.ratingKey !== String(current.media.ratingKey))
    return list;
  const described = { ...current, item: playing };
  return { ...list, current: described, entries: entries.with(index, described) };
}
