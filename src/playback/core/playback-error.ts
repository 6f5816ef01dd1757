import { isPlexError, type PlexError, type PlexErrorCode, redact } from '../../plex/index.ts';
import { errorSentences, type PlaybackErrorCode } from './playback-error-code.ts';

export type { PlaybackErrorCode } from './playback-error-code.ts';

/** Details of a {@link PlaybackError}. */
export interface PlaybackErrorOptions {
  /** Replaces the standard sentence, such as the text of an administrator who ended the session. */
  readonly text?: string | undefined;
  /** HTTP status, if there was an answer. */
  readonly status?: number | undefined;
  readonly cause?: unknown;
  /** See {@link PlaybackError.untilFree}. */
  readonly untilFree?: ((signal: AbortSignal) => Promise<void>) | undefined;
}

/** The only error that playback reports: a code, a sentence that says what to do, and the cause. Never contains a token. */
export class PlaybackError extends Error {
  override readonly name = 'PlaybackError';
  readonly code: PlaybackErrorCode;
  /** HTTP status, if there was an answer. */
  readonly status: number | undefined;

  /**
   * Set when another attempt would fail as well, and the player makes one by itself once this resolves. Rejects when that is not
   * to be expected any more, or `signal` aborts.
   * @internal
   */
  declare readonly untilFree?: (signal: AbortSignal) => Promise<void>;

  constructor(code: PlaybackErrorCode, options: PlaybackErrorOptions = {}) {
    super(redact(options.text ?? errorSentences[code]), { cause: options.cause });
    this.code = code;
    this.status = options.status;
    if (options.untilFree) this.untilFree = options.untilFree;
  }

  /** Converts any thrown value; a {@link PlaybackError} is returned unchanged. */
  static from(thrown: unknown): PlaybackError {
    if (thrown instanceof PlaybackError) return thrown;
    if (isPlexError(thrown))
      return new PlaybackError(codeOf(thrown.code), {
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
}

/** Only a developer can fix a connection, so the sentence has the reason: it names the base URL, redacted. */
function connectionSentence({ message }: PlexError): string {
  const reason = message.replace(/^coplay: /, '');
  const subject = reason.startsWith('the base URL') ? 'address of' : 'connection to';
  return `The ${subject} the Plex server is not usable: ${reason}`;
}

function codeOf(code: PlexErrorCode): PlaybackErrorCode {
  switch (code) {
    case 'refused':
      return 'unsupported';
    case 'rejected':
    case 'bad-response':
    case 'rate-limited':
    case 'server-unavailable':
      return 'server-error';
    default:
      return code;
  }
}
