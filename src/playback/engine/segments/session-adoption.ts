import { type FetchManifestOptions, fetchManifest } from '../manifest/fetch-manifest.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { manifestShape } from '../manifest/manifest-shape.ts';
import type { SessionSource } from '../session-control.ts';
import type { SegmentRouter } from './segment-router.ts';

export interface SessionAdoptionOptions extends FetchManifestOptions {
  /** The manifest of the new session differs from the one that plays: its segments cannot continue in the same buffers. */
  onIncompatible(): void;
}

/** Makes a new session the live one, once for all tracks. Fetching its manifest starts its encoder. */
export class SessionAdoption {
  readonly #options: SessionAdoptionOptions;
  /** Of the manifest that dash.js plays. */
  #shape: string | undefined;
  #latest: { readonly source: SessionSource; readonly done: Promise<boolean> } | undefined;

  constructor(options: SessionAdoptionOptions) {
    this.#options = options;
  }

  /** dash.js is given another manifest. */
  reset(): void {
    this.#shape = undefined;
  }

  /** dash.js has received its manifest. */
  learn(manifest: Manifest): void {
    this.#shape ??= manifestShape(manifest);
  }

  /** Resolves when no adoption is running. */
  async settled(): Promise<void> {
    await this.#latest?.done;
  }

  /** Resolves with whether the session of `source`, or a later one, is live. */
  adopt(source: SessionSource, session: SegmentRouter): Promise<boolean> {
    if (this.#latest?.source.url !== source.url)
      this.#latest = { source, done: this.#start(source, session) };
    return this.#latest.done;
  }

  async #start(source: SessionSource, session: SegmentRouter): Promise<boolean> {
    const { onIncompatible } = this.#options;
    const { manifest } = await fetchManifest(source.url, this.#options);
    const latest = this.#latest;
    // Another session was requested meanwhile.
    if (latest && latest.source.url !== source.url) return latest.done;
    if (manifest && this.#shape !== undefined && manifestShape(manifest) !== this.#shape) {
      onIncompatible();
      return false;
    }
    // Without a usable manifest, too: the next segment request will tell whether the session plays.
    session.renew(source.url, source.offsetSeconds, manifest?.url);
    return true;
  }
}
