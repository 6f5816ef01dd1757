import { unlessAborted } from './unless-aborted.ts';

/** When the reading of an answer of a connection has to end. */
export const answerLimits = new WeakMap<Response, AbortSignal | undefined>();

/**
 * Reads an answer of a connection. Rejects when the time limit of its request is over, or the request is aborted: the body of a
 * host's own fetch may know neither.
 */
export function readAnswer<T>(
  response: Response,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  return unlessAborted(read(response), answerLimits.get(response));
}
