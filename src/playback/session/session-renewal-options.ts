import type { PlexMediaType, TranscodeRequest } from '../../plex/index.ts';
import type { RenewalLimiter } from '../page/renewal-limiter.ts';
import type { PlayableDecision, PlexSession } from './plex-session.ts';
import type { RenewalLog } from './renewal-log.ts';

/** A decision, and the request that it answers. */
export interface Decided {
  readonly decision: PlayableDecision;
  readonly request: TranscodeRequest;
}

export interface SessionRenewalOptions {
  readonly session: PlexSession;
  readonly mediaType: PlexMediaType;
  /** Renewals of all players of the page. */
  readonly limiter: RenewalLimiter;
  /** Renewals of this player, also for earlier items. */
  readonly renewals: RenewalLog;
  readonly signal: AbortSignal;
  /** Whether the server has answered this player before: then the first decision waits for it, too. */
  readonly knowsServer: boolean;
  engineName(): 'dash' | 'native';
  decide(offsetSeconds: number, signal: AbortSignal): Promise<Decided>;
  /** A renewal has started or ended. Not called with `true` for a far seek. */
  onRecovering(recovering: boolean): void;
  onFailed(thrown: unknown): void;
}
