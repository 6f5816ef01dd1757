import type { PlayerEvent } from './phase.ts';

/** Facts that tell whether an event of the media element was caused by the player itself. */
export interface ElementFacts {
  readonly isMounted: boolean;
  /** Whether a source is being attached. */
  readonly isAttaching: boolean;
  /** Whether the element has ended, or has failed. */
  readonly isSpent: boolean;
}

/** The player event for an event of the media element; `undefined` for events that do not concern the phase. */
export function playerEventOf(name: string, facts: ElementFacts): PlayerEvent | undefined {
  switch (name) {
    case 'play':
      return { type: 'element-played' };
    case 'pause': {
      // An element also pauses by itself: when it leaves the document, gets a source, ends or fails.
      const isAsked = facts.isMounted && !facts.isAttaching && !facts.isSpent;
      return isAsked ? { type: 'element-paused' } : undefined;
    }
    case 'loadedmetadata':
      return { type: 'source-ready' };
    case 'ended':
      return { type: 'source-ended' };
    default:
      return undefined;
  }
}
