import type { SessionSource } from '../engine/session-control.ts';
import type { PlexSession } from './plex-session.ts';
import type { SessionRenewal } from './session-renewal.ts';
import type { Decided } from './session-renewal-options.ts';

/** A session on the server, and its renewal. */
export interface RunningSession {
  readonly session: PlexSession;
  readonly renewal: SessionRenewal;
}

/** The source of a decision, for an engine. */
export function sourceOf(
  { session }: RunningSession,
  { decision, request }: Decided,
): SessionSource {
  return { url: session.source(decision, request), offsetSeconds: request.offsetSeconds ?? 0 };
}
