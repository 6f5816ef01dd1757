import { expect, it } from 'vitest';
import type { SessionDeath } from '../page/renewal-limiter.ts';
import { losesToSibling, withDeath } from './eviction-detector.ts';

const video = { name: 'video', mediaType: 'video' } as const;
const younger = { name: 'younger video', mediaType: 'video' } as const;
const music = { name: 'music', mediaType: 'audio' } as const;

/** One death of each player, in this order, `stepMs` apart. */
function inOrder(
  players: readonly (typeof video | typeof younger | typeof music)[],
  stepMs: number,
) {
  return players.reduce<readonly SessionDeath[]>(
    (deaths, player, index) =>
      withDeath(deaths, { player, mediaType: player.mediaType, at: index * stepMs }),
    [],
  );
}

const cases = [
  ['video and music in turn', [video, music, video, music, video, music], 1_000, music],
  ['music and video in turn', [music, video, music, video, music, video], 1_000, music],
  ['two videos in turn', [video, younger, video, younger, video, younger], 1_000, younger],
  ['too few deaths of one player', [video, music, video, music, video], 1_000, undefined],
  ['no turns', [video, video, video, music, music, music], 1_000, undefined],
  ['two restarts of the server', [video, music, video, music], 8_000, undefined],
  ['deaths that are far apart', Array(10).fill([video, music]).flat(), 15_000, undefined],
  ['one player alone', [video, video, video, video, video, video], 1_000, undefined],
] as const;

it.each(cases)('%s', (_, order, stepMs, loser) => {
  const deaths = inOrder(order, stepMs);
  for (const player of [video, younger, music])
    expect([player.name, losesToSibling(deaths, player)]).toEqual([player.name, player === loser]);
});

it('no longer counts deaths of a player that is over', () => {
  const deaths = inOrder([video, music, video, music, video, music], 1_000);
  const left = deaths.filter(({ player }) => player !== video);
  expect(losesToSibling(left, music)).toBe(false);
});
