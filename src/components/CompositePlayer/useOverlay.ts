'use client';

import { useEffect, useState } from 'react';
import { useItem } from '../../hooks/useItem.ts';
import { invokeCallback } from '../../playback/core/invoke-callback.ts';
import { checkMedia } from '../../playback/core/playable-media.ts';
import { PlaybackError } from '../../playback/core/playback-error.ts';
import type { QueueSource } from '../../playback/queue/queue.ts';
import type { PlexMediaType } from '../../plex/index.ts';
import { isOverlayList, type Overlay, type OverlayItem } from './overlay.ts';

export interface OverlayFacts {
  /** `undefined` until it is known, and without an overlay. */
  readonly type: PlexMediaType | undefined;
  /** The item, where it is one. */
  readonly item: OverlayItem | undefined;
  /** What a music player plays. */
  readonly music: QueueSource | undefined;
  /** Why it cannot be played. */
  readonly error: PlaybackError | undefined;
  reload(): void;
}

/**
 * Finds out whether an overlay is a video or music: from its `type`, or from the server.
 *
 * @param mayAsk Whether the server may be asked now.
 */
export function useOverlay(
  overlay: Overlay | undefined,
  onError: ((error: PlaybackError) => void) | undefined,
  mayAsk: boolean,
): OverlayFacts {
  const { item, list, refused } = read(overlay);
  // Any other type, from untyped code, is looked up.
  const given = item?.type === 'video' || item?.type === 'audio' ? item.type : undefined;
  const known = list ? 'audio' : given;
  const asked = useItem(known || !mayAsk ? undefined : item?.ratingKey);
  // A known type is kept when the server fails later: the player of the overlay then reports the error itself.
  const [seen, setSeen] = useState<{ of: string | undefined; type: PlexMediaType }>();
  const learnt = asked.item?.mediaType;
  const name = item && String(item.ratingKey);
  const before = seen?.of === name ? seen?.type : undefined;
  if (learnt && learnt !== before) setSeen({ of: name, type: learnt });
  const type = known ?? learnt ?? (asked.error && before);
  const failed = type ? undefined : asked.error;
  const error = failed ?? refused;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per error; that of a wrong overlay is new at each render
  useEffect(() => {
    if (error) invokeCallback(onError, error);
  }, [failed, refused?.code]);

  return {
    type,
    item,
    music: list ?? (item && { queue: [item] }),
    error,
    reload: asked.reload,
  };
}

function read(overlay: Overlay | undefined): {
  readonly item?: OverlayItem;
  readonly list?: QueueSource;
  readonly refused?: PlaybackError;
} {
  if (overlay === undefined || overlay === null) return {};
  if (isOverlayList(overlay)) return { list: overlay };
  try {
    return { item: checkMedia(overlay, 'overlay') };
  } catch (thrown) {
    return { refused: PlaybackError.from(thrown) };
  }
}
