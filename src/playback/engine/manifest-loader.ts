import { classifyStatus } from '../../plex/index.ts';
import { fetchManifest, type ManifestAnswer } from './segments/fetch-manifest.ts';

export interface ManifestLoaderOptions {
  /** Ends the requests. */
  readonly signal: AbortSignal;
  /** A manifest was received. Called before dash.js gets it. */
  onManifest(manifest: string): void;
}

/** Requests a manifest as soon as its URL is known. dash.js takes some milliseconds before it asks for it. */
export class ManifestLoader {
  readonly #options: ManifestLoaderOptions;
  #pending = 0;
  #early: { readonly url: string; readonly answer: Promise<ManifestAnswer> } | undefined;

  constructor(options: ManifestLoaderOptions) {
    this.#options = options;
  }

  /** Whether a request is pending. It has a time limit. */
  get isBusy(): boolean {
    return this.#pending > 0;
  }

  request(url: string): void {
    const answer = this.#fetch(url);
    // Aborted: the engine was destroyed.
    answer.catch(() => {});
    this.#early = { url, answer };
  }

  /** The answer that was requested before, once; then a new one for each call. Rejects when the signal aborts. */
  load(url: string): Promise<ManifestAnswer> {
    const early = this.#early;
    this.#early = undefined;
    return early?.url === url ? early.answer : this.#fetch(url);
  }

  async #fetch(url: string): Promise<ManifestAnswer> {
    const { signal, onManifest } = this.#options;
    this.#pending += 1;
    try {
      const answer = await fetchManifest(url, signal);
      if (classifyStatus(answer.status) === 'ok') onManifest(answer.text);
      return answer;
    } finally {
      this.#pending -= 1;
    }
  }
}
