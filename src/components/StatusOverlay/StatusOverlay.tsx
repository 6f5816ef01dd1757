'use client';

import { usePlayer } from '../../hooks/player-context.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import { Icon } from '../icons/Icon.tsx';
import type { IconName } from '../icons/icon-paths.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import type { PartProps } from '../part-props.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { wordsOf } from './LiveStatus.tsx';
import { playbackPhase } from './playback-phase.ts';

/** A layer over the picture that says what is going on: in which player. It takes no attributes. */
export interface StatusOverlayProps extends PartProps {}

/**
 * Lies over the picture and shows what is going on: loading, reconnecting, an error with Retry, the end, or that the
 * browser wants a click first. Renders a `<div>`, or nothing when all is well.
 */
export function StatusOverlay({ player: given }: StatusOverlayProps) {
  const player = usePlayer(given);
  const { messages } = useLanguage();
  const phase = useMedia(playbackPhase, player);
  const error = useMedia((media) => media.error, player);
  const untouched = useMedia(
    ({ status, paused }) =>
      status === 'ready' && paused && (player.element?.played.length ?? 0) === 0,
    player,
  );
  const words = wordsOf(phase, messages);

  if (phase === 'error' && error) {
    return (
      <div className="coplay-status" data-phase="error">
        <ErrorNotice error={error} onRetry={() => player.retry()} />
      </div>
    );
  }
  if (words) {
    return (
      <div className="coplay-status" data-phase={phase}>
        <span className="coplay-spinner" />
        {/* The live region says it to a screen reader. */}
        <span className="coplay-status-words" aria-hidden="true">
          {words}…
        </span>
      </div>
    );
  }
  if (phase === 'blocked') {
    return (
      <div className="coplay-status" data-phase="blocked">
        <BigButton icon="play" onPress={() => player.togglePaused()} />
        <p className="coplay-status-words" role="alert">
          {messages.autoplayBlocked}
        </p>
      </div>
    );
  }
  if (phase === 'ended' || untouched) {
    return (
      <div className="coplay-status" data-phase={phase === 'ended' ? 'ended' : 'start'}>
        <BigButton
          icon={phase === 'ended' ? 'replay' : 'play'}
          onPress={() => player.togglePaused()}
        />
      </div>
    );
  }
  return null;
}

interface BigButtonProps {
  icon: IconName;
  onPress: () => void;
}

/**
 * A large target for a pointer. Keyboards and screen readers have the same action, with a name, in the controls, so it
 * is no button, which would take the focus with it when it goes.
 */
function BigButton({ icon, onPress }: BigButtonProps) {
  return (
    <span className="coplay-big-button" aria-hidden="true" onClick={onPress}>
      <Icon name={icon} />
    </span>
  );
}
