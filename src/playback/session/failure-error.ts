import { classifyStatus, isDenial } from '../../plex/index.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError, type PlaybackErrorCode } from '../core/playback-error.ts';

/** The error for a failure of an engine that is not recovered from. */
export function failureError(failure: EngineFailure): PlaybackError {
  const { text, status, cause } = failure;
  if (cause instanceof PlaybackError) return cause;
  return new PlaybackError(codeOf(failure), { text, status: status || undefined, cause });
}

/** The server has decided that the item can be played: an answer without its media is no `not-found`. */
function codeOf({ kind, status }: EngineFailure): PlaybackErrorCode {
  const meaning = classifyStatus(status);
  if (isDenial(meaning)) return meaning;
  switch (kind) {
    case 'segment-gone':
      return 'terminated';
    case 'slow':
      return 'bandwidth';
    case 'decode':
    case 'unsupported':
      return kind;
    case 'unplayable':
      return 'unsupported';
    default:
      return isUnanswered(kind, status) ? 'server-unreachable' : 'server-error';
  }
}

/** Without a status, what was received as a manifest could not be used. */
function isUnanswered(kind: EngineFailure['kind'], status: number | undefined): boolean {
  return !status && (kind === 'network' || (kind === 'manifest' && status === 0));
}
