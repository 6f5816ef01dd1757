'use client';

import { createContext, type RefObject, useContext } from 'react';

/** What a frame provides to the parts and frames inside it. */
export interface Frame {
  /** What the controls act on where several players share a component, such as "music". */
  readonly subject: string | undefined;
  /** The element that goes full screen. `undefined` outside of a player. */
  readonly fullscreenTarget: RefObject<HTMLElement | null> | undefined;
  /** Whether keyboard shortcuts work inside, so that controls can announce them. */
  readonly hasShortcuts: boolean;
  /** Replaces what the Play button and its keys do, for example at the end of a queue. */
  readonly togglePaused: (() => void) | undefined;
  /** Hides the controls at once. */
  readonly hideControls: () => void;
}

export const FrameContext = createContext<Frame>({
  subject: undefined,
  fullscreenTarget: undefined,
  hasShortcuts: false,
  togglePaused: undefined,
  hideControls: () => {},
});

export function useFrame(): Frame {
  return useContext(FrameContext);
}
