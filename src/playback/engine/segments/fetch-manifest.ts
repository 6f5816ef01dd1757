/** Time limit of a manifest. Milliseconds. */
const MANIFEST_MS = 10_000;

/** The answer to a request for a manifest. Status 0: no answer. */
export interface ManifestAnswer {
  readonly status: number;
  readonly text: string;
  /** The URL that answered, after redirects. Segment URLs are relative to it. */
  readonly url: string;
}

/** Fetches a manifest, which also starts the encoder of its session. Rejects only when `signal` aborts. */
export async function fetchManifest(url: string, signal: AbortSignal): Promise<ManifestAnswer> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(MANIFEST_MS)]);
    const answer = await fetch(url, { signal: limit });
    return { status: answer.status, text: await answer.text(), url: answer.url || url };
  } catch {
    signal.throwIfAborted();
    return { status: 0, text: '', url };
  }
}
