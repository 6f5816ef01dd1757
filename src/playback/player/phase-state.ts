import type { MediaState } from '../core/media-state.ts';
import type { Phase } from './phase.ts';

const atRest = { paused: true, waiting: false, seeking: false, recovering: false } as const;

/** The change of state after a transition. `undefined`: nothing changes, or the effect `start` sets the state. */
export function stateOfPhase(phase: Phase, before: Phase): Partial<MediaState> | undefined {
  if (phase === before) return undefined;
  switch (phase.kind) {
    case 'empty':
      return {
        ...atRest,
        paused: !phase.wantsToPlay,
        ...(before.kind !== 'empty' && { status: 'idle', currentTime: 0, ...nothingKnown }),
      };
    case 'active':
      return phase.isReady ? { status: 'ready' } : undefined;
    case 'ended':
      return before.kind === 'ended' ? undefined : { ...atRest, status: 'ended' };
    case 'failed':
      if (before.kind === 'failed') return undefined;
      return { ...atRest, status: 'error', error: phase.error };
    case 'suspended': {
      const isNew = phase.content !== before.content;
      const known = isNew ? nothingKnown : { error: undefined, ids: undefined };
      return { ...atRest, status: 'idle', currentTime: phase.at, hasMedia: true, ...known };
    }
  }
}

const nothingKnown = {
  duration: 0,
  buffered: [],
  error: undefined,
  item: undefined,
  engine: undefined,
  ids: undefined,
  hasMedia: false,
} as const;
