'use client';

import { type ForwardedRef, forwardRef } from 'react';
import { chainHandlers } from '../chain-handlers.ts';
import { IconButton } from '../IconButton/IconButton.tsx';
import { useFrame } from '../PlayerFrame/frame-context.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import type { PartButtonProps } from '../part-props.ts';
import { toggleFullscreen, useFullscreenState } from './fullscreen.ts';

/** A button for the player around it, never for another: all that a `<button>` takes but content and type. */
export interface FullscreenButtonProps extends Omit<PartButtonProps, 'player'> {}

/**
 * Takes the player around it to full screen and back. Renders a `<button>`, or nothing where the browser can't.
 */
export const FullscreenButton = forwardRef(function FullscreenButton(
  { onClick, ...rest }: FullscreenButtonProps,
  ref: ForwardedRef<HTMLButtonElement>,
) {
  const { messages } = useLanguage();
  const { fullscreenTarget, hasShortcuts } = useFrame();
  const state = useFullscreenState(fullscreenTarget);
  if (state === 'unsupported') return null;
  const on = state === 'on';
  return (
    <IconButton
      aria-keyshortcuts={hasShortcuts ? 'F' : undefined}
      {...rest}
      ref={ref}
      label={on ? messages.exitFullscreen : messages.enterFullscreen}
      icon={on ? 'exitFullscreen' : 'enterFullscreen'}
      onClick={chainHandlers(onClick, () => toggleFullscreen(fullscreenTarget?.current))}
    />
  );
});
