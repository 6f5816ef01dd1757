'use client';

import { type ForwardedRef, forwardRef, useRef } from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import { captureMediaEvents, type MediaEventProps } from '../Part/media-events.ts';
import { Part } from '../Part/Part.tsx';
import type { PartProps, PlayerOption } from '../Part/part-props.ts';

export interface MediaSurfaceState {
  /** Whether media is loaded into the element. */
  readonly loaded: boolean;
}

/** The place of a media element: all that a `<div>` takes but content. */
export interface MediaSurfaceProps
  extends Omit<PartProps<'div', MediaSurfaceState>, 'children'>,
    MediaEventProps,
    PlayerOption {}

/**
 * Contains the media element of a player. Each player needs one on the page, music too. Renders a `<div>`.
 *
 * The element belongs to the player, which moves it in here: it keeps playing when React mounts twice.
 */
export const MediaSurface = forwardRef(function MediaSurface(
  { player: given, ...host }: MediaSurfaceProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const player = usePlayer(given);
  const loaded = useMedia(({ status }) => status === 'ready' || status === 'ended', player);
  const root = useRef<HTMLDivElement>(null);
  useIsomorphicLayoutEffect(
    () => (root.current ? player.attach(root.current) : undefined),
    [player],
  );
  return (
    <Part
      tag="div"
      host={captureMediaEvents(host, player)}
      state={{ loaded } satisfies MediaSurfaceState}
      refs={[ref, root]}
      className="coplay-surface"
    />
  );
});
