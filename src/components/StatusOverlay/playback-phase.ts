import type { MediaState } from '../../playback/core/media-state.ts';

/** What a viewer has to know about a player beyond that it plays or is paused. */
export type PlaybackPhase =
  | 'none'
  | 'loading'
  | 'buffering'
  | 'reconnecting'
  | 'blocked'
  | 'ended'
  | 'error';

/** One phase at a time; the one that explains most comes first. */
export function playbackPhase(state: MediaState): PlaybackPhase {
  const { status, recovering, waiting, seeking, paused, autoplayBlocked } = state;
  if (status === 'error' || status === 'ended') return status;
  // While the buffer lasts, a session is replaced without anybody noticing.
  if (recovering && (waiting || seeking || status === 'loading')) return 'reconnecting';
  if (status === 'loading') return 'loading';
  if (status === 'idle') return 'none';
  if (autoplayBlocked) return 'blocked';
  if (waiting || (seeking && !paused)) return 'buffering';
  return 'none';
}
