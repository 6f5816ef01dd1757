import { isPlexError } from '../../plex/index.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { lacksBandwidth } from './lacks-bandwidth.ts';

/** The failure behind a request that the server did not answer, answered as busy, or refused for want of bandwidth. */
export function awayFailure(thrown: unknown): EngineFailure {
  const cause = PlaybackError.from(thrown);
  const seconds = isPlexError(thrown) ? thrown.retryAfterSeconds : undefined;
  return {
    kind: lacksBandwidth(thrown) ? 'refused' : 'network',
    status: cause.status,
    retryAfterMs: seconds === undefined ? undefined : seconds * 1000,
    final: true,
    cause,
  };
}
