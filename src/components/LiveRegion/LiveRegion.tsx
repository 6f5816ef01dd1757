'use client';

import { type ForwardedRef, forwardRef, useEffect, useState } from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import { Part } from '../Part/Part.tsx';
import type { PartProps, PlayerOption } from '../Part/part-props.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { playbackPhase, wordsOf } from '../StatusOverlay/playback-phase.ts';

export interface LiveRegionState {
  /** Whether there is nothing to say. */
  readonly empty: boolean;
}

/** A live region: all that a `<div>` takes but content. */
export interface LiveRegionProps
  extends Omit<PartProps<'div', LiveRegionState>, 'children'>,
    PlayerOption {
  /** A sentence that is said whenever it changes, such as which track plays. The first one is not said. */
  announcement?: string | undefined;
}

/** Shorter waits are not said. Milliseconds. */
const WORTH_SAYING_MS = 1_000;

/** Tells screen readers that the player loads, buffers or reconnects. Visually hidden. Renders a `<div role="status">`. */
export const LiveRegion = forwardRef(function LiveRegion(
  { player: given, announcement, ...host }: LiveRegionProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const player = usePlayer(given);
  const { messages } = useLanguage();
  const phase = useMedia(playbackPhase, player);
  const [spoken, setSpoken] = useState('');
  const [last, setLast] = useState(announcement);

  if (announcement !== last) {
    setLast(announcement);
    // The viewer asked for the first one: no news.
    if (announcement !== undefined && last !== undefined) setSpoken(announcement);
  }

  useEffect(() => {
    const words = wordsOf(phase, messages);
    if (!words) return;
    const timer = setTimeout(() => setSpoken(words), WORTH_SAYING_MS);
    return () => {
      clearTimeout(timer);
      setSpoken((current) => (current === words ? '' : current));
    };
  }, [phase, messages]);

  return (
    <Part
      tag="div"
      host={host}
      state={{ empty: spoken === '' } satisfies LiveRegionState}
      refs={[ref]}
      role="status"
      className="coplay-visually-hidden"
    >
      {spoken}
    </Part>
  );
});
