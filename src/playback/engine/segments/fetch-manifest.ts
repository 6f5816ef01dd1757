/** Time limit of a manifest. Milliseconds. */
const MANIFEST_MS = 10_000;

/**
 * Fetches a manifest, which also starts the encoder of its session. Resolves with `undefined` when that fails; rejects
 * when `signal` aborts.
 */
export async function fetchManifest(url: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(MANIFEST_MS)]);
    const answer = await fetch(url, { signal: limit });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
