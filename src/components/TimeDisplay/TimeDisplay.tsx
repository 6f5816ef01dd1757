'use client';

import { type ForwardedRef, forwardRef, useRef } from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import { clockTime } from '../../i18n/clock-time.ts';
import { Part } from '../Part/Part.tsx';
import type { PartProps, PlayerOption } from '../Part/part-props.ts';

export interface TimeDisplayState {
  readonly show: 'position' | 'duration' | 'both';
}

/** A clock of the item: all that a `<span>` takes but content. */
export interface TimeDisplayProps
  extends Omit<PartProps<'span', TimeDisplayState>, 'children'>,
    PlayerOption {
  /** Which time to show. @default 'both' */
  show?: TimeDisplayState['show'] | undefined;
}

/**
 * Position and duration in whole seconds. Renders a `<span>`.
 *
 * The position is written from the player's store, not by React: nothing renders while an item plays.
 */
export const TimeDisplay = forwardRef(function TimeDisplay(
  { player: given, show = 'both', ...host }: TimeDisplayProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const player = usePlayer(given);
  const duration = useMedia((media) => media.duration, player);
  const position = useRef<HTMLSpanElement>(null);

  // Also after each render, since React writes the time of the render.
  useIsomorphicLayoutEffect(() => {
    let second = Number.NaN;
    function write(): void {
      const { currentTime } = player.state;
      if (Math.floor(currentTime) === second) return;
      second = Math.floor(currentTime);
      const text = clockTime(currentTime, duration);
      if (position.current && position.current.textContent !== text)
        position.current.textContent = text;
    }
    write();
    return player.store.subscribe(write);
  });

  return (
    <Part
      tag="span"
      host={host}
      state={{ show } satisfies TimeDisplayState}
      refs={[ref]}
      className="coplay-time"
    >
      {show === 'duration' ? null : (
        <span ref={position} className="coplay-time-position">
          {clockTime(player.state.currentTime, duration)}
        </span>
      )}
      {show === 'both' ? (
        <span className="coplay-time-separator" aria-hidden="true">
          /
        </span>
      ) : null}
      {show === 'position' ? null : (
        <span className="coplay-time-duration">{clockTime(duration)}</span>
      )}
    </Part>
  );
});
