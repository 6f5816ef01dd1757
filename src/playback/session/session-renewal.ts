import { isPlexError } from '../../plex/index.ts';
import { abortableDelay } from '../core/abortable-delay.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import type { RequestLimits } from '../core/stream-limits.ts';
import type { RelocateOptions, RenewalOutcome } from '../engine/session-control.ts';
import type { RenewingPlayer } from '../page/renewal-limiter.ts';
import { availableKbps } from './available-kbps.ts';
import { awayFailure } from './away-failure.ts';
import { BackOnline } from './back-online.ts';
import { failureError } from './failure-error.ts';
import {
  bitrateOf,
  type Lowered,
  lowerBitrate,
  sourceBitrate,
  withLowered,
} from './lower-bitrate.ts';
import { emptyLedger, provenLedger, type RecoveryLedger } from './recovery-ledger.ts';
import { decideRecovery } from './recovery-policy.ts';
import { RenewalAttempt } from './renewal-attempt.ts';
import { isSameLimits } from './same-limits.ts';
import { maySpendOnSeek } from './seek-policy.ts';
import type { Decided, SessionRenewalOptions } from './session-renewal-options.ts';
import { SiblingWatch } from './sibling-watch.ts';

/** How far the playhead must move forward for a renewal to count as successful. Seconds. */
const PROOF_SECONDS = 1;
/** How long a renewal waits for the answer whether the server has ended the session on purpose. Milliseconds. */
const TERMINATION_MS = 1_500;

