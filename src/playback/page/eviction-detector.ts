import type { PlexMediaType } from '../../plex/index.ts';

/** This many deaths of each player within this time count as mutual eviction. Restarts of a server rarely cause as many. */
const pattern = { deathsEach: 3, windowMs: 60_000 } as const;

interface Death {
  readonly player: object;
  readonly mediaType: PlexMediaType;
  readonly at: number;
}

/**
 * Detects two players of a page that end each other's sessions in turn, as happens where a server allows one stream only.
 * Endless renewals would stop both, so one gives way: the music, or the younger of two players of the same media type.
 */
export class EvictionDetector {
  #deaths: readonly Death[] = [];

  /** Records that a session of `player` died. Returns whether this player must give way. */
  note(player: object, mediaType: PlexMediaType, at: number): boolean {
    this.#deaths = [...this.#deaths, { player, mediaType, at }].filter(
      (death) => at - death.at < pattern.windowMs,
    );
    const mine = this.#deaths.filter((death) => death.player === player);
    if (mine.length < pattern.deathsEach) return false;
    return this.#siblings(player).some((sibling) => {
      const theirs = this.#deaths.filter((death) => death.player === sibling.player);
      if (theirs.length < pattern.deathsEach || !takeTurns(this.#deaths, player, sibling.player))
        return false;
      if (sibling.mediaType !== mediaType) return mediaType === 'audio';
      return (theirs[0]?.at ?? 0) < (mine[0]?.at ?? 0);
    });
  }

  /** Removes a player that has ended. */
  forget(player: object): void {
    this.#deaths = this.#deaths.filter((death) => death.player !== player);
  }

  #siblings(player: object): Death[] {
    const others = this.#deaths.filter((death) => death.player !== player);
    return others.filter(
      (death, index) => others.findIndex((one) => one.player === death.player) === index,
    );
  }
}

function takeTurns(deaths: readonly Death[], one: object, other: object): boolean {
  const order = deaths.filter(({ player }) => player === one || player === other);
  const changes = order.filter(
    (death, index) => index > 0 && death.player !== order[index - 1]?.player,
  );
  return changes.length >= 2 * pattern.deathsEach - 1;
}
