import { classifyStatus } from '../../../plex/index.ts';
import type { Manifest } from './manifest.ts';
import { ManifestError } from './manifest-error.ts';
import { readManifest } from './read-manifest.ts';

/** Time limit of a manifest, body included. Milliseconds. */
const MANIFEST_MS = 10_000;
/** One of Plex has 2 kB; a timeline of a long film some 100 kB. */
const MOST_BYTES = 256 * 1024;

/** The answer to a request for a manifest: the manifest, or why there is none. */
export type ManifestAnswer =
  | { readonly status: number; readonly manifest: Manifest }
  /** Status 0: no answer. */
  | { readonly status: number; readonly manifest?: undefined; readonly fault: Error };

export interface FetchManifestOptions {
  readonly signal: AbortSignal;
  /** Removes the token from a text. */
  redact(text: string): string;
}

/** Fetches and checks a manifest. The request also starts the encoder of its session. Rejects only when `signal` aborts. */
export async function fetchManifest(
  url: string,
  { signal, redact }: FetchManifestOptions,
): Promise<ManifestAnswer> {
  let status = 0;
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(MANIFEST_MS)]);
    const answer = await fetch(url, { signal: limit });
    status = answer.status;
    if (classifyStatus(status) !== 'ok')
      return { status, fault: new Error(`The manifest was answered ${status}.`) };
    return {
      status,
      manifest: readManifest(await boundedText(answer), { url: answer.url || url, redact }),
    };
  } catch (thrown) {
    signal.throwIfAborted();
    if (thrown instanceof ManifestError) return { status, fault: thrown };
    // The connection failed, or it broke off.
    return { status: 0, fault: new Error('The manifest did not arrive.') };
  }
}

async function boundedText({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; ; ) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) {
      reader?.cancel().catch(() => {});
      throw new ManifestError('The manifest is too long.');
    }
    text += decoder.decode(value, { stream: true });
  }
}
