import { isPlexError, type PlexError, redact } from '../../plex/index.ts';
import type { EngineFailure } from './engine-failure.ts';

/**
 * Why a player gave up. One word for each thing a host or a viewer can do something about:
 *
 * | code | meaning |
 * |---|---|
 * | `invalid-connection` | the connection's base URL can't be used |
 * | `invalid-argument` | a prop or argument has the wrong shape |
 * | `auth-expired` | the server refused the token (401) |
 * | `forbidden` | the account may not play this (403) |
 * | `not-found` | there is no such item, part or list (404) |
 * | `bandwidth` | the server has no bandwidth left for it |
 * | `unsupported` | neither direct play nor conversion is possible, or the browser can't play it |
 * | `decode` | the browser failed to decode the media |
 * | `server-unreachable` | no answer at all |
 * | `server-error` | an answer that isn't one: 400, 5xx or a body that can't be read |
 * | `terminated` | the server ended the session and it could not, or may not, be replaced |
 * | `autoplay-blocked` | the browser wants a gesture first (shown as a button, not as a failure) |
 * | `session-storm` | too many new sessions in a short time; held back |
 * | `evicted-by-sibling` | another player on this page keeps ending this one's session |
 */
export type PlaybackErrorCode =
  | 'invalid-connection'
  | 'invalid-argument'
  | 'auth-expired'
  | 'forbidden'
  | 'not-found'
  | 'bandwidth'
  | 'unsupported'
  | 'decode'
  | 'server-unreachable'
  | 'server-error'
  | 'terminated'
  | 'autoplay-blocked'
  | 'session-storm'
  | 'evicted-by-sibling';

/** What a viewer reads: what happened, and a way out. */
const sentences: Record<PlaybackErrorCode, string> = {
  'invalid-connection':
    'The address of the Plex server is not usable. Set a base URL such as http://192.168.1.10:32400.',
  'invalid-argument':
    'This player was given something it cannot play. Pass media such as { ratingKey: "662548" }.',
  'auth-expired': 'Your Plex sign-in has expired. Sign in again, then press Retry.',
  forbidden: 'This account may not play this item. Ask the owner of the server for access.',
  'not-found':
    'The Plex server has no such item. It may have been removed or replaced: choose it again from the library.',
  bandwidth:
    'The Plex server has no bandwidth left for this. Stop another stream or lower the quality, then press Retry.',
  unsupported:
    'This item can neither be played directly nor converted. Try another version of it or another browser.',
  decode:
    'The browser could not decode the media. Press Retry, or try another version of the item.',
  'server-unreachable':
    'The Plex server does not answer. Check that it is running and that this page can reach it, then press Retry.',
  'server-error': 'The Plex server could not handle the request. Wait a moment, then press Retry.',
  terminated: 'The Plex server ended this session. Press Retry to start it again here.',
  'autoplay-blocked': 'The browser wants a click before it plays sound. Press Play.',
  'session-storm':
    'This player asked for too many sessions in a short time and was held back. Wait half a minute, then press Retry.',
  'evicted-by-sibling':
    'Another player on this page keeps ending this stream on the server. Stop the other one, then press Retry.',
};

/** What an error knows beside its code. */
export interface PlaybackErrorOptions {
  /** Replaces the standard sentence, such as the text of an administrator who ended the session. */
  readonly text?: string | undefined;
  /** HTTP status behind it, where there is one. */
  readonly status?: number | undefined;
  readonly cause?: unknown;
}

/** The one way in which playback fails: a code, a sentence with a way out, and the cause. Never holds a token. */
export class PlaybackError extends Error {
  override readonly name = 'PlaybackError';
  readonly code: PlaybackErrorCode;
  /** HTTP status behind it, where there is one. */
  readonly status: number | undefined;

  constructor(code: PlaybackErrorCode, options: PlaybackErrorOptions = {}) {
    super(redact(options.text ?? sentences[code]), { cause: options.cause });
    this.code = code;
    this.status = options.status;
  }

  /** Turns whatever was thrown into a {@link PlaybackError}; one that is already is returned as it is. */
  static from(thrown: unknown): PlaybackError {
    if (thrown instanceof PlaybackError) return thrown;
    if (isPlexError(thrown))
      return new PlaybackError(codeOfPlexError(thrown), {
        text: thrown.code === 'invalid-connection' ? connectionSentence(thrown) : undefined,
        status: thrown.status,
        cause: thrown,
      });
    const name = thrown instanceof Error ? thrown.name : '';
    const cause = new Error(redact(thrown instanceof Error ? thrown.message : String(thrown)));
    if (name === 'NotAllowedError') return new PlaybackError('autoplay-blocked', { cause });
    if (name === 'NotSupportedError') return new PlaybackError('unsupported', { cause });
    return new PlaybackError('server-error', { cause });
  }

  /** The error for an engine's failure that can't, or may not, be recovered from. */
  static fromFailure(failure: EngineFailure): PlaybackError {
    const { status, cause } = failure;
    return new PlaybackError(codeOfFailure(failure), { status, cause });
  }
}

/** Only a developer can fix a connection, so the sentence has the reason: it names the base URL, redacted. */
function connectionSentence({ message }: PlexError): string {
  const reason = message.replace(/^coplay: /, '');
  const subject = reason.startsWith('the base URL') ? 'address of' : 'connection to';
  return `The ${subject} the Plex server is not usable: ${reason}`;
}

function codeOfPlexError(error: PlexError): PlaybackErrorCode {
  switch (error.code) {
    case 'refused':
      return 'unsupported';
    case 'rejected':
    case 'bad-response':
    case 'rate-limited':
    case 'server-unavailable':
      return 'server-error';
    default:
      return error.code;
  }
}

function codeOfFailure({ kind, status }: EngineFailure): PlaybackErrorCode {
  if (status === 401) return 'auth-expired';
  if (status === 403) return 'forbidden';
  if (status === 509) return 'bandwidth';
  switch (kind) {
    case 'segment-gone':
      return 'terminated';
    case 'network':
    case 'manifest':
      return status ? 'server-error' : 'server-unreachable';
    case 'refused':
    case 'seek':
      return 'server-error';
    case 'decode':
    case 'unsupported':
      return kind;
  }
}
