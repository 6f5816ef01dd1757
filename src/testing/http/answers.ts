import type { Json } from '../library/item-view.ts';
import { toXml } from './xml.ts';

/** A body of known length. */
export function answer(
  body: string | Uint8Array<ArrayBuffer>,
  contentType: string,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return new Response(bytes, {
    status: init.status ?? 200,
    headers: {
      'Content-Type': contentType,
      'Content-Length': String(bytes.byteLength),
      'X-Plex-Protocol': '1.0',
      'Cache-Control': 'no-cache',
      ...init.headers,
    },
  });
}

/** A `MediaContainer`, as JSON if the client accepts it, else as XML. `size` is the length of `Metadata` unless given. */
export function container(
  request: { readonly json: boolean },
  fields: Json,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const list = fields.Metadata ?? fields.Directory ?? fields.Device;
  const value = { size: Array.isArray(list) ? list.length : 0, ...fields };
  return request.json
    ? answer(JSON.stringify({ MediaContainer: value }), 'application/json', init)
    : answer(toXml('MediaContainer', value), 'text/xml;charset=utf-8', init);
}

const TITLES: Readonly<Record<number, string>> = {
  200: 'OK',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  416: 'Range Not Satisfiable',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  509: 'Bandwidth Limit Exceeded',
};

/** The statuses that have no body (Fetch standard, "null body status"). */
const BODYLESS: readonly number[] = [204, 205, 304];

/** The HTML error page of the server: `<h1>401 Unauthorized</h1>`. */
export function errorPage(status: number, headers: Record<string, string> = {}): Response {
  if (BODYLESS.includes(status))
    return new Response(null, { status, headers: { 'X-Plex-Protocol': '1.0', ...headers } });
  const title = TITLES[status] ?? 'Error';
  return answer(
    `<html><head><title>${title}</title></head><body><h1>${status} ${title}</h1></body></html>`,
    'text/html',
    { status, headers },
  );
}

/** Status 200 with an empty body, for scrobble, ping and stop. */
export function emptyAnswer(status = 200): Response {
  return new Response(BODYLESS.includes(status) ? null : '', {
    status,
    headers: { 'X-Plex-Protocol': '1.0', 'Content-Length': '0' },
  });
}
