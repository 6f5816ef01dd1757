'use client';

import { createContext, type RefObject, useContext } from 'react';

/** What a frame tells the parts, and the frames, inside of it. */
export interface Frame {
  /** What the controls act on, where several players share a component: "music". */
  readonly subject: string | undefined;
  /** The element that goes full screen. `undefined` outside of a player. */
  readonly fullscreenTarget: RefObject<HTMLElement | null> | undefined;
  /** Whether keys reach the player from anywhere inside, so that controls may name them. */
  readonly hasShortcuts: boolean;
  /** What the Play button and its keys do, where the player alone does not know: at the end of a queue. */
  readonly togglePaused: (() => void) | undefined;
  /** Lets the controls go before their time is over. */
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
