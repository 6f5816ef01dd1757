import type { Messages } from '../../i18n/messages.ts';
import type { MediaState } from '../../playback/core/media-state.ts';

/** What a viewer has to know about a player besides whether it plays or is paused. */
export type PlaybackPhase =
  | 'none'
  | 'loading'
  | 'buffering'
  | 'reconnecting'
  | 'blocked'
  | 'ended'
  | 'error';

/** One phase at a time: the first that applies. */
export function playbackPhase(state: MediaState): PlaybackPhase {
  const { status, recovering, waiting, seeking, paused, autoplayBlocked, hasFrame } = state;
  if (status === 'error' || status === 'ended') return status;
  // While the buffer lasts, replacing a session is not noticed.
  if (recovering && (waiting || seeking || status === 'loading')) return 'reconnecting';
  if (status === 'loading') return 'loading';
  if (status === 'idle') return 'none';
  if (autoplayBlocked) return 'blocked';
  // While it is paused, a browser may put off loading.
  if (!hasFrame && !paused) return 'loading';
  if (waiting || (seeking && !paused)) return 'buffering';
  return 'none';
}

/** The words for a phase in which the viewer waits; `undefined` for the others. */
export function wordsOf(phase: PlaybackPhase, messages: Messages): string | undefined {
  if (phase === 'loading' || phase === 'buffering' || phase === 'reconnecting')
    return messages[phase];
  return undefined;
}
