import type { PlexMediaType } from '../../plex/index.ts';

/** Two players that end each other's sessions in turn do it this often in this time; a server that restarts hardly does. */
const pattern = { deathsEach: 3, windowMs: 60_000 } as const;

interface Death {
  readonly player: object;
  readonly mediaType: PlexMediaType;
  readonly at: number;
}

/**
 * Sees when two players of a page end each other's sessions in turn, as happens where a server allows one stream
 * only. Renewing for ever would cost both; so the music gives way, or the younger of two of a kind.
 */
export class EvictionDetector {
  #deaths: readonly Death[] = [];

  /** A session of `player` has died. Answers whether this player is the one to give way. */
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

  /** A player that is over can't be to blame any more. */
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
