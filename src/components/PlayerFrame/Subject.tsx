'use client';

import { type ReactNode, type RefObject, useMemo } from 'react';
import { type Frame, FrameContext } from './frame-context.ts';

interface SubjectProps {
  /** What the controls inside act on, such as "music". Part of their names. */
  of: string;
  /** The element that goes full screen for the player inside. */
  fullscreenTarget: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** Names a player inside a CompositePlayer for its controls. Renders no element. */
export function Subject({ of, fullscreenTarget, children }: SubjectProps) {
  const frame = useMemo<Frame>(
    () => ({
      subject: of,
      fullscreenTarget,
      hasShortcuts: false,
      togglePaused: undefined,
      hideControls: () => {},
    }),
    [of, fullscreenTarget],
  );
  return <FrameContext.Provider value={frame}>{children}</FrameContext.Provider>;
}
