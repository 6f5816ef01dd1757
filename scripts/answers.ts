import type { Fault, RequestFault } from '../src/testing/index.ts';

/**
 * What an endpoint may answer, 43 answers, for tests of all of them: 200 without a body and with a web page, and the statuses that
 * HTTP defines, or proxies invented, and that mean something of their own to a client. Success with other or no content, redirects
 * without a target, refusals, limits of time and rate, and a server or a proxy before it that is broken, busy or away.
 */
export const answers = [
  ...(['empty', 'page', 201, 202, 204, 205, 206] as const),
  ...[300, 301, 302, 303, 304, 307, 308],
  ...[400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 413, 416, 418, 421, 422, 425, 429, 431],
  ...[451, 499, 500, 502, 503, 504, 507, 509, 511, 520, 530],
];

export type Answer = (typeof answers)[number];

/** The fault that makes the emulated server give an answer. */
export function faultFor(answer: Answer, more: Pick<RequestFault, 'on' | 'times'>): Fault {
  if (answer === 'empty') return { kind: 'body', body: '', ...more };
  if (answer === 'page')
    return { kind: 'body', body: '<html/>', contentType: 'text/html', ...more };
  return { kind: 'status', status: answer, ...more };
}
