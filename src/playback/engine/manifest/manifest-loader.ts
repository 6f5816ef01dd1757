import { unlessAborted } from '../../../plex/unless-aborted.ts';
import { fetchManifest } from './fetch-manifest.ts';
import type { Manifest } from './manifest.ts';

export interface ManifestLoaderOptions {
  /** Ends the requests. */
  readonly signal: AbortSignal;
  /** Removes the token from a text. */
  redact(text: string): string;
  /** A manifest was received. Returns the one that {@link ManifestLoader.load} resolves with. */
  onManifest(manifest: Manifest): Manifest;
  /** There is no usable manifest. Status 0: no answer. */
  onFault(fault: Error, status: number): void;
}

/** Requests the manifest as soon as its URL is known: dash.js takes some milliseconds before it asks for it. */
export class ManifestLoader {
  readonly #options: ManifestLoaderOptions;
  #pending = 0;
  #request = new AbortController();
  #manifest: Promise<Manifest> = new Promise(() => {});

  constructor(options: ManifestLoaderOptions) {
    this.#options = options;
  }

  /** Whether a request is pending. It has a time limit. */
  get isBusy(): boolean {
    return this.#pending > 0;
  }

  /** Requests the manifest that {@link ManifestLoader.load} resolves with. Ends the request before. */
  request(url: string): void {
    this.#request.abort();
    this.#request = new AbortController();
    this.#manifest = this.#fetch(url, this.#request.signal);
    // Aborted: another one is requested, or the engine was destroyed.
    this.#manifest.catch(() => {});
  }

  /** Resolves with the manifest. Does not settle where there is none. Rejects when `cancelled` aborts. */
  load(cancelled: AbortSignal): Promise<Manifest> {
    return unlessAborted(this.#manifest, cancelled);
  }

  async #fetch(url: string, replaced: AbortSignal): Promise<Manifest> {
    const { redact, onManifest, onFault } = this.#options;
    const signal = AbortSignal.any([this.#options.signal, replaced]);
    this.#pending += 1;
    const answer = await fetchManifest(url, { signal, redact }).finally(() => {
      this.#pending -= 1;
    });
    if (answer.manifest) return onManifest(answer.manifest);
    onFault(answer.fault, answer.status);
    return new Promise(() => {});
  }
}
