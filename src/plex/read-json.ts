import { classifyStatus } from './classify-status.ts';
import type { PlexConnection, PlexRequestInit } from './connection.ts';
import { PlexError } from './errors.ts';
import { guarded } from './json-fields.ts';
import { answerLimits } from './read-answer.ts';
import { readText } from './read-text.ts';

/** A list of 10,000 tracks has about 15 million characters. */
const longestBody = 32 * 1024 * 1024;

/** Fetches and parses JSON. No error contains the body or a part of it. */
export async function fetchJson(
  connection: PlexConnection,
  url: string,
  init: PlexRequestInit = {},
): Promise<unknown> {
  return readJson(await connection.fetch(url, init), init.signal);
}

/** Reads an answer as JSON. */
export async function readJson(response: Response, signal?: AbortSignal): Promise<unknown> {
  const text = await readText(response, longestBody).catch(() => undefined);
  signal?.throwIfAborted();
  if (text === undefined) {
    const limit = answerLimits.get(response);
    throw new PlexError(
      'server-unreachable',
      `coplay: the answer ${limit?.aborted ? 'took longer than its `timeoutMs`' : 'broke off'}. Check the network and try again.`,
      { cause: limit?.reason },
    );
  }
  const body = text.length < longestBody ? parseJson(text) : undefined;
  if (body !== undefined) return body;
  throw new PlexError(
    'bad-response',
    `coplay: the answer ${text.length < longestBody ? 'is not JSON' : 'has over 32 MB'}. Check that the base URL leads to a Plex Media Server.`,
    { status: response.status },
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
    if (error instanceof PlexError && classifyStatus(error.status) === 'ok') return undefined;
    throw error;
  }
}

/** `undefined` for invalid JSON. The error of the parser is dropped: it quotes the body. */
function parseJson(text: string): unknown {
  return guarded(() => JSON.parse(text) as unknown);
}
