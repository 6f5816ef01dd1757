import type { RenewingPlayer, SessionDeath } from '../page/renewal-limiter.ts';

/** This many deaths of each player within this time, each explained by the other's start, count as mutual eviction. */
const pattern = { deathsEach: 2, windowMs: 60_000 } as const;
/** A server ends a stream a moment after the start of the one that replaces it, and answers until then. Milliseconds. */
const SLACK_MS = 1_500;

/** What is known of a session that has died. Milliseconds. */
export interface LifeSigns {
  /** When it started. */
  readonly startedAt: number;
  /** When the last request was sent that it has answered with media. */
  readonly provedAt: number | undefined;
}

/**
 * Whether the start of another player's session may have ended this one.
 *
 * - Another session started after this one, and this one has not delivered since.
 * - The server has kept its sessions from the last sign of life until now: another session has lasted as long, or was found
 *   alive by one that lasts until now. So no restart of the server has ended this one.
 *
 * @param others Players whose session may have ended this one.
 * @param alive Those of them, and other players, that have their session now.
 */
export function isExplained(
  { startedAt, provedAt = startedAt }: LifeSigns,
  others: readonly RenewingPlayer[],
  alive: readonly RenewingPlayer[],
): boolean {
  const sign = Math.max(startedAt, provedAt);
  return (
    others.some((other) => other.startedAt > startedAt && other.startedAt + SLACK_MS >= sign) &&
    alive.some(({ steadySince }) => steadySince <= sign)
  );
}

/** Adds a death, and drops those that no longer count. */
export function withDeath(
  deaths: readonly SessionDeath[],
  death: SessionDeath,
): readonly SessionDeath[] {
  return [...deaths, death].filter(({ at }) => death.at - at < pattern.windowMs);
}

/**
 * Whether `player` must give way, because it and another player of the page end each other's sessions in turn. This happens
 * where a server allows one stream only. Endless renewals would stop both players, so one gives way: the music, or the
 * younger of two players of the same media type.
 *
 * @param deaths Those that another player's start explains.
 */
export function losesToSibling(deaths: readonly SessionDeath[], player: object): boolean {
  const deathsOf = (one: object) => deaths.filter((death) => death.player === one);
  const mine = deathsOf(player);
  const [first] = mine;
  if (!first || mine.length < pattern.deathsEach) return false;
  const siblings = new Set(deaths.map((death) => death.player));
  siblings.delete(player);
  return [...siblings].some((sibling) => {
    const theirs = deathsOf(sibling);
    const [theirFirst] = theirs;
    if (!theirFirst || theirs.length < pattern.deathsEach) return false;
    if (!takeTurns(deaths, player, sibling)) return false;
    if (theirFirst.mediaType !== first.mediaType) return first.mediaType === 'audio';
    return theirFirst.at < first.at;
  });
}

function takeTurns(deaths: readonly SessionDeath[], one: object, other: object): boolean {
  const order = deaths.filter(({ player }) => player === one || player === other);
  const changes = order.filter(
    (death, index) => index > 0 && death.player !== order[index - 1]?.player,
  );
  return changes.length >= 2 * pattern.deathsEach - 1;
}
