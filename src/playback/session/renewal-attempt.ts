import type { EngineFailure } from '../core/engine-failure.ts';
import type { RenewalOutcome } from '../engine/session-control.ts';
import { awayFailure } from './away-failure.ts';
import { isAway } from './is-away.ts';
import { lacksBandwidth } from './lacks-bandwidth.ts';
import { pageLimit, playerLimit, withRenewal } from './renewal-limits.ts';
import type { Decided, SessionRenewalOptions } from './session-renewal-options.ts';
import { SupersededTranscodes } from './superseded-transcodes.ts';

/** A session found alive is kept this often in a row. After that it is replaced although it is alive. */
const KEEPS = 2;
/** Attempts by ping only, about 7 s, before a new session is requested of a server that does not answer. */
const PINGS = 4;

/** Result of one attempt. `away`: the server did not answer, was busy or had no bandwidth. */
export type Attempted =
  | RenewalOutcome<Decided>
  | { readonly kind: 'away'; readonly failure: EngineFailure };

export interface AttemptOptions {
  readonly reason: EngineFailure['kind'] | 'bandwidth';
  /** Attempts since the playhead last moved forward, with this one. */
  readonly attempts: number;
  /** Where the session has to start, read when it is requested. Seconds. */
  atSeconds(): number;
}

/** The requests of a renewal: finds out whether the session is alive, or requests another one and stops the old transcode. */
export class RenewalAttempt {
  readonly #options: SessionRenewalOptions;
  readonly #superseded: SupersededTranscodes;
  /** How often in a row the session was kept. */
  #kept = 0;

  constructor(options: SessionRenewalOptions) {
    this.#options = options;
    this.#superseded = new SupersededTranscodes(options);
  }

  /** The playhead has moved forward. */
  onProgress(): void {
    this.#kept = 0;
  }

  /** Rejects with what other attempts cannot change, and with the reason of the signal. */
  async run({ reason, attempts, atSeconds }: AttemptOptions): Promise<Attempted> {
    const { decide, session, signal } = this.#options;
    const mayKeep = reason === 'network' && !session.isUnused && this.#kept < KEEPS;
    try {
      if (mayKeep && (await this.#findAlive(attempts))) {
        this.#kept += 1;
        this.#superseded.stop();
        return { kind: 'kept' };
      }
      signal.throwIfAborted();
      this.#takeId(reason);
      const value = await decide(atSeconds(), signal);
      this.#superseded.stop();
      return { kind: 'renewed', value };
    } catch (thrown) {
      signal.throwIfAborted();
      if (!isAway(thrown) && !lacksBandwidth(thrown)) throw thrown;
      return { kind: 'away', failure: awayFailure(thrown) };
    }
  }

  /** Rejects while the server is away. After several attempts it counts as dead, so that a new session is requested. */
  async #findAlive(attempts: number): Promise<boolean> {
    try {
      return await this.#options.session.findAlive();
    } catch (thrown) {
      if (attempts <= PINGS) throw thrown;
      return false;
    }
  }

  /** Takes a new transcode id, unless the last one was never used. */
  #takeId(reason: string): void {
    const { session, playback } = this.#options;
    if (session.isUnused) return;
    const { limiter, renewals } = playback;
    const now = performance.now();
    renewals.renewedAt = withRenewal(renewals.renewedAt, now, playerLimit);
    limiter.renewedAt = withRenewal(limiter.renewedAt, now, pageLimit);
    this.#superseded.add(session.renew(reason));
  }
}
