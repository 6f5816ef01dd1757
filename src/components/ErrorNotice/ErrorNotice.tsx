'use client';

import { type ForwardedRef, forwardRef, type MouseEvent, useRef } from 'react';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';
import type { PlaybackError, PlaybackErrorCode } from '../../playback/core/playback-error.ts';
import { Icon } from '../icons/Icon.tsx';
import { alert } from '../icons/icons.ts';
import { Part } from '../Part/Part.tsx';
import type { PartProps } from '../Part/part-props.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';

export interface ErrorNoticeState {
  readonly code: PlaybackErrorCode;
}

/** A notice of an error: all that a `<div>` takes but content. */
export interface ErrorNoticeProps extends Omit<PartProps<'div', ErrorNoticeState>, 'children'> {
  error: PlaybackError;
  /** Event handler called when the viewer presses Retry. Without it, there is no such button. */
  onRetry?: (() => void) | undefined;
}

/** Errors that a retry cannot help: only the page can put them right. */
const permanent: ReadonlySet<PlaybackErrorCode> = new Set([
  'invalid-connection',
  'invalid-argument',
]);

/** Says what went wrong and offers Retry where it can help. Renders a `<div role="alert">`. */
export const ErrorNotice = forwardRef(function ErrorNotice(
  { error, onRetry, ...host }: ErrorNoticeProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { messages } = useLanguage();
  const root = useRef<HTMLDivElement>(null);

  // The style sheet removes the controls over a picture now. A focus among them moves to the player, one Tab before Retry.
  useIsomorphicLayoutEffect(() => {
    const player = root.current?.closest<HTMLElement>('.coplay-player');
    if (player?.querySelector('.coplay-controls :focus')) focus(player);
  }, []);

  function retry({ currentTarget }: MouseEvent<HTMLButtonElement>): void {
    // The button is about to be removed: the focus stays in the player.
    focus(currentTarget.closest<HTMLElement>('.coplay-player, .coplay-composite-player'));
    onRetry?.();
  }

  return (
    <Part
      tag="div"
      host={host}
      state={{ code: error.code } satisfies ErrorNoticeState}
      refs={[ref, root]}
      className="coplay-error"
      role="alert"
    >
      <Icon paths={alert} />
      <div className="coplay-error-text">
        <p className="coplay-error-sentence">{messages.error(error)}</p>
        <p className="coplay-error-code">{messages.errorCode(error.code)}</p>
      </div>
      {onRetry && !permanent.has(error.code) ? (
        <button type="button" className="coplay-text-button" onClick={retry}>
          {messages.retry}
        </button>
      ) : null}
    </Part>
  );
});

function focus(player: HTMLElement | null | undefined): void {
  player?.focus({ preventScroll: true });
}
