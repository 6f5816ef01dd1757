'use client';

import { useEffect, useRef } from 'react';
import { useItem } from '../../hooks/useItem.ts';
import type { PlaybackError } from '../../playback/playback-error.ts';
import type { PlexMediaType } from '../../plex/index.ts';
import { type Overlay, overlayItem } from './overlay.ts';

export interface OverlayType {
  /** `undefined` until it is known, and without an overlay. */
  readonly type: PlexMediaType | undefined;
  /** Why it can't be known. */
  readonly error: PlaybackError | undefined;
  reload(): void;
}

/** Whether an overlay is a picture or music: as it says itself, or as the server says. */
export function useOverlayType(
  overlay: Overlay | undefined,
  onError: ((error: PlaybackError) => void) | undefined,
): OverlayType {
  const given = overlayItem(overlay);
  const known = overlay && (given ? given.type : 'audio');
  const { item, error, reload } = useItem(known ? undefined : given?.ratingKey);

  const latest = useRef(onError);
  useEffect(() => {
    latest.current = onError;
  });
  useEffect(() => {
    if (error) latest.current?.(error);
  }, [error]);

  return { type: known ?? item?.mediaType, error, reload };
}
