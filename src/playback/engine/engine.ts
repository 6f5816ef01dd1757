import type { EngineFailure } from '../core/engine-failure.ts';
import type { SessionControl, SessionSource } from './session-control.ts';

/** What an engine needs from the playback that owns it. */
export interface EngineHost {
  readonly media: HTMLMediaElement;
  readonly session: SessionControl;
  /** Whether the item has played. `played` of the element stays empty in Firefox where `play()` came before the source. */
  hasPlayed(): boolean;
  /** Removes the token from a text: dash.js and browsers put whole URLs into their messages. */
  redact(text: string): string;
  onFailure(failure: EngineFailure): void;
  /** The media played to their end. Called by engines whose element may not fire `ended`. */
  onEnded(): void;
  /** Resolves once a component shows the player, or `signal` aborts. Load nothing more before. */
  whenMounted(signal: AbortSignal): Promise<void>;
}

/** Feeds one media element from one URL at a time. Unusable after {@link Engine.destroy}. */
export interface Engine {
  readonly name: 'dash' | 'native';
  /** Attaches a source, to play from `startSeconds`. A second call replaces the source. */
  load(source: SessionSource, startSeconds: number): void;
  /** Aborts every request and empties the element. May be called at any time, and more than once. */
  destroy(): void;
}

/** Empties a media element, so that the browser closes its connection and frees its decoder. */
export function emptyElement(media: HTMLMediaElement): void {
  media.removeAttribute('src');
  media.load();
}