/** How often it looks whether the limits of sessions allow another one. Milliseconds. */
const LIMIT_MS = 1_000;

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
  #reattaching: Promise<RenewalOutcome<Decided>> | undefined;
  #isRelimiting = false;
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

  /** The limits for the next request: those of the host, or a smaller bitrate after a refusal. */
  limits(): RequestLimits {
    const { limits, mediaType } = this.#options.playback;
    return withLowered(limits(), mediaType, this.#ledger.lowered);
  }

  /** The playhead is at `seconds`. The ledger is cleared when it moves forward without a seek. */
  onPosition(seconds: number, seeked: boolean): void {
    if (seeked) this.#mark = seconds;
    else if (!this.#current && seconds - this.#mark > PROOF_SECONDS) {
      this.#ledger = provenLedger(this.#ledger);
      this.#attempt.onProgress();
    }
  }

  /** The first decision failed because the server is away or has no bandwidth (`thrown`): recovers as in the middle of an item. */
  renewAfter(thrown: unknown, atSeconds: number): Promise<RenewalOutcome<Decided>> {
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
    if (this.#reattaching !== undefined) return { kind: 'denied' };
    this.#reattaching = this.#reattach(failure, atSeconds).finally(() => {
      this.#reattaching = undefined;
    });
    return this.#reattaching;
  }

  /** The host has changed its limits: replaces the source, until it is one that was asked for with the present ones. */
  async relimit(): Promise<RenewalOutcome<Decided>> {
    const { signal, position, onFailed, session } = this.#options;
    if (this.#isRelimiting) return { kind: 'denied' };
    this.#isRelimiting = true;
    let outcome: RenewalOutcome<Decided> = { kind: 'kept' };
    try {
      for (;;) {
        await (this.#reattaching ?? this.#current);
        if (signal.aborted || session.isOver || outcome.kind === 'denied') return outcome;
        if (!this.#isOutdated()) return outcome;
        if (!this.#maySpend({ needed: true })) await abortableDelay(LIMIT_MS, signal);
        else outcome = await this.reattach(anotherLimit(), position());
      }
    } catch (thrown) {
      if (!signal.aborted) onFailed(thrown);
      return { kind: 'denied' };
    } finally {
      this.#isRelimiting = false;
    }
  }

  async #reattach(failure: EngineFailure, atSeconds: number): Promise<RenewalOutcome<Decided>> {
    const { attach, decide, onFailed, onRecovering, playback, position, signal } = this.#options;
    try {
      if (!isWanted(failure) && !playback.recovers()) throw failureError(failure);
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
    }
  }

  /** As {@link SessionRenewal.renew} for a far seek, which is not a failure. Denied also when the limits reserve the last sessions for failures. */
  async relocate(atSeconds: number, { needed }: RelocateOptions): Promise<RenewalOutcome<Decided>> {
    if (!this.#current && !this.#maySpend({ needed })) return { kind: 'denied' };
    return this.renew({ kind: 'seek', final: false, cause: new Error('A far seek.') }, atSeconds);
  }

  #maySpend({ needed }: RelocateOptions): boolean {
    const { limiter, renewals } = this.#options.playback;
    const { renewedAt } = renewals;
    const { renewedAt: pageRenewedAt } = limiter;
    return maySpendOnSeek({ renewedAt, pageRenewedAt, now: performance.now(), needed });
  }

  #isOutdated(): boolean {
    const { asked } = this.#options.session;
    return asked !== undefined && !isSameLimits(asked, this.limits());
  }

  async #run(first: EngineFailure): Promise<RenewalOutcome<Decided>> {
    const { signal, position, onRecovering, onFailed } = this.#options;
    const done = new AbortController();
    const online = new BackOnline(AbortSignal.any([signal, done.signal]));
    let failure = first;
    let narrow: EngineFailure | undefined;
    if (!isWanted(first)) onRecovering(true);
    try {
      // Audio and video fail within milliseconds of each other: wait one task for both positions.
      await abortableDelay(0, signal);
      for (;;) {
        const { lowered } = this.#ledger;
        const siblings = await (isWanted(failure)
          ? this.#siblings.alive()
          : this.#prepare(failure, online, signal));
        if (this.#ledger.lowered !== lowered) narrow = failure;
        const outcome = await this.#attempt.run({
          reason: narrow === failure ? 'bandwidth' : failure.kind,
          attempts: this.#ledger.attempts,
          atSeconds: () => this.#wanted ?? position(),
        });
        if (outcome.kind === 'renewed') this.#siblings.started(siblings);
        if (outcome.kind !== 'away') return outcome;
        failure = outcome.failure;
      }
    } catch (thrown) {
      // What the server does not convert can't have a smaller bitrate.
      const isRefused = isPlexError(thrown) && thrown.code === 'refused';
      const error = narrow && isRefused ? failureError(narrow) : thrown;
      // A session that was ended by the server or the viewer has not failed.
      if (!this.#options.session.isOver) onFailed(error);
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
    // A far seek and other limits are asked for without recovery as well.
    if (!playback.recovers()) throw failureError(failure);
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
      lower: this.#lower(failure),
    });
    if (action.kind === 'fail') throw action.error;
    this.#ledger = action.ledger;
    if (action.kind === 'convert' && engineName() === 'dash') session.refuseCopies();
    if (action.kind === 'lower') this.#tellLowered();
    this.#mark = position();
    if (action.kind !== 'renew' || action.delayMs === 0) return alive;
    // Being back online does not matter to a dead session.
    if (failure.kind === 'network') await online.orAfter(action.delayMs);
    else await abortableDelay(action.delayMs, signal);
    return look();
  }

  /** What to ask for after a refusal for want of bandwidth: once for each limit of the host. */
  #lower({ cause }: EngineFailure): Lowered | undefined {
    const { playback, attached } = this.#options;
    const { mediaType } = playback;
    const { lowered } = this.#ledger;
    const from = bitrateOf(playback.limits(), mediaType);
    if (lowered?.from === from && lowered) return undefined;
    const kbps = lowerBitrate({
      mediaType,
      askedKbps: from,
      sourceKbps: sourceBitrate(attached(), playback.store.get().item, mediaType, from),
      availableKbps: availableKbps(cause),
    });
    return kbps === undefined ? undefined : { from, kbps };
  }

  #tellLowered(): void {
    const { playback, session, position } = this.#options;
    const { lowered } = this.#ledger;
    if (!lowered) return;
    const { clientIdentifier, playbackId, transcodeId } = session.ids;
    playback.emit({
      name: 'plex.bitrate-lowered',
      data: {
        plexId: playback.media.ratingKey,
        clientIdentifier,
        sessionIdentifier: playbackId,
        transcodeId,
        kbps: lowered.kbps,
        askedKbps: lowered.from,
        timeSeconds: position(),
      },
    });
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

/** Whether nothing has failed: the viewer or the host wants another session. */
function isWanted({ kind }: EngineFailure): boolean {
  return kind === 'seek' || kind === 'limits';
}

function anotherLimit(): EngineFailure {
  return { kind: 'limits', final: false, cause: new Error('The host asks for other limits.') };
}
