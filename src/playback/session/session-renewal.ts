import { abortableDelay } from '../core/abortable-delay.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import type { RelocateOptions, RenewalOutcome } from '../engine/session-control.ts';
import { awayFailure } from './away-failure.ts';
import { BackOnline } from './back-online.ts';
import { isAway } from './is-away.ts';
import { emptyLedger, provenLedger, type RecoveryLedger } from './recovery-ledger.ts';
import { decideRecovery } from './recovery-policy.ts';
import { maySpendOnSeek } from './seek-policy.ts';
import type { Decided, SessionRenewalOptions } from './session-renewal-options.ts';

/** How far the playhead must move forward for a renewal to count as successful. Seconds. */
const PROOF_SECONDS = 1;
/** A session found alive is kept this often in a row. After that it is replaced although it is alive. */
const KEEPS = 2;
/** Attempts by ping only, about 7 s, before a new session is requested of a server that does not answer. */
const PINGS = 4;
/** How long a renewal waits for the answer whether the server has ended the session on purpose. Milliseconds. */
const TERMINATION_MS = 1_500;

/** Result of one attempt. `away`: the server did not answer or was busy. */
type Attempted =
  | RenewalOutcome<Decided>
  | { readonly kind: 'away'; readonly failure: EngineFailure };

/** Replaces the session of one playback: carries out {@link decideRecovery} and keeps its ledger. */
export class SessionRenewal {
  readonly #options: SessionRenewalOptions;
  #ledger: RecoveryLedger = emptyLedger;
  #position = 0;
  /** Position of the last change of the ledger. Seconds. */
  #mark = 0;
  #current: Promise<RenewalOutcome<Decided>> | undefined;
  /** The earliest position requested of the current renewal. Seconds. */
  #wanted: number | undefined;
  /** How often in a row the session was kept. */
  #kept = 0;
  /** Whether the current transcode id has not been used yet. */
  #isUnused = true;

  constructor(options: SessionRenewalOptions) {
    this.#options = options;
    this.#ledger = { ...emptyLedger, renewedAt: options.renewals.at };
  }

  /** Whether direct play has failed, so that conversion has to be requested. */
  get asksForConversion(): boolean {
    return this.#ledger.askedForConversion;
  }

  /** The playhead is at `seconds`. The ledger is cleared when it moves forward without a seek. */
  onPosition(seconds: number, seeked: boolean): void {
    this.#position = seconds;
    if (seeked) this.#mark = seconds;
    else if (!this.#current && seconds - this.#mark > PROOF_SECONDS) {
      this.#ledger = provenLedger(this.#ledger);
      this.#kept = 0;
    }
  }

  /**
   * Makes the first decision. When a server that has answered this player before is away, waits for it as in the middle
   * of an item. Resolves with `undefined` when that failed; rejects with any other failure.
   */
  async begin(atSeconds: number): Promise<Decided | undefined> {
    const { decide, knowsServer, signal } = this.#options;
    try {
      const decided = await decide(atSeconds, signal);
      this.#isUnused = false;
      return decided;
    } catch (thrown) {
      signal.throwIfAborted();
      if (!knowsServer || !isAway(thrown)) throw thrown;
      const outcome = await this.renew(awayFailure(thrown), atSeconds);
      return outcome.kind === 'renewed' ? outcome.value : undefined;
    }
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

  /** The same for a far seek, which is not a failure. Denied also when the limits reserve the last sessions for failures. */
  async relocate(atSeconds: number, { needed }: RelocateOptions): Promise<RenewalOutcome<Decided>> {
    const { renewedAt } = this.#ledger;
    const { renewedAt: pageRenewedAt } = this.#options.limiter;
    const facts = { renewedAt, pageRenewedAt, now: Date.now(), needed };
    if (!this.#current && !maySpendOnSeek(facts)) return { kind: 'denied' };
    return this.renew({ kind: 'seek', final: false, cause: new Error('A far seek.') }, atSeconds);
  }

  async #run(first: EngineFailure): Promise<RenewalOutcome<Decided>> {
    const { signal, onRecovering, onFailed } = this.#options;
    const done = new AbortController();
    const online = new BackOnline(AbortSignal.any([signal, done.signal]));
    let failure = first;
    if (first.kind !== 'seek') onRecovering(true);
    try {
      // Audio and video fail within milliseconds of each other: wait one task for both positions.
      await abortableDelay(0, signal);
      for (;;) {
        if (failure.kind !== 'seek') await this.#prepare(failure, online, signal);
        const outcome = await this.#attempt(failure.kind, signal);
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

  /** Waits as the policy says before the next attempt, or throws its error. */
  async #prepare(failure: EngineFailure, online: BackOnline, signal: AbortSignal): Promise<void> {
    const { limiter, mediaType, session, engineName } = this.#options;
    const died = failure.kind === 'segment-gone';
    if (died)
      await Promise.race([session.checkTermination(), abortableDelay(TERMINATION_MS, signal)]);
    signal.throwIfAborted();
    const now = Date.now();
    const action = decideRecovery({
      failure,
      ledger: this.#ledger,
      engine: engineName(),
      now,
      pageRenewedAt: limiter.renewedAt,
      losesToSibling: died && limiter.noteDeath(this, mediaType, now),
    });
    if (action.kind === 'fail') throw action.error;
    this.#ledger = action.ledger;
    this.#mark = this.#position;
    if (action.kind !== 'renew') return;
    // Being back online does not matter to a dead session.
    if (failure.kind === 'network') await online.orAfter(action.delayMs);
    else await abortableDelay(action.delayMs, signal);
  }

  async #attempt(reason: EngineFailure['kind'], signal: AbortSignal): Promise<Attempted> {
    const { decide } = this.#options;
    const mayKeep = reason === 'network' && !this.#isUnused && this.#kept < KEEPS;
    try {
      if (mayKeep && (await this.#findAlive())) {
        this.#kept += 1;
        return { kind: 'kept' };
      }
      signal.throwIfAborted();
      this.#takeId(reason);
      const value = await decide(this.#wanted ?? this.#position, signal);
      this.#isUnused = false;
      return { kind: 'renewed', value };
    } catch (thrown) {
      signal.throwIfAborted();
      if (!isAway(thrown)) throw thrown;
      return { kind: 'away', failure: awayFailure(thrown) };
    }
  }

  /** Rejects while the server is away. After several attempts it counts as dead, so that a new session is requested. */
  async #findAlive(): Promise<boolean> {
    try {
      return await this.#options.session.findAlive();
    } catch (thrown) {
      if (this.#ledger.attempts <= PINGS) throw thrown;
      return false;
    }
  }

  /** Takes a new transcode id, unless the last one was never used. */
  #takeId(reason: string): void {
    if (this.#isUnused) return;
    const { session, limiter, renewals } = this.#options;
    const now = Date.now();
    this.#isUnused = true;
    renewals.note(now);
    this.#ledger = { ...this.#ledger, renewedAt: renewals.at };
    limiter.noteRenewal(now);
    session.renew(reason);
  }

  /** Playback is over: its failures no longer count against other players. */
  end(): void {
    this.#options.limiter.forget(this);
  }
}
