import { redact } from './redact.ts';

/**
 * What went wrong, in one word that code can branch on.
 *
 * - `invalid-connection`, `invalid-argument`: the caller's input; nothing was sent.
 * - `auth-expired` 401, `forbidden` 403, `not-found` 404 and 410, `rate-limited` 429, `rejected` 400 and other 4xx.
 * - `bandwidth`: 509, or 500 with a text about bandwidth. Ask for a new decision with a cap.
 * - `server-unavailable`: 5xx, 408 and 425. `server-unreachable`: no answer.
 * - `bad-response`: an answer that is not what Plex Media Server sends.
 * - `refused`: the server decided that it can't play the item for us.
 */
export type PlexErrorCode =
  | 'invalid-connection'
  | 'invalid-argument'
  | 'auth-expired'
  | 'forbidden'
  | 'not-found'
  | 'bandwidth'
  | 'rate-limited'
  | 'server-unavailable'
  | 'server-unreachable'
  | 'rejected'
  | 'bad-response'
  | 'refused';

/** What an error knows beside its code and its message, and what it must keep to itself. */
export interface PlexErrorOptions {
  /** HTTP status, when there was an answer. */
  status?: number | undefined;
  /** From `Retry-After`, when the server named a time. */
  retryAfterSeconds?: number | undefined;
  /** The underlying failure. Kept as a redacted copy. */
  cause?: unknown;
  /** Values that must not show in the message or the cause, such as the token. */
  secrets?: readonly string[] | undefined;
}

/** Any failure between us and a Plex Media Server. The message says what happened and a way out. */
export class PlexError extends Error {
  override readonly name: string = 'PlexError';
  readonly code: PlexErrorCode;
  /** HTTP status, where one is the reason. */
  readonly status: number | undefined;
  /** How long the server asks not to be asked again (`Retry-After`). `undefined` when it named no time. */
  readonly retryAfterSeconds: number | undefined;

  /** Takes the `secrets`, and whatever looks like a token, out of message and cause. */
  constructor(code: PlexErrorCode, message: string, options: PlexErrorOptions = {}) {
    const { status, retryAfterSeconds, cause, secrets = [] } = options;
    super(
      redact(message, secrets),
      cause === undefined ? undefined : { cause: redactedCause(cause, secrets) },
    );
    this.code = code;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Whether a value is a PlexError, also one of another copy of the library on the page. */
export function isPlexError(value: unknown): value is PlexError {
  return value instanceof Error && value.name === 'PlexError' && 'code' in value;
}

/** Fetch failures name the URL in the message, the stack, and fields such as `input`: copy what is safe. */
export function redactedCause(cause: unknown, secrets: readonly string[], depth = 0): Error {
  if (!(cause instanceof Error)) return new Error('Something that is not an Error was thrown.');
  const inner = depth < 4 && cause.cause !== undefined ? cause.cause : undefined;
  const copy = new Error(
    redact(String(cause.message), secrets),
    inner === undefined ? undefined : { cause: redactedCause(inner, secrets, depth + 1) },
  );
  copy.name = redact(String(cause.name), secrets);
  copy.stack = redact(String(cause.stack ?? `${copy.name}: ${copy.message}`), secrets);
  // Node's network errors carry the useful part here: ECONNREFUSED, ENOTFOUND.
  if ('code' in cause && typeof cause.code === 'string') {
    Object.assign(copy, { code: redact(cause.code, secrets) });
  }
  return copy;
}
