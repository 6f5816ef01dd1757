import { abortableDelay } from '../core/abortable-delay.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import type { RelocateOptions, RenewalOutcome } from '../engine/session-control.ts';
import type { RenewingPlayer } from '../page/renewal-limiter.ts';
import { awayFailure } from './away-failure.ts';
import { BackOnline } from './back-online.ts';
import { failureError } from './failure-error.ts';
import { emptyLedger, provenLedger, type RecoveryLedger } from './recovery-ledger.ts';
import { decideRecovery } from './recovery-policy.ts';
import { RenewalAttempt } from './renewal-attempt.ts';
import { maySpendOnSeek } from './seek-policy.ts';
import type { Decided, SessionRenewalOptions } from './session-renewal-options.ts';
import { SiblingWatch } from './sibling-watch.ts';

/** How far the playhead must move forward for a renewal to count as successful. Seconds. */
const PROOF_SECONDS = 1;
/** How long a renewal waits for the answer whether the server has ended the session on purpose. Milliseconds. */
const TERMINATION_MS = 1_500;

/**
 * Replaces the session of one playback: carries out {@link decideRecovery} and keeps its ledger. Loaded on demand, see
 * `loadHealing`.
 */
export class SessionRenewal {
  readonly #options: SessionRenewalOptions;
  #ledger: RecoveryLedger = emptyLedger;
  /** Position of the last change of the ledger. Seconds. */
  #mark = 0;
  #current: Promise<RenewalOutcome<Decided>> | undefined;
  #isReattaching = false;
  /** The earliest position requested of the current renewal. Seconds. */
  #wanted: number | undefined;
  readonly #attempt: RenewalAttempt;
  readonly #siblings: SiblingWatch;

