import type { PlaybackIds, PlexDecision, TranscodeRequest } from '../../plex/index.ts';
import type { RequestLimits } from '../core/stream-limits.ts';

export interface DecideOptions {
  readonly offsetSeconds?: number | undefined;
  readonly directPlay?: boolean | undefined;
  /** @default the part of the playback */
  readonly partIndex?: number | undefined;
  readonly limits?: RequestLimits | undefined;
  readonly signal?: AbortSignal;
  /** Called when the request has been sent. */
  readonly onSent?: () => void;
}

/** What the server has answered, and what it was asked. */
export interface Answered {
  readonly decision: PlexDecision;
  readonly request: TranscodeRequest;
}

/** What a session can be asked before it has a source. */
export interface DecidingSession {
  readonly ids: PlaybackIds;
  /** Requests a decision. The source uses the same ids and the same query. */
  decide(options?: DecideOptions): Promise<Answered>;
}
