'use client';

import { type ForwardedRef, forwardRef, type KeyboardEvent, useRef, useState } from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import { Part } from '../Part/Part.tsx';
import type { PartProps, PlayerOption } from '../Part/part-props.ts';
import { useFrame } from '../PlayerFrame/frame-context.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { sliderKeyTarget } from '../slider-keys.ts';
import { useLater } from '../useLater.ts';
import { isSeekable } from './is-seekable.ts';
import { paintSeekBar } from './paint-seek-bar.ts';

export interface SeekBarState {
  /** Whether there is media to seek in. */
  readonly seekable: boolean;
  /** Whether the viewer is dragging the slider. */
  readonly scrubbing: boolean;
}

/** A slider for the position: all that a `<div>` takes but content. */
export interface SeekBarProps
  extends Omit<PartProps<'div', SeekBarState>, 'children'>,
    PlayerOption {}

/** Seconds by which arrows and page keys move. */
const STEP = 5;
const PAGE = 30;

/** Items shorter than this are dragged in tenths of a second. */
const SHORT = 60;

/**
 * Shows and changes the position: a native slider over a drawn rail with what is loaded. Renders a `<div>` around an
 * `<input type="range">`.
 *
 * The position is written from the player's store, not by React: nothing renders while an item plays.
 */
export const SeekBar = forwardRef(function SeekBar(
  { player: given, ...host }: SeekBarProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const player = usePlayer(given);
  const { messages, sayDuration, usesIntl } = useLanguage();
  const { subject, hasShortcuts } = useFrame();
  const duration = useMedia((media) => media.duration, player);
  const seekable = useMedia(isSeekable, player);
  const canSay = useLater(usesIntl);
  const [scrubbing, setScrubbing] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const slider = useRef<HTMLInputElement>(null);
  const preview = useRef<HTMLSpanElement>(null);

  // A new duration changes what the slider accepts, so it is painted again.
  useIsomorphicLayoutEffect(() => {
    if (!root.current || !slider.current || !preview.current) return;
    const life = new AbortController();
    paintSeekBar(
      { root: root.current, slider: slider.current, preview: preview.current },
      player,
      {
        sayPosition: (seconds, whole) =>
          canSay ? messages.seekValue(sayDuration(seconds), sayDuration(whole)) : undefined,
        onScrubbing: setScrubbing,
      },
      life.signal,
    );
    return () => life.abort();
  }, [player, messages, sayDuration, duration, canSay]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const { currentTime: value, duration: max } = player.state;
    const target = sliderKeyTarget(event, { value, max, step: STEP, page: PAGE });
    if (target !== undefined && seekable) player.seek(target);
  }

  return (
    <Part
      tag="div"
      host={host}
      state={{ seekable, scrubbing } satisfies SeekBarState}
      refs={[ref, root]}
      className="coplay-seek-bar"
      onKeyDown={onKeyDown}
    >
      <div className="coplay-seek-rail" />
      <input
        ref={slider}
        type="range"
        // Of no form around the player: Enter would submit it.
        form=""
        className="coplay-slider coplay-seek-slider"
        aria-label={messages.seek(subject)}
        aria-keyshortcuts={hasShortcuts ? 'J L' : undefined}
        // Not disabled between two tracks: a disabled slider would lose the focus.
        aria-disabled={!seekable || undefined}
        defaultValue={0}
        min={0}
        max={duration > 0 ? duration : 1}
        step={duration < SHORT ? 0.1 : 1}
      />
      <span ref={preview} className="coplay-seek-preview" aria-hidden="true" />
    </Part>
  );
});
