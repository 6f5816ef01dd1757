import { isPlexError, type PlexMediaType, type TranscodeRequest } from '../../plex/index.ts';
import { abortableDelay } from '../core/abortable-delay.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError } from '../core/playback-error.ts';
import type { RelocateOptions } from '../engine/engine.ts';
import type { RenewalLimiter } from '../page/renewal-limiter.ts';
import { BackOnline } from './back-online.ts';
import { isAway } from './is-away.ts';
import type { PlayableDecision, PlexSession } from './plex-session.ts';
import {
  decideRecovery,
  emptyLedger,
  maySpendOnSeek,
  provenLedger,
  type RecoveryLedger,
} from './recovery-policy.ts';

/** How far the playhead must move on before a renewal counts as one that worked. Seconds. */
const PROOF_SECONDS = 1;
/** So often a server that was away may be found with the session still alive, before a new one is asked for all the same. */
const KEEPS = 2;
/** So many tries by ping alone, about 7 s, before a server that does not answer is asked for a new session. */
const PINGS = 4;
/** How long a server may take to say whether it has ended a session on purpose, before a new one is asked for. Milliseconds. */
const WORD_MS = 1_500;

/** A decision, and the request that it answers. */
export interface Decided {
  readonly decision: PlayableDecision;
  readonly request: TranscodeRequest;
}

export interface SessionRenewalOptions {
  readonly session: PlexSession;
  readonly mediaType: PlexMediaType;
  /** What the page as a whole remembers of sessions that died. */
  readonly limiter: RenewalLimiter;
  readonly signal: AbortSignal;
  /** When this player got new transcode ids, also for what it played before. Milliseconds; is added to. */
  readonly renewedAt: number[];
  /** Whether the server has answered this player before, so that it is waited for from the first decision on. */
  readonly knowsServer: boolean;
  engineName(): 'dash' | 'native';
  decide(offsetSeconds: number, signal: AbortSignal): Promise<Decided>;
  /** A renewal has begun or ended. A far seek is none that a viewer has to know of. */
  onRecovering(recovering: boolean): void;
  onFailed(thrown: unknown): void;
}

/**
 * Replaces the session of one playback, as often as the policy allows: the ledger of what has been tried, and the one
 * place where it is acted on.
 */
export class SessionRenewal {
  readonly #options: SessionRenewalOptions;
  #ledger: RecoveryLedger = emptyLedger;
  #position = 0;
  /** Where the ledger was last written, in seconds of the item. */
  #mark = 0;
  #current: Promise<Decided | 'keep' | undefined> | undefined;
  /** The earliest place that is waited for. Seconds. */
  #wanted: number | undefined;
  /** How often in a row the session was found alive. */
  #kept = 0;
  /** Whether there is a transcode id that the server has not seen yet. */
  #unspent = true;

  constructor(options: SessionRenewalOptions) {
    this.#options = options;
    this.#ledger = { ...emptyLedger, renewedAt: [...options.renewedAt] };
  }

  /** Whether direct play was given up, and conversion is to be asked for. */
  get asksForConversion(): boolean {
    return this.#ledger.askedForConversion;
  }

  /** The playhead is at `seconds`. Only its moving on by itself clears the ledger. */
  onPosition(seconds: number, seeked: boolean): void {
    this.#position = seconds;
    if (seeked) this.#mark = seconds;
    else if (!this.#current && seconds - this.#mark > PROOF_SECONDS) {
      this.#ledger = provenLedger(this.#ledger);
      this.#kept = 0;
    }
  }

  /**
   * The first decision. A server that has answered before, and is away as one item follows another, is waited for as
   * in the middle of an item; `undefined` when that was in vain. Rejects with any other failure.
   */
  async begin(atSeconds: number): Promise<Decided | undefined> {
    const { decide, knowsServer, signal } = this.#options;
    try {
      const decided = await decide(atSeconds, signal);
      this.#unspent = false;
      return decided;
    } catch (thrown) {
      signal.throwIfAborted();
      if (!knowsServer || !isAway(thrown)) throw thrown;
      const decided = await this.renew(awayFailure(thrown), atSeconds);
      return decided === 'keep' ? undefined : decided;
    }
  }

