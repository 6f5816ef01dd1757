'use client';

import { useEffect, useRef } from 'react';
import { usePlayback } from '../../hooks/usePlayback.ts';
import { type UseQueueResult, useQueue } from '../../hooks/useQueue.ts';
import type { Player } from '../../playback/player.ts';
import type { PlayerOptions } from '../../playback/player-options.ts';
import { type QueueEntry, type QueueSource, queueKey } from '../../playback/queue.ts';

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
  const list = useQueue(source, { owner: rest.role });
  const { current, entries, index, error } = list;
  const player = usePlayback({
    ...rest,
    mediaType: 'audio',
    parkAs: source && queueKey(source),
    media: current?.media,
    entry: current?.currentMediaGuid,
    onEnded() {
      player.armPlayback();
      if (!list.next()) onEnded?.();
    },
  });

  const latest = useRef({ onTrackChange, onError: options.onError, current });
  useEffect(() => {
    latest.current = { onTrackChange, onError: options.onError, current };
  });

  const guid = current?.currentMediaGuid;
  useEffect(() => {
    const { current: entry, onTrackChange: tell } = latest.current;
    if (guid !== undefined && entry) tell?.(entry);
  }, [guid]);

  useEffect(() => {
    // A connection that can't be used is the player's error as well, and told by it.
    if (error && player.store.get().status !== 'error') latest.current.onError?.(error);
  }, [error, player]);

  function select(to: number): void {
    if (to === index) return void player.play();
    player.armPlayback();
    list.select(to);
  }

  return {
    player,
    list,
    select,
    next: () => void list.next(),
    previous() {
      const { currentTime } = player.store.get();
      if (currentTime > RESTART_AFTER || !list.previous()) player.seek(0);
    },
    togglePaused() {
      const atEnd = player.store.get().status === 'ended' && !list.hasNext;
      if (atEnd && entries.length > 1) select(0);
      else player.togglePaused();
    },
  };
}
