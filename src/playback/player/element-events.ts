import type { PlayerEvent } from './phase.ts';

/** What tells who is behind an event of the media element. */
export interface ElementFacts {
  readonly isMounted: boolean;
  /** Whether a source is being attached. */
  readonly isAttaching: boolean;
  /** Whether the element has ended, or has failed. */
  readonly isSpent: boolean;
}

/** What an event of the media element means for the player; `undefined` for those that mean nothing to its phase. */
export function playerEventOf(name: string, facts: ElementFacts): PlayerEvent | undefined {
  switch (name) {
    case 'play':
      return { type: 'element-played' };
    case 'pause': {
      // Otherwise nobody pressed Pause: taking an element out of the document, a new source, the end and a failure pause it too.
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
