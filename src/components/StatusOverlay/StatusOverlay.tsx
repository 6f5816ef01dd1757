'use client';

import { type ForwardedRef, forwardRef, type ReactNode } from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import { ErrorNotice } from '../ErrorNotice/ErrorNotice.tsx';
import { Icon } from '../icons/Icon.tsx';
import { play, replay } from '../icons/icons.ts';
import { Part } from '../Part/Part.tsx';
import type { PartProps, PlayerOption } from '../Part/part-props.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { type PlaybackPhase, playbackPhase, wordsOf } from './playback-phase.ts';

export interface StatusOverlayState {
  /** What is shown. `start`: there is media that has not been played yet. */
  readonly phase: Exclude<PlaybackPhase, 'none'> | 'start';
}

/** A layer over the picture: all that a `<div>` takes but content. */
export interface StatusOverlayProps
  extends Omit<PartProps<'div', StatusOverlayState>, 'children'>,
    PlayerOption {}

/**
 * Shows over the picture that the player loads, reconnects, has failed (with Retry), has ended, or needs a click because
 * the browser refused to play. Renders a `<div>`, or nothing when there is nothing to show.
 */
export const StatusOverlay = forwardRef(function StatusOverlay(
  { player: given, ...host }: StatusOverlayProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const player = usePlayer(given);
  const { messages } = useLanguage();
  const current = useMedia(playbackPhase, player);
  const error = useMedia((media) => media.error, player);
  const unplayed = useMedia(
    ({ status, hasMedia, paused, hasPlayed }) =>
      status === 'idle' ? hasMedia : status === 'ready' && paused && !hasPlayed,
    player,
  );
  const phase = current === 'none' && unplayed ? 'start' : current;
  if (phase === 'none') return null;
  return (
    <Part
      tag="div"
      host={host}
      state={{ phase } satisfies StatusOverlayState}
      refs={[ref]}
      className="coplay-status"
    >
      {content()}
    </Part>
  );

  function content(): ReactNode {
    if (phase === 'error')
      return error ? <ErrorNotice error={error} onRetry={() => player.retry()} /> : null;
    const words = wordsOf(current, messages);
    if (words) {
      return (
        <>
          <span className="coplay-spinner" />
          {/* Screen readers get it from the live region. */}
          <span className="coplay-status-words" aria-hidden="true">
            {words}…
          </span>
        </>
      );
    }
    return (
      <>
        {/*
          A large target for a pointer, and no button: it would take the focus with it when it goes. Keyboards and screen
          readers have the same action in the controls.
        */}
        <span
          className="coplay-big-button"
          aria-hidden="true"
          onClick={() => player.togglePaused()}
        >
          <Icon paths={phase === 'ended' ? replay : play} />
        </span>
        {phase === 'blocked' ? (
          <p className="coplay-status-words" role="alert">
            {messages.autoplayBlocked}
          </p>
        ) : null}
      </>
    );
  }
});
