'use client';

import { type ForwardedRef, forwardRef } from 'react';
import { IconButton } from '../IconButton/IconButton.tsx';
import { enterFullscreen, exitFullscreen } from '../icons/icons.ts';
import type { PartProps } from '../Part/part-props.ts';
import { useFrame } from '../PlayerFrame/frame-context.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { toggleFullscreen, useFullscreenState } from './fullscreen.ts';

export interface FullscreenButtonState {
  readonly fullscreen: boolean;
}

/** A button for the player around it: all that a `<button>` takes but content and type. */
export interface FullscreenButtonProps
  extends Omit<PartProps<'button', FullscreenButtonState>, 'children' | 'type'> {}

/** Toggles full screen for the player around it. Renders a `<button>`, or nothing where the browser has no full screen. */
export const FullscreenButton = forwardRef(function FullscreenButton(
  host: FullscreenButtonProps,
  ref: ForwardedRef<HTMLButtonElement>,
) {
  const { messages } = useLanguage();
  const { fullscreenTarget, hasShortcuts } = useFrame();
  const mode = useFullscreenState(fullscreenTarget);
  if (mode === 'unsupported') return null;
  const fullscreen = mode === 'on';
  return (
    <IconButton
      host={host}
      state={{ fullscreen } satisfies FullscreenButtonState}
      refs={[ref]}
      aria-keyshortcuts={hasShortcuts ? 'F' : undefined}
      label={fullscreen ? messages.exitFullscreen : messages.enterFullscreen}
      icon={fullscreen ? exitFullscreen : enterFullscreen}
      onClick={() => toggleFullscreen(fullscreenTarget?.current)}
    />
  );
});