  /**
   * A new session that starts at `atSeconds`. Calls that come while one is on its way share it; those that come before it
   * has been asked for share the earliest of their places.
   * Resolves with `keep` when the old one turns out to live, and with `undefined` when playback has failed.
   */
  renew(failure: EngineFailure, atSeconds: number): Promise<Decided | 'keep' | undefined> {
    this.#wanted = Math.min(this.#wanted ?? atSeconds, atSeconds);
    this.#current ??= this.#run(failure).finally(() => {
      this.#current = undefined;
      this.#wanted = undefined;
    });
    return this.#current;
  }

  /** The same for a far seek, which is no failure; `undefined` also when no session can be spared for it. */
  async relocate(
    atSeconds: number,
    { needed }: RelocateOptions,
  ): Promise<Decided | 'keep' | undefined> {
    const { renewedAt } = this.#ledger;
    const { renewedAt: pageRenewedAt } = this.#options.limiter;
    const facts = { renewedAt, pageRenewedAt, now: Date.now(), needed };
    if (!this.#current && !maySpendOnSeek(facts)) return undefined;
    return this.renew({ kind: 'seek', final: false, cause: new Error('A far seek.') }, atSeconds);
  }

  async #run(first: EngineFailure): Promise<Decided | 'keep' | undefined> {
    const { signal, onRecovering, onFailed } = this.#options;
    const done = new AbortController();
    const online = new BackOnline(AbortSignal.any([signal, done.signal]));
    let failure = first;
    if (first.kind !== 'seek') onRecovering(true);
    try {
      // Audio and video fail within milliseconds of each other: one task later both are here.
      await abortableDelay(0, signal);
      for (;;) {
        if (failure.kind !== 'seek') await this.#prepare(failure, online, signal);
        const outcome = await this.#ask(failure.kind, signal);
        if (outcome === 'keep' || 'decision' in outcome) return outcome;
        failure = outcome;
      }
    } catch (thrown) {
      // What is over, by the server's word or the viewer's, needs no new session.
      if (!this.#options.session.isOver) onFailed(thrown);
      return undefined;
    } finally {
      done.abort();
      onRecovering(false);
    }
  }

  /** Does what the policy says has to come before another try, or throws what it says is the end. */
  async #prepare(failure: EngineFailure, online: BackOnline, signal: AbortSignal): Promise<void> {
    const { limiter, mediaType, session, engineName } = this.#options;
    const died = failure.kind === 'segment-gone';
    if (died) await Promise.race([session.learnOfTermination(), abortableDelay(WORD_MS, signal)]);
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
    // That the network is back says nothing about a session that died.
    if (failure.kind === 'network') await online.orAfter(action.delayMs);
    else await abortableDelay(action.delayMs, signal);
  }

  async #ask(
    reason: EngineFailure['kind'],
    signal: AbortSignal,
  ): Promise<Decided | 'keep' | EngineFailure> {
    const { decide } = this.#options;
    const mayKeep = reason === 'network' && !this.#unspent && this.#kept < KEEPS;
    try {
      if (mayKeep && (await this.#findAlive())) {
        this.#kept += 1;
        return 'keep';
      }
      signal.throwIfAborted();
      this.#spend(reason);
      const decided = await decide(this.#wanted ?? this.#position, signal);
      this.#unspent = false;
      return decided;
    } catch (thrown) {
      signal.throwIfAborted();
      if (!isAway(thrown)) throw thrown;
      return awayFailure(thrown);
    }
  }

  /** Rejects while the server is away; after a while of that, it is asked for a new session instead. */
  async #findAlive(): Promise<boolean> {
    try {
      return await this.#options.session.findAlive();
    } catch (thrown) {
      if (this.#ledger.attempts <= PINGS) throw thrown;
      return false;
    }
  }

  /** A new transcode id, unless the last one never reached the server. */
  #spend(reason: string): void {
    if (this.#unspent) return;
    const { session, limiter } = this.#options;
    const now = Date.now();
    this.#unspent = true;
    const { renewedAt } = this.#options;
    renewedAt.splice(0, renewedAt.length, ...renewedAt.slice(-19), now);
    this.#ledger = { ...this.#ledger, renewedAt: [...renewedAt] };
    limiter.noteRenewal(now);
    session.renew(reason);
  }

  /** Playback is over: what died is no sign of anything any more. */
  end(): void {
    this.#options.limiter.forget(this);
  }
}

function awayFailure(thrown: unknown): EngineFailure {
  const cause = PlaybackError.from(thrown);
  const seconds = isPlexError(thrown) ? thrown.retryAfterSeconds : undefined;
  return {
    kind: 'network',
    status: cause.status,
    retryAfterMs: seconds === undefined ? undefined : seconds * 1000,
    final: true,
    cause,
  };
}
