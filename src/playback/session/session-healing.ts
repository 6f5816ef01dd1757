import type { EngineFailure } from '../core/engine-failure.ts';
import type { RequestLimits } from '../core/stream-limits.ts';
import type { RelocateOptions, RenewalOutcome } from '../engine/session-control.ts';
import { awaitHealing, tryHealing } from './await-healing.ts';
import { isAway } from './is-away.ts';
import { lacksBandwidth } from './lacks-bandwidth.ts';
import { loadHealing } from './load-healing.ts';
import type { SessionRenewal } from './session-renewal.ts';
import type { Decided, SessionRenewalOptions } from './session-renewal-options.ts';

export interface SessionHealingOptions extends SessionRenewalOptions {
  /** Whether the server has answered this player before: then the first decision waits for it, too. */
  readonly knowsServer: boolean;
}

type Renew = (renewal: SessionRenewal) => Promise<RenewalOutcome<Decided>>;

const DENIED = { kind: 'denied' } as const;

/** The first decision of one playback, and its {@link SessionRenewal}, whose code is loaded when the first source is attached. */
export class SessionHealing {
  readonly #options: SessionHealingOptions;
  #renewal: SessionRenewal | undefined;
  #creating: Promise<SessionRenewal | undefined> | undefined;

  constructor(options: SessionHealingOptions) {
    this.#options = options;
  }

  /** Whether direct play has failed, so that conversion has to be requested. */
  get asksForConversion(): boolean {
    return this.#renewal?.asksForConversion ?? false;
  }

  /** The limits for the next request: those of the host, or a smaller bitrate after a refusal. */
  limits(): RequestLimits {
    return this.#renewal?.limits() ?? this.#options.playback.limits();
  }

  /** Loads the code, so that it is in memory before it is needed. A failed download is repeated when it is needed. */
  preload(): void {
    loadHealing().catch(() => {});
  }

  /** The playhead is at `seconds`. */
  onPosition(seconds: number, seeked: boolean): void {
    this.#renewal?.onPosition(seconds, seeked);
  }

  /**
   * Makes the first decision. When a server that has answered this player before is away, waits for it as in the middle
   * of an item. When it has no bandwidth left, asks for less. Resolves with `undefined` when that failed; rejects with any other failure.
   */
  async begin(atSeconds: number): Promise<Decided | undefined> {
    const { decide, knowsServer, playback, signal } = this.#options;
    try {
      return await decide(atSeconds, signal);
    } catch (thrown) {
      signal.throwIfAborted();
      const mayHeal = lacksBandwidth(thrown) ? playback.recovers() : knowsServer && isAway(thrown);
      if (!mayHeal) throw thrown;
      const outcome = await this.#heal((renewal) => renewal.renewAfter(thrown, atSeconds));
      return outcome.kind === 'renewed' ? outcome.value : undefined;
    }
  }

  /** See {@link SessionRenewal.renew}. */
  renew(failure: EngineFailure, atSeconds: number): Promise<RenewalOutcome<Decided>> {
    return this.#heal((renewal) => renewal.renew(failure, atSeconds));
  }

  /** See {@link SessionRenewal.reattach}. */
  async reattach(failure: EngineFailure, atSeconds: number): Promise<void> {
    await this.#heal((renewal) => renewal.reattach(failure, atSeconds));
  }

  /** See {@link SessionRenewal.relimit}. */
  async relimit(): Promise<void> {
    await this.#whenCreated((renewal) => renewal.relimit());
  }

  /** See {@link SessionRenewal.relocate}. Denied when the code cannot be loaded and the session may deliver the position. */
  async relocate(atSeconds: number, options: RelocateOptions): Promise<RenewalOutcome<Decided>> {
    const renew: Renew = (renewal) => renewal.relocate(atSeconds, options);
    if (this.#renewal) return renew(this.#renewal);
    if (!options.needed) {
      const healing = await tryHealing(this.#options.signal).catch(() => undefined);
      if (!healing) return DENIED;
    }
    return this.#whenCreated(renew);
  }

  /** Playback is over. */
  end(): void {
    this.#renewal?.end();
  }

  #heal(renew: Renew): Promise<RenewalOutcome<Decided>> {
    if (this.#renewal) return renew(this.#renewal);
    this.#options.onRecovering(true);
    return this.#whenCreated(renew);
  }

  async #whenCreated(renew: Renew): Promise<RenewalOutcome<Decided>> {
    this.#creating ??= this.#create();
    const renewal = await this.#creating;
    return renewal ? renew(renewal) : DENIED;
  }

  /** Resolves with `undefined` after reporting a failure. */
  async #create(): Promise<SessionRenewal | undefined> {
    const { signal, session, onFailed, onRecovering } = this.#options;
    try {
      const healing = await awaitHealing(signal);
      this.#renewal = new healing.SessionRenewal(this.#options);
      return this.#renewal;
    } catch (thrown) {
      // A session that was ended by the server or the viewer has not failed.
      if (!session.isOver) onFailed(thrown);
      onRecovering(false);
      return undefined;
    }
  }
}
