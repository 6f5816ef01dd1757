import type { PlexMediaType } from '../../plex/index.ts';
import { within } from '../core/within.ts';
import type { RenewalLimiter, RenewingPlayer } from '../page/renewal-limiter.ts';
import { isExplained, losesToSibling, withDeath } from './eviction-detector.ts';

/** Time limit of the question whether the other players have their sessions. Milliseconds. */
const ANSWER_MS = 3_000;

export interface SiblingWatchOptions {
  readonly limiter: RenewalLimiter;
  readonly mediaType: PlexMediaType;
  /** Whether the server still has the session of this player. May reject. */
  hasSession(): Promise<boolean>;
}

/** Finds out whether this player and another one of the page end each other's sessions. See {@link losesToSibling}. */
export class SiblingWatch {
  readonly #limiter: RenewalLimiter;
  readonly #mediaType: PlexMediaType;
  readonly #me: { startedAt: number; steadySince: number } & RenewingPlayer;

  constructor({ limiter, mediaType, hasSession }: SiblingWatchOptions) {
    this.#limiter = limiter;
    this.#mediaType = mediaType;
    this.#me = {
      startedAt: Number.NEGATIVE_INFINITY,
      steadySince: Number.POSITIVE_INFINITY,
      hasSession,
    };
    limiter.players = [...(limiter.players ?? []), this.#me];
  }

  /** The players whose session the server has now, this one included. None where there is no other player. */
  async alive(): Promise<readonly RenewingPlayer[]> {
    const { players = [] } = this.#limiter;
    if (players.length < 2) return [];
    const answers = players.map((player) => player.hasSession().catch(() => false));
    const has = (await within(ANSWER_MS, Promise.all(answers))) ?? [];
    return players.filter((_, index) => has[index]);
  }

  /**
   * The session of this player has died. Returns whether the player must give way.
   * @param provedAt When the last request was sent that the session has answered with media. Milliseconds.
   * @param alive What {@link SiblingWatch.alive} has just found.
   */
  died(provedAt: number | undefined, alive: readonly RenewingPlayer[]): boolean {
    const { startedAt } = this.#me;
    if (!isExplained({ startedAt, provedAt }, this.#others, alive)) return false;
    this.#limiter.deaths = withDeath(this.#limiter.deaths, {
      player: this.#me,
      mediaType: this.#mediaType,
      at: performance.now(),
    });
    return losesToSibling(this.#limiter.deaths, this.#me);
  }

  /**
   * This player has another session.
   * @param alive What {@link SiblingWatch.alive} found right before the session was requested.
   */
  started(alive: readonly RenewingPlayer[]): void {
    const now = performance.now();
    this.#me.startedAt = now;
    this.#me.steadySince = Math.min(now, ...alive.map(({ steadySince }) => steadySince));
  }

  /** The player is over: its deaths no longer count against others. */
  end(): void {
    const { deaths, players = [] } = this.#limiter;
    this.#limiter.deaths = deaths.filter(({ player }) => player !== this.#me);
    this.#limiter.players = players.filter((player) => player !== this.#me);
  }

  get #others(): readonly RenewingPlayer[] {
    return (this.#limiter.players ?? []).filter((player) => player !== this.#me);
  }
}
