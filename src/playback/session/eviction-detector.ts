import type { SessionDeath } from '../page/renewal-limiter.ts';

/** This many deaths of each player within this time count as mutual eviction. Restarts of a server rarely cause as many. */
const pattern = { deathsEach: 3, windowMs: 60_000 } as const;

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
