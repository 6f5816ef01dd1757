import { PlaybackError } from './playback-error.ts';

/** The error for a part of the library that is loaded on demand and could not be downloaded. */
export function notDownloaded(cause: unknown): PlaybackError {
  return new PlaybackError('server-unreachable', {
    text: 'A part of the player could not be downloaded. Check that this page is online, then reload it.',
    cause,
  });
}
