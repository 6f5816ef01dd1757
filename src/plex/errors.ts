import { redact } from './redact.ts';

/**
 * What went wrong, as a code to branch on.
 *
 * - `invalid-connection`, `invalid-argument`: wrong input of the caller; nothing was sent.
 * - `auth-expired` 401, `forbidden` 403, `not-found` 404 and 410, `rate-limited` 429, `rejected` 400 and other 4xx.
 * - `bandwidth`: 509, 500 with a text about bandwidth, or a decision that refuses the item for want of it. Request a new decision with
 *   `maxVideoBitrateKbps` or `musicBitrateKbps`.
 * - `server-unavailable`: 5xx, 408 and 425. `server-unreachable`: no answer.
 * - `bad-response`: an answer that is not what Plex Media Server sends.
 * - `refused`: the server decided that it can't play the item for this client.
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

/** Options of a {@link PlexError}. */
export interface PlexErrorOptions {
  /** HTTP status, when there was an answer. */
  status?: number | undefined;
  /** Value of `Retry-After`, in seconds. */
  retryAfterSeconds?: number | undefined;
  /** Bandwidth that the server says it has left, in kbps. */
  availableKbps?: number | undefined;
  /** The underlying failure. Kept as a redacted copy. */
  cause?: unknown;
  /** Values to remove from message and cause, such as the token. */
  secrets?: readonly string[] | undefined;
}

/** A failed request to a Plex Media Server, or wrong input for one. The message says what happened and what to do. */
export class PlexError extends Error {
  override readonly name: string = 'PlexError';
  readonly code: PlexErrorCode;
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /**
   * Seconds to wait before the next request (`Retry-After`). `undefined` when the server named no time. For a date it counts
   * from the header `Date` of the answer, or from the clock of the client, which may be wrong.
   */
  readonly retryAfterSeconds: number | undefined;

  /** For `bandwidth`: what the server says that it has left, in kbps. */
  readonly availableKbps: number | undefined;

  /** Removes the `secrets`, and whatever looks like a token, from message and cause. */
  constructor(code: PlexErrorCode, message: string, options: PlexErrorOptions = {}) {
    const { status, retryAfterSeconds, availableKbps, cause, secrets = [] } = options;
    super(
      redact(message, secrets),
      cause === undefined ? undefined : { cause: redactedCause(cause, secrets) },
    );
    this.code = code;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.availableKbps = availableKbps;
  }
}

/** Whether a value is a PlexError. Also recognises those of another copy of the library. */
export function isPlexError(value: unknown): value is PlexError {
  return value instanceof Error && value.name === 'PlexError' && 'code' in value;
}

/** A redacted copy of a cause. Errors of fetch name the URL in the message, the stack, and fields such as `input`. */
export function redactedCause(cause: unknown, secrets: readonly string[], depth = 0): Error {
  if (!(cause instanceof Error)) return new Error('Something that is not an Error was thrown.');
  const inner = depth < 4 && cause.cause !== undefined ? cause.cause : undefined;
  const copy = new Error(
    redact(String(cause.message), secrets),
    inner === undefined ? undefined : { cause: redactedCause(inner, secrets, depth + 1) },
  );
  // Network errors of Node have the reason in `code`: ECONNREFUSED, ENOTFOUND.
  for (const field of ['name', 'stack', 'code']) {
    const value = (cause as unknown as Record<string, unknown>)[field];
    if (typeof value === 'string') Object.assign(copy, { [field]: redact(value, secrets) });
  }
  return copy;
}
