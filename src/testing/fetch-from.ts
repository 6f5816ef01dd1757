import type { PlexServer } from './plex-server.ts';

/**
 * Creates a `fetch` that sends every request to this server, whatever the host of its URL: for `createPlexConnection({ fetch })` in
 * a test without a socket. It rejects as the global one does: with a TypeError for a refused connection, and with the reason of
 * an aborted signal.
 */
export function fetchFrom(server: Pick<PlexServer, 'fetch'>): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
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
  };
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
