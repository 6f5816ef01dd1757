import type { PlexErrorCode } from './errors.ts';

/** The meaning of an HTTP status: `ok`, or the code of the {@link PlexError} that it stands for. */
export type StatusClass =
  | 'ok'
  | Extract<
      PlexErrorCode,
      | 'auth-expired'
      | 'forbidden'
      | 'not-found'
      | 'bandwidth'
      | 'rate-limited'
      | 'server-unavailable'
      | 'server-unreachable'
      | 'rejected'
      | 'bad-response'
    >;

/** What else decides the meaning of a status. */
export interface StatusFacts {
  /** The beginning of the body. Needed only where {@link needsBody} says so. */
  readonly text?: string | undefined;
  /**
   * Whether a file of the library was requested. The server answers 503 once the session behind the request has ended
   * ("due to terminated session"), so that 503 then means `not-found`. @default false
   */
  readonly isPart?: boolean | undefined;
}

/**
 * Classifies an HTTP status. The only place in this package that compares one with a number.
 *
 * | status | class |
 * |---|---|
 * | none: `undefined`, 0, NaN | `server-unreachable` |
 * | 2xx | `ok` |
 * | 401 | `auth-expired` |
 * | 403 | `forbidden` |
 * | 404, 410; 503 for a part | `not-found` |
 * | 429 | `rate-limited` |
 * | 509; 500 with a text about bandwidth | `bandwidth` |
 * | 408, 425, other 5xx and above | `server-unavailable` |
 * | other 4xx | `rejected` |
 * | 1xx, 3xx | `bad-response` |
 */
export function classifyStatus(
  status: number | undefined,
  { text = '', isPart = false }: StatusFacts = {},
): StatusClass {
  if (!status) return 'server-unreachable';
  if (isPart && status === 503) return 'not-found';
  if (needsBody(status) && text.includes('andwidth')) return 'bandwidth';
  const known = classes[status];
  if (known) return known;
  if (status >= 500) return 'server-unavailable';
  if (status >= 400) return 'rejected';
  return status >= 200 && status < 300 ? 'ok' : 'bad-response';
}

/** The code of a failed answer. A 2xx is one only where a host's own fetch sets `ok` to false. */
export function failureCode(status: number, facts?: StatusFacts): Exclude<StatusClass, 'ok'> {
  const code = classifyStatus(status, facts);
  return code === 'ok' ? 'bad-response' : code;
}

const classes: Readonly<Record<number, StatusClass>> = {
  401: 'auth-expired',
  403: 'forbidden',
  404: 'not-found',
  // The server, or a proxy before it, asks for the same request a little later.
  408: 'server-unavailable',
  410: 'not-found',
  425: 'server-unavailable',
  429: 'rate-limited',
  509: 'bandwidth',
};

/** Whether the status alone is not enough: Plex answers 500 with "Bandwidth exceeded" in place of 509. */
export function needsBody(status: number): boolean {
  return status === 500;
}

/** Whether the same request may succeed later: no answer, a busy server, or too many requests. */
export function isTransient(code: StatusClass | PlexErrorCode): boolean {
  return code === 'server-unreachable' || code === 'server-unavailable' || code === 'rate-limited';
}

/** Whether any other session of the same account would get the same answer: 401, 403, 509. */
export function isDenial(
  code: StatusClass | PlexErrorCode,
): code is 'auth-expired' | 'forbidden' | 'bandwidth' {
  return code === 'auth-expired' || code === 'forbidden' || code === 'bandwidth';
}
