'use client';

import { type MouseEvent, useRef } from 'react';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';
import type { PlaybackError, PlaybackErrorCode } from '../../playback/core/playback-error.ts';
import { Icon } from '../icons/Icon.tsx';
import { useLanguage } from '../PlexProvider/messages-context.ts';

interface ErrorNoticeProps {
  error: PlaybackError;
  onRetry: () => void;
}

/** What only the host of the page can put right: trying again would fail just the same. */
const hopeless: ReadonlySet<PlaybackErrorCode> = new Set([
  'invalid-connection',
  'invalid-argument',
]);

/** Says what went wrong, with a way out. Renders a `<div role="alert">`. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const { messages } = useLanguage();
  const root = useRef<HTMLDivElement>(null);

  // Over a picture the controls go when this comes. Who has the focus there is one Tab away from Retry.
  useIsomorphicLayoutEffect(() => {
    const player = root.current?.closest<HTMLElement>('.coplay-player');
    const controls = player?.querySelector('.coplay-controls');
    if (controls?.contains(controls.ownerDocument.activeElement)) focus(player);
  }, []);

  function retry({ currentTarget }: MouseEvent<HTMLButtonElement>): void {
    // The button goes; the focus stays in the player.
    focus(currentTarget.closest<HTMLElement>('.coplay-player, .coplay-composite-player'));
    onRetry();
  }

  return (
    <div ref={root} className="coplay-error" role="alert" data-code={error.code}>
      <Icon name="alert" />
      <div className="coplay-error-text">
        <p className="coplay-error-sentence">{messages.error(error)}</p>
        <p className="coplay-error-code">{messages.errorCode(error.code)}</p>
      </div>
      {hopeless.has(error.code) ? null : (
        <button type="button" className="coplay-text-button" onClick={retry}>
          {messages.retry}
        </button>
      )}
    </div>
  );
}

function focus(player: HTMLElement | null | undefined): void {
  player?.focus({ preventScroll: true });
}