  constructor(options: SessionRenewalOptions) {
    this.#options = options;
    this.#attempt = new RenewalAttempt(options);
    const { limiter, mediaType } = options.playback;
    this.#siblings = new SiblingWatch({
      limiter,
      mediaType,
      hasSession: () => this.#hasSession(),
    });
  }

  /** Whether direct play has failed, so that conversion has to be requested. */
  get asksForConversion(): boolean {
    return this.#ledger.askedForConversion;
  }

  /** The playhead is at `seconds`. The ledger is cleared when it moves forward without a seek. */
  onPosition(seconds: number, seeked: boolean): void {
    if (seeked) this.#mark = seconds;
    else if (!this.#current && seconds - this.#mark > PROOF_SECONDS) {
      this.#ledger = provenLedger(this.#ledger);
      this.#attempt.onProgress();
    }
  }

  /** The first decision failed because the server is away (`thrown`): waits for it as in the middle of an item. */
  awaitServer(thrown: unknown, atSeconds: number): Promise<RenewalOutcome<Decided>> {
    return this.renew(awayFailure(thrown), atSeconds);
  }

  /**
   * Requests a session that starts at `atSeconds`. Concurrent calls share one renewal; it starts at the earliest position
   * requested before its decision.
   */
  renew(failure: EngineFailure, atSeconds: number): Promise<RenewalOutcome<Decided>> {
    this.#wanted = Math.min(this.#wanted ?? atSeconds, atSeconds);
    this.#current ??= this.#run(failure).finally(() => {
      this.#current = undefined;
      this.#wanted = undefined;
    });
    return this.#current;
  }

  /** Recovers from a failure by a new source at `atSeconds`. Resolves when it is attached. Other failures meanwhile are ignored. */
  async reattach(failure: EngineFailure, atSeconds: number): Promise<RenewalOutcome<Decided>> {
    if (this.#isReattaching) return { kind: 'denied' };
    this.#isReattaching = true;
    const { attach, decide, onFailed, onRecovering, playback, position, signal } = this.#options;
    try {
      if (failure.kind !== 'seek' && !playback.recovers()) throw failureError(failure);
      const outcome = await this.renew(failure, atSeconds);
      if (outcome.kind === 'denied' || signal.aborted) return outcome;
      const isNew = outcome.kind === 'renewed';
      const decided = isNew ? outcome.value : await decide(position(), signal);
      if (!signal.aborted) await attach(decided);
      return outcome;
    } catch (thrown) {
      onRecovering(false);
      onFailed(thrown);
      return { kind: 'denied' };
    } finally {
      this.#isReattaching = false;
    }
  }

  /** As {@link SessionRenewal.renew} for a far seek, which is not a failure. Denied also when the limits reserve the last sessions for failures. */
  async relocate(atSeconds: number, { needed }: RelocateOptions): Promise<RenewalOutcome<Decided>> {
    const { limiter, renewals } = this.#options.playback;
    const { renewedAt } = renewals;
    const { renewedAt: pageRenewedAt } = limiter;
    const facts = { renewedAt, pageRenewedAt, now: performance.now(), needed };
    if (!this.#current && !maySpendOnSeek(facts)) return { kind: 'denied' };
    return this.renew({ kind: 'seek', final: false, cause: new Error('A far seek.') }, atSeconds);
  }

  async #run(first: EngineFailure): Promise<RenewalOutcome<Decided>> {
    const { signal, position, onRecovering, onFailed } = this.#options;
    const done = new AbortController();
    const online = new BackOnline(AbortSignal.any([signal, done.signal]));
    let failure = first;
    if (first.kind !== 'seek') onRecovering(true);
    try {
      // Audio and video fail within milliseconds of each other: wait one task for both positions.
      await abortableDelay(0, signal);
      for (;;) {
        const siblings = await (failure.kind === 'seek'
          ? this.#siblings.alive()
          : this.#prepare(failure, online, signal));
        const outcome = await this.#attempt.run({
          reason: failure.kind,
          attempts: this.#ledger.attempts,
          atSeconds: () => this.#wanted ?? position(),
        });
        if (outcome.kind === 'renewed') this.#siblings.started(siblings);
        if (outcome.kind !== 'away') return outcome;
        failure = outcome.failure;
      }
    } catch (thrown) {
      // A session that was ended by the server or the viewer has not failed.
      if (!this.#options.session.isOver) onFailed(thrown);
      return { kind: 'denied' };
    } finally {
      done.abort();
      onRecovering(false);
    }
  }

  /** Waits as the policy says before the next attempt, or throws its error. Resolves with the players that are alive. */
  async #prepare(
    failure: EngineFailure,
    online: BackOnline,
    signal: AbortSignal,
  ): Promise<readonly RenewingPlayer[]> {
    const { playback, session, engineName, position } = this.#options;
    const { limiter, renewals } = playback;
    const died = failure.kind === 'segment-gone';
    if (died)
      await Promise.race([session.checkTermination(), abortableDelay(TERMINATION_MS, signal)]);
    // A server that is away does not answer that question either.
    const look = async () => (failure.kind === 'network' ? [] : this.#siblings.alive());
    const alive = await look();
    signal.throwIfAborted();
    const action = decideRecovery({
      failure,
      ledger: { ...this.#ledger, renewedAt: renewals.renewedAt },
      engine: engineName(),
      copies: session.copies,
      now: performance.now(),
      pageRenewedAt: limiter.renewedAt,
      losesToSibling: died && this.#siblings.died(failure.provedAt, alive),
    });
    if (action.kind === 'fail') throw action.error;
    this.#ledger = action.ledger;
    if (action.kind === 'convert' && engineName() === 'dash') session.refuseCopies();
    this.#mark = position();
    if (action.kind !== 'renew' || action.delayMs === 0) return alive;
    // Being back online does not matter to a dead session.
    if (failure.kind === 'network') await online.orAfter(action.delayMs);
    else await abortableDelay(action.delayMs, signal);
    return look();
  }

  /** Whether the server has the session now. There is no such question for direct play, which notices its end at once. */
  async #hasSession(): Promise<boolean> {
    const { engineName, session } = this.#options;
    return engineName() === 'native' ? !this.#current : session.findAlive();
  }

  /** Playback is over: its failures no longer count against other players. */
  end(): void {
    this.#siblings.end();
  }
}
