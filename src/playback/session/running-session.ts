import type { SessionSource } from '../engine/session-control.ts';
import type { PlexSession } from './plex-session.ts';
import type { SessionHealing } from './session-healing.ts';
import type { Decided } from './session-renewal-options.ts';

/** A session on the server, and what replaces it when it dies. */
export interface RunningSession {
  readonly session: PlexSession;
  readonly healing: SessionHealing;
}

/** The source of a decision, for an engine. */
export function sourceOf(
  { session }: RunningSession,
  { decision, request, whole }: Decided,
): SessionSource {
  const { part } = decision;
  return {
    url: session.source(decision, request),
    offsetSeconds: request.offsetSeconds ?? 0,
    part,
    whole,
  };
}
