import type { TranscodeRequest } from '../../plex/index.ts';
import type { WholeSource } from '../engine/session-control.ts';
import type { PlaybackOptions } from './playback-options.ts';
import type { PlayableDecision, PlexSession } from './plex-session.ts';

/** A decision, and the request that it answers. */
export interface Decided {
  readonly decision: PlayableDecision;
  readonly request: TranscodeRequest;
  /** The files of an item that consists of several, when they are played as they are. */
  readonly whole?: WholeSource | undefined;
}

export interface SessionRenewalOptions {
  readonly session: PlexSession;
  readonly playback: Pick<
    PlaybackOptions,
    | 'connection'
    | 'requestQueue'
    | 'mediaType'
    | 'media'
    | 'store'
    | 'limiter'
    | 'renewals'
    | 'recovers'
    | 'limits'
    | 'emit'
  >;
  readonly signal: AbortSignal;
  /** Position of the playback. Seconds. */
  position(): number;
  engineName(): 'dash' | 'native';
  /** The current source; `undefined` before there is one. */
  attached(): Decided | undefined;
  decide(offsetSeconds: number, signal: AbortSignal): Promise<Decided>;
  /** Attaches a new source, unless it is attached already. */
  attach(decided: Decided): Promise<void>;
  /** A renewal has started or ended. Not called with `true` for a far seek. */
  onRecovering(recovering: boolean): void;
  onFailed(thrown: unknown): void;
}
