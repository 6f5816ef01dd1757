import type { PlexServer } from './plex-server.ts';

/** The limit of browsers. */
const MAX_REDIRECTS = 20;

/**
 * Creates a `fetch` that sends every request to this server, whatever the host of its URL: for `createPlexConnection({ fetch })` in
 * a test without a socket. It rejects as the global one does: with a TypeError for a refused connection, and with the reason of
 * an aborted signal. It follows redirects.
 */
export function fetchFrom(server: Pick<PlexServer, 'fetch'>): typeof globalThis.fetch {
  return async (input, init) => {
    let request = new Request(input, init);
    for (let redirects = 0; ; redirects += 1) {
      const again = request.clone();
      const response = await answerOf(server, request);
      const target = request.redirect === 'manual' ? undefined : redirectTarget(request, response);
      if (!target) return asFetched(response, request.url, redirects > 0);
      if (request.redirect === 'error' || redirects === MAX_REDIRECTS)
        throw new TypeError('Failed to fetch');
      request = redirected(again, target, response.status);
    }
  };
}

async function answerOf(server: Pick<PlexServer, 'fetch'>, request: Request): Promise<Response> {
  const { signal } = request;
  signal.throwIfAborted();
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    const response = await Promise.race([server.fetch(request), aborted]);
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    return abortable(response, signal);
  } finally {
    if (abort) signal.removeEventListener('abort', abort);
  }
}

/** The same response with a body that fails when the signal is aborted. */
function abortable(response: Response, signal: AbortSignal): Response {
  const { body, headers, status, statusText } = response;
  if (!body) return response;
  return new Response(body.pipeThrough(new TransformStream(), { signal }), {
    headers,
    status,
    statusText,
  });
}

/** Without a `Location`, a redirect is an answer like any other. */
function redirectTarget({ url }: Request, { status, headers }: Response): string | undefined {
  const location = [301, 302, 303, 307, 308].includes(status) && headers.get('Location');
  // An invalid one is a TypeError, as with fetch.
  return location ? new URL(location, url).href : undefined;
}

/** The request to the target. It becomes a GET where browsers do so (Fetch standard, "HTTP-redirect fetch"). */
function redirected(request: Request, target: string, status: number): Request {
  const { method, headers, redirect, signal } = request;
  const isGet = status === 303 ? method !== 'HEAD' : status < 303 && method === 'POST';
  return isGet ? new Request(target, { headers, redirect, signal }) : new Request(target, request);
}

/** A response that a test creates has no URL. */
function asFetched(response: Response, url: string, redirected: boolean): Response {
  return Object.defineProperties(response, {
    url: { value: url },
    redirected: { value: redirected },
  });
}
