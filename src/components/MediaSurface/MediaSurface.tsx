'use client';

import { clsx } from 'clsx';
import {
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  forwardRef,
  useImperativeHandle,
  useRef,
} from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';
import type { PartProps } from '../part-props.ts';

/** A place for a media element: whose, and all that a `<div>` takes but content. */
export interface MediaSurfaceProps
  extends PartProps,
    Omit<ComponentPropsWithoutRef<'div'>, 'children'> {}

/**
 * Where the media element of a player lives: each player needs one on the page, music too. Renders a `<div>`.
 *
 * The element belongs to the player. It is moved in here, so that it goes on playing when React mounts twice.
 */
export const MediaSurface = forwardRef(function MediaSurface(
  { player: given, className, ...rest }: MediaSurfaceProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const player = usePlayer(given);
  const host = useRef<HTMLDivElement>(null);
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => host.current, []);
  useIsomorphicLayoutEffect(
    () => (host.current ? player.attach(host.current) : undefined),
    [player],
  );
  return <div {...rest} ref={host} className={clsx('coplay-surface', className)} />;
});
