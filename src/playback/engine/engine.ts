import type { EngineFailure } from '../core/engine-failure.ts';

/** What a session has to play. */
export interface SessionSource {
  /** Of the manifest, or of the file. */
  readonly url: string;
  /** Where a transcode starts; before it there is nothing. Seconds. */
  readonly offsetSeconds: number;
}

export interface RelocateOptions {
  /** Whether the present session will never have what is wanted, however long one waits. */
  readonly needed: boolean;
}

/** What an engine tells the player that owns it. */
export interface EngineHost {
  readonly media: HTMLMediaElement;
  /** Takes the token out of a text: dash.js and browsers put whole URLs into their messages. */
  redact(text: string): string;
  onFailure(failure: EngineFailure): void;
  /** The media have been played to their end. For an engine whose element may not say so by itself. */
  onEnded(): void;
  /**
   * Replaces the session on the server while the source stays attached. Calls that come together share one renewal.
   * Resolves with the new session, with `keep` when the old session turns out to live, or with `undefined`
   * when that is not to be.
   */
  renew(failure: EngineFailure, atSeconds: number): Promise<SessionSource | 'keep' | undefined>;
  /** The same for a far seek, which is no failure. `undefined`: none can be spared. */
  relocate(
    atSeconds: number,
    options: RelocateOptions,
  ): Promise<SessionSource | 'keep' | undefined>;
  /** Whether the server still has the transcode. Rejects when it does not answer. */
  findAlive(): Promise<boolean>;
  /** Resolves once a component shows the player, or `signal` aborts: until then nothing more is loaded. */
  whenMounted(signal: AbortSignal): Promise<void>;
}

/** Feeds one media element from one URL at a time. Made for one player, thrown away after {@link Engine.destroy}. */
export interface Engine {
  readonly name: 'dash' | 'native';
  /** Points the element at a source, to play from `startSeconds`. Called again, it replaces the source. */
  load(source: SessionSource, startSeconds: number): Promise<void>;
  /** Ends every request and gives the element back empty. May be called at any time, and more than once. */
  destroy(): void;
}

/** Empties a media element, so that the browser drops its connection and its decoder. */
export function emptyElement(media: HTMLMediaElement): void {
  media.removeAttribute('src');
  media.load();
}
