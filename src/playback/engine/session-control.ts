import type { PlexPart } from '../../plex/index.ts';
import type { EngineFailure } from '../core/engine-failure.ts';

/** One of several files of an item. */
export interface SourcePart {
  readonly part: PlexPart;
  /** Its URL, with the token of now. */
  url(): string;
}

/** The source of a session: what an engine plays. */
export interface SessionSource {
  /** URL of the manifest, or of the file. */
  readonly url: string;
  /** Where a transcode starts; it has no media before that. Seconds. */
  readonly offsetSeconds: number;
  /** The file that the server has decided on. */
  readonly part?: PlexPart | undefined;
  /** All files of an item that consists of several, to play one after the other. Then `url` and `part` are those of one of them. */
  readonly whole?: WholeSource | undefined;
}

export interface WholeSource {
  readonly parts: readonly SourcePart[];
  /** Length of the item, as the server says. Seconds. */
  readonly durationSeconds: number | undefined;
  /** Lengths of the files, by index, as the engine finds them. Seconds. */
  readonly found: Map<number, number>;
}

/** The result of a request for another session. */
export type RenewalOutcome<Renewed> =
  | { readonly kind: 'renewed'; readonly value: Renewed }
  /** The current session is alive after all: use it again. */
  | { readonly kind: 'kept' }
  /** No other session: playback has failed or ended, or the limits do not allow one now. */
  | { readonly kind: 'denied' };

export interface RelocateOptions {
  /** Whether the current session can never deliver the position, however long one waits. */
  readonly needed: boolean;
}

/** What an engine can do about the session on the server while its source stays attached. */
export interface SessionControl {
  /**
   * Replaces a session after a failure. Concurrent calls share one renewal.
   * @param atSeconds Where the new session has to start. Seconds from the start of the item.
   */
  renew(failure: EngineFailure, atSeconds: number): Promise<RenewalOutcome<SessionSource>>;
  /** Replaces a session for a far seek, which is not a failure. */
  relocate(atSeconds: number, options: RelocateOptions): Promise<RenewalOutcome<SessionSource>>;
  /** Whether the server still has the transcode. Rejects when the server does not answer. */
  findAlive(): Promise<boolean>;
}
