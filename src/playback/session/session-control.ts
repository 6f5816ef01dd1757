import type { RenewalOutcome, SessionControl, SessionSource } from '../engine/session-control.ts';
import { type RunningSession, sourceOf } from './running-session.ts';
import type { Decided } from './session-renewal-options.ts';

const DENIED = { kind: 'denied' } as const;

export interface SessionControlOptions {
  readonly signal: AbortSignal;
  running(): RunningSession | undefined;
  /** Whether a dead session is replaced. */
  recovers(): boolean;
  /** Attaches a source that the current engine cannot continue with. Does nothing if it is attached already. */
  attach(decided: Decided): Promise<void>;
  onFailed(thrown: unknown): void;
}

/** The session of a playback, as its engine may use it. */
export function createSessionControl({
  signal,
  running,
  recovers,
  attach,
  onFailed,
}: SessionControlOptions): SessionControl {
  async function inPlace(
    renew: (running: RunningSession) => Promise<RenewalOutcome<Decided>>,
  ): Promise<RenewalOutcome<SessionSource>> {
    const current = running();
    if (!current) return DENIED;
    const outcome = await renew(current);
    if (signal.aborted) return DENIED;
    if (outcome.kind !== 'renewed') return outcome;
    const { value } = outcome;
    try {
      if (value.decision.outcome === 'transcode')
        return { kind: 'renewed', value: sourceOf(current, value) };
      // The server now decides for direct play, which needs the other engine. Audio and video both get here.
      await attach(value);
    } catch (thrown) {
      onFailed(thrown);
    }
    return DENIED;
  }

  return {
    renew: (failure, atSeconds) =>
      inPlace(async ({ healing }) => (recovers() ? healing.renew(failure, atSeconds) : DENIED)),
    relocate: (atSeconds, options) =>
      inPlace(({ healing }) => healing.relocate(atSeconds, options)),
    findAlive: async () => (await running()?.session.findAlive()) ?? false,
  };
}
