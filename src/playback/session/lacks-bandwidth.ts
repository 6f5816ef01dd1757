import { isPlexError } from '../../plex/index.ts';
import { PlaybackError } from '../core/playback-error.ts';

/** Whether the server has refused something for want of bandwidth, so that a smaller bitrate may help. */
export function lacksBandwidth(thrown: unknown): boolean {
  return (isPlexError(thrown) || thrown instanceof PlaybackError) && thrown.code === 'bandwidth';
}
