import { classifyStatus } from '../../../plex/index.ts';
import type { SessionSource } from '../session-control.ts';
import { fetchManifest } from './fetch-manifest.ts';
import { manifestShape } from './manifest-shape.ts';
import type { SegmentRouter } from './segment-router.ts';

export interface SessionAdoptionOptions {
  readonly signal: AbortSignal;
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
  learn(manifest: string): void {
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
    const { signal, onIncompatible } = this.#options;
    const { status, text } = await fetchManifest(source.url, signal);
    const latest = this.#latest;
    // Another session was requested meanwhile.
    if (latest && latest.source.url !== source.url) return latest.done;
    const shape = classifyStatus(status) === 'ok' ? manifestShape(text) : undefined;
    if (shape !== undefined && this.#shape !== undefined && shape !== this.#shape) {
      onIncompatible();
      return false;
    }
    // Without a manifest, too: the next segment request will tell why.
    session.renew(source.url, source.offsetSeconds);
    return true;
  }
}
