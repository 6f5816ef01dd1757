import type { MediaState } from '../../playback/core/media-state.ts';

/** Whether there is media to seek in. Before the first play, a seek moves the start. */
export function isSeekable({ status, hasMedia, duration }: MediaState): boolean {
  return hasMedia && duration > 0 && status !== 'error';
}
