import type { PlexConnection, PlexRequestInit } from './connection.ts';
import { PlexError } from './errors.ts';
import { guarded } from './json-fields.ts';
import { readAnswer } from './read-answer.ts';

/** Fetches and parses JSON. No error contains the body or a part of it. */
export async function fetchJson(
  connection: PlexConnection,
  url: string,
  init: PlexRequestInit = {},
): Promise<unknown> {
  const response = await connection.fetch(url, init);
  const text = await readAnswer(response, (answer) => answer.text()).catch(() => undefined);
  if (init.signal?.aborted) throw init.signal.reason;
  if (text === undefined) {
    throw new PlexError(
      'server-unreachable',
      'coplay: the answer of the server broke off. Check the network and try again.',
    );
  }
  const body = parseJson(text);
  if (body !== undefined) return body;
  throw new PlexError(
    'bad-response',
    'coplay: the answer is not JSON. Check that the base URL leads to a Plex Media Server, not to a web page or a login.',
  );
}

/** As {@link fetchJson}, but an empty or unreadable body is `undefined`, for requests whose answer is optional. */
export async function fetchOptionalJson(
  connection: PlexConnection,
  url: string,
  init: PlexRequestInit = {},
): Promise<unknown> {
  try {
    return await fetchJson(connection, url, init);
  } catch (error) {
    if (error instanceof PlexError && error.code === 'bad-response' && error.status === undefined) {
      return undefined;
    }
    throw error;
  }
}

/** `undefined` for invalid JSON. The error of the parser is dropped: it quotes the body. */
function parseJson(text: string): unknown {
  return guarded(() => JSON.parse(text) as unknown);
}
