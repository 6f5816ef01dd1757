import { isPlexError, PlexError } from './errors.ts';
import type { PlexItem } from './item.ts';
import { pathSegment } from './url-path.ts';

/** Most keys of one request. */
const MOST_KEYS = 100;
/** Longest URL of one request. Servers and proxies refuse longer ones from 8 kB on. Characters. */
const LONGEST_URL = 6_000;

/** What the requests of several items have brought. */
export interface ItemBatches {
  /** In the order of the keys, each once. Items that the server no longer has are left out. */
  readonly items: PlexItem[];
  /** The requests that have failed. Ask for their keys again, except after `invalid-argument`. */
  readonly failed: readonly FailedBatch[];
}

/** A request that has failed, with the keys that it asked for. */
export interface FailedBatch {
  readonly ratingKeys: readonly string[];
  /** `not-found`: the server has none of them. `invalid-argument`: the key is none, and was not sent. */
  readonly error: PlexError;
}

export interface BatchCalls {
  readonly signal: AbortSignal | undefined;
  /** URL of the items with these keys, encoded and joined by commas. */
  urlOf(keys: string): string;
  fetchUrl(url: string): Promise<PlexItem[]>;
}

/**
 * Fetches items by their keys, one request after the other. Where no request would fare better (the token has expired, or two in
 * a row got no answer) the rest counts as failed and is not sent.
 */
export async function fetchBatches(
  ratingKeys: readonly string[],
  { signal, urlOf, fetchUrl }: BatchCalls,
): Promise<ItemBatches> {
  const keys = [...new Set(ratingKeys.map((key) => (typeof key === 'number' ? String(key) : key)))];
  const items: PlexItem[] = [];
  const { batches, failed } = batchesOf(keys, LONGEST_URL - urlOf('').length);
  let unanswered = 0;
  let hopeless: PlexError | undefined;
  for (const { ratingKeys, path } of batches) {
    try {
      if (hopeless) throw hopeless;
      const url = urlOf(path);
      if (url.length > LONGEST_URL) throw tooLong();
      items.push(...(await fetchUrl(url)));
      unanswered = 0;
    } catch (error) {
      signal?.throwIfAborted();
      if (!isPlexError(error)) throw error;
      failed.push({ ratingKeys, error });
      unanswered = error.code === 'server-unreachable' ? unanswered + 1 : 0;
      if (error.code === 'auth-expired' || unanswered === 2) hopeless = error;
    }
  }
  const places = new Map(keys.map((key, at) => [key, at]));
  const placeOf = ({ ratingKey }: PlexItem) => places.get(ratingKey) ?? -1;
  return { items: items.sort((a, b) => placeOf(a) - placeOf(b)), failed };
}

interface Batch {
  readonly ratingKeys: string[];
  readonly path: string;
}

/** A key that is none costs no other its item. */
function batchesOf(keys: readonly string[], room: number) {
  const batches: Batch[] = [];
  const failed: FailedBatch[] = [];
  for (const key of keys) {
    let segment: string;
    try {
      segment = pathSegment(key, 'ratingKey');
    } catch (error) {
      if (!isPlexError(error)) throw error;
      failed.push({ ratingKeys: [key], error });
      continue;
    }
    const last = batches.at(-1);
    const path = last && `${last.path},${segment}`;
    if (path && last.ratingKeys.length < MOST_KEYS && path.length <= room)
      batches[batches.length - 1] = { ratingKeys: [...last.ratingKeys, key], path };
    else batches.push({ ratingKeys: [key], path: segment });
  }
  return { batches, failed };
}

function tooLong(): PlexError {
  return new PlexError(
    'invalid-argument',
    'coplay: a ratingKey is too long for a request. Give the key as the server returns it, such as "662548".',
  );
}
