'use client';

import { clsx } from 'clsx';
import {
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  forwardRef,
  type KeyboardEvent,
  useImperativeHandle,
  useRef,
} from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import { useFrame } from '../PlayerFrame/frame-context.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import type { PartProps } from '../part-props.ts';
import { sliderKeyTarget } from '../slider-keys.ts';
import { isSeekable } from './is-seekable.ts';
import { paintSeekBar } from './paint-seek-bar.ts';

/** A slider for the position: in which player, and all that a `<div>` takes but content. */
export interface SeekBarProps
  extends PartProps,
    Omit<ComponentPropsWithoutRef<'div'>, 'children'> {}

/** Seconds by which arrows and page keys move. */
const STEP = 5;
const PAGE = 30;

/** Items shorter than this are dragged in tenths of a second. */
const SHORT = 60;

/**
 * Shows and moves the position: a native slider over a drawn rail with what is loaded. Renders a `<div>` around an
 * `<input type="range">`.
 *
 * The position is written by the player's store, not by React: no render while an item plays.
 */
export const SeekBar = forwardRef(function SeekBar(
  { player: given, className, ...rest }: SeekBarProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const player = usePlayer(given);
  const { messages, sayDuration } = useLanguage();
  const { subject, hasShortcuts } = useFrame();
  const duration = useMedia((media) => media.duration, player);
  const seekable = useMedia(isSeekable, player);
  const root = useRef<HTMLDivElement>(null);
  const slider = useRef<HTMLInputElement>(null);
  const preview = useRef<HTMLSpanElement>(null);
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => root.current, []);

  // A new length changes what the slider accepts, so it is painted anew.
  useIsomorphicLayoutEffect(() => {
    if (!root.current || !slider.current || !preview.current) return;
    const life = new AbortController();
    paintSeekBar(
      { root: root.current, slider: slider.current, preview: preview.current },
      player,
      (seconds, whole) => messages.seekValue(sayDuration(seconds), sayDuration(whole)),
      life.signal,
    );
    return () => life.abort();
  }, [player, messages, sayDuration, duration]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const { currentTime: value, duration: max } = player.store.get();
    const target = sliderKeyTarget(event, { value, max, step: STEP, page: PAGE });
    if (target === undefined) return;
    event.preventDefault();
    if (seekable) player.seek(target);
  }

  return (
    <div {...rest} ref={root} className={clsx('coplay-seek-bar', className)}>
      <div className="coplay-seek-rail" />
      <input
        ref={slider}
        type="range"
        className="coplay-seek-slider"
        aria-label={messages.seek(subject)}
        aria-keyshortcuts={hasShortcuts ? 'J L' : undefined}
        // Between two tracks it can't be moved for a moment. Disabled, it would lose the focus.
        aria-disabled={!seekable || undefined}
        defaultValue={0}
        min={0}
        max={duration > 0 ? duration : 1}
        step={duration < SHORT ? 0.1 : 1}
        onKeyDown={onKeyDown}
      />
      <span ref={preview} className="coplay-seek-preview" aria-hidden="true" />
    </div>
  );
});
