'use client';

import { useEffect, useRef, useState } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { usePlayback } from '../../hooks/usePlayback.ts';
import { type UseQueueResult, useQueue } from '../../hooks/useQueue.ts';
import { useQueueKey } from '../../hooks/useQueueKey.ts';
import { invokeCallback } from '../../playback/core/invoke-callback.ts';
import type { Player } from '../../playback/player/player.ts';
import type { ChangeCause, PlayerOptions } from '../../playback/player/player-options.ts';
import { loadQueueParts } from '../../playback/queue/load-queue-parts.ts';
import type { QueueEntry, QueueSource } from '../../playback/queue/queue.ts';
import type { PlexItem } from '../../plex/index.ts';

/**
 * Why another entry is the current one: a button, the track list, the end of a track, an entry before it that can't be played,
 * the first entry of a list, or a list that the host has changed.
 */
export type TrackChangeReason =
  | 'next'
  | 'previous'
  | 'list'
  | 'ended'
  | 'skipped'
  | 'initial'
  | 'queue-change';

/** What comes with a new track. */
export interface TrackChangeDetails extends ChangeCause<TrackChangeReason> {}

export interface MusicPlaybackOptions
  extends Omit<PlayerOptions, 'mediaType' | 'media' | 'entry' | 'connection'> {
  readonly source: QueueSource | undefined;
  readonly onTrackChange: ((entry: QueueEntry, details: TrackChangeDetails) => void) | undefined;
}

export interface MusicPlayback {
  readonly player: Player;
  readonly list: UseQueueResult;
  /** Whether the list is only loaded with the first play: `preload="none"`. */
  readonly isDeferred: boolean;
  /** Plays the entry at `index`. The current one keeps its position. */
  readonly select: (index: number, cause: ChangeCause<'list'>) => void;
  readonly next: (event: Event) => void;
  readonly previous: (event: Event) => void;
  /** Plays and pauses. At the end of the queue, plays from the first entry. */
  readonly togglePaused: () => void;
}

/** Seconds into a track after which "previous" returns to its beginning. */
const RESTART_AFTER = 3;

/** A track that has come this far plays. Seconds. */
const PLAYED_AFTER = 1;

/** A queue, and a player that plays its current entry. */
export function useMusicPlayback(options: MusicPlaybackOptions): MusicPlayback {
  const { source, onTrackChange, onEnded, onError, ...rest } = options;
  const [isWanted, setIsWanted] = useState(rest.preload !== 'none' || rest.autoPlay === true);
  const owner = rest.playerRole;
  const queue = useQueue(source, { owner, load: isWanted, mediaType: 'audio' });
  const { current, entries, index, error } = queue;
  const cause = useRef<TrackChangeDetails | undefined>({ reason: 'initial', event: undefined });
  const told = useRef<string>(undefined);
  const rules = loadQueueParts.loaded;
  const player = usePlayback({
    ...rest,
    mediaType: 'audio',
    remountAs: useQueueKey(source),
    media: current?.media,
    item: current?.item,
    entry: current?.currentMediaGuid,
    // What the server says of files has come by the same code.
    mediaError: rules?.unavailable(current),
    hasNext: rules?.hasPlayableNext(entries, index) ?? queue.hasNext,
    willSkip: queue.willSkip,
    onError(error) {
      invokeCallback(onError, error);
      const why = { reason: 'skipped', event: undefined } as const;
      cause.current = why;
      void queue.skip(error).then((moved) => {
        if (!moved && cause.current === why) cause.current = undefined;
      });
    },
    onEnded() {
      player.armPlayback();
      if (!move(() => queue.next(), { reason: 'ended', event: undefined })) invokeCallback(onEnded);
    },
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: called once per entry, whatever else renders
  useEffect(() => {
    // StrictMode runs the effect twice.
    if (!current || told.current === current.currentMediaGuid) return;
    told.current = current.currentMediaGuid;
    const why = cause.current ?? { reason: 'queue-change', event: undefined };
    cause.current = undefined;
    invokeCallback(onTrackChange, current, why);
  }, [current?.currentMediaGuid]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: called once per error
  useEffect(() => {
    // The player itself reports a connection that cannot be used.
    if (error && player.state.status !== 'error') player.tellListError(error, keyOf(source));
  }, [error, player]);

  /** Keeps the cause of a move for `onTrackChange`, which is called after the next render. */
  function move(change: () => boolean, why: TrackChangeDetails): boolean {
    const moved = change();
    if (moved) cause.current = why;
    return moved;
  }

  function select(to: number, why: TrackChangeDetails): void {
    if (to === index) return void player.play();
    player.armPlayback();
    move(() => queue.select(to), why);
  }

  const plays = useMedia(
    ({ hasFrame, paused, waiting, currentTime }) =>
      hasFrame && !paused && !waiting && currentTime >= PLAYED_AFTER,
    player,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: called once per entry that plays
  useEffect(() => {
    // The render may still have the state of the entry before.
    if (plays && player.state.hasFrame) queue.played();
  }, [plays, current?.currentMediaGuid]);

  const isAskedToPlay = useMedia(({ paused }) => !paused, player);
  if (isAskedToPlay && !isWanted) setIsWanted(true);

  const playing = useMedia((media) => media.item, player);
  const list = describeCurrent(queue, playing);

  return {
    player,
    list,
    isDeferred: !isWanted && !current,
    select,
    next: (event) => void move(() => queue.next(), { reason: 'next', event }),
    previous(event) {
      const restarts = player.state.currentTime > RESTART_AFTER;
      if (restarts || !move(() => queue.previous(), { reason: 'previous', event })) player.seek(0);
    },
    togglePaused() {
      const atEnd = player.state.status === 'ended' && !queue.hasNext;
      if (atEnd && entries.length > 1) select(0, { reason: 'list', event: undefined });
      else player.togglePaused();
    },
  };
}

/** The rating key of a list that the server keeps. */
function keyOf(source: QueueSource | undefined): string | undefined {
  const { playlist, album } = { ...source } as { playlist?: string; album?: string };
  return playlist ?? album;
}

/** Adds what the player has learned about the current item, where the list has no description of it. */
function describeCurrent(list: UseQueueResult, playing: PlexItem | undefined): UseQueueResult {
  const { current, entries, index } = list;
  if (!current || current.item || playing?.ratingKey !== String(current.media.ratingKey))
    return list;
  const described = { ...current, item: playing };
  return { ...list, current: described, entries: entries.with(index, described) };
}
