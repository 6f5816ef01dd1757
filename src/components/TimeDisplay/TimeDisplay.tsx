'use client';

import { clsx } from 'clsx';
import { type ComponentPropsWithoutRef, type ForwardedRef, forwardRef } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { clockTime } from '../../i18n/clock-time.ts';
import type { PartProps } from '../part-props.ts';

/** A clock for the item: which of its times, and all that a `<span>` takes but content. */
export interface TimeDisplayProps
  extends PartProps,
    Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  /** Which time to show: where it is, how long it is, or both. @default 'both' */
  show?: 'position' | 'duration' | 'both' | undefined;
}

/** Where the player is and how long the item is, in whole seconds. Renders a `<span>`. */
export const TimeDisplay = forwardRef(function TimeDisplay(
  { player, show = 'both', className, ...rest }: TimeDisplayProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const duration = useMedia((media) => media.duration, player);
  // A selector that never changes costs no render.
  const position = useMedia(
    (media) => (show === 'duration' ? 0 : Math.floor(media.currentTime)),
    player,
  );
  return (
    <span {...rest} ref={ref} className={clsx('coplay-time', className)}>
      {show === 'duration' ? null : (
        <span className="coplay-time-position">{clockTime(position, duration)}</span>
      )}
      {show === 'both' ? (
        <span className="coplay-time-separator" aria-hidden="true">
          /
        </span>
      ) : null}
      {show === 'position' ? null : (
        <span className="coplay-time-duration">{clockTime(duration)}</span>
      )}
    </span>
  );
});
