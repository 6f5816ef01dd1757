import type { MediaState } from '../../playback/core/media-state.ts';

/** Whether there is media to seek in. */
export function isSeekable({ status, duration }: MediaState): boolean {
  return duration > 0 && (status === 'ready' || status === 'ended' || status === 'loading');
}
