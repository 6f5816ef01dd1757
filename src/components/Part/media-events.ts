import type { ComponentPropsWithoutRef } from 'react';
import type { Player } from '../../playback/player/player.ts';

const names = [
  'CanPlay',
  'CanPlayThrough',
  'DurationChange',
  'LoadedData',
  'LoadedMetadata',
  'Pause',
  'Play',
  'Playing',
  'Progress',
  'RateChange',
  'Seeked',
  'Seeking',
  'Stalled',
  'TimeUpdate',
  'Waiting',
] as const;

/** Event handlers for the events of the player's media element, as React types them. */
export type MediaEventProps = Pick<ComponentPropsWithoutRef<'div'>, `on${(typeof names)[number]}`>;

/**
 * Replaces `onPlay` and the other handlers of media events by capture handlers. The media element is not rendered by React and
 * its events do not bubble, but React dispatches them in the capture phase to the elements around it.
 */
export function captureMediaEvents<Props extends MediaEventProps>(
  props: Props,
  player: Player,
): Props {
  const captured = { ...props } as Record<string, unknown>;
  for (const name of names) {
    const handler = props[`on${name}`];
    if (!handler) continue;
    const given = captured[`on${name}Capture`] as typeof handler | undefined;
    const capture: typeof handler = (event) => {
      given?.(event);
      if (event.target === player.element) handler(event);
    };
    delete captured[`on${name}`];
    captured[`on${name}Capture`] = capture;
  }
  return captured as Props;
}
