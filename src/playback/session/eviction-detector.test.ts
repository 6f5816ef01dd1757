import { describe, expect, it } from 'vitest';
import type { RenewingPlayer, SessionDeath } from '../page/renewal-limiter.ts';
import { isExplained, losesToSibling, withDeath } from './eviction-detector.ts';

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

describe('losesToSibling', () => {
  it.each([
    ['video and music in turn', [video, music, video, music], 1_000, music],
    ['music and video in turn', [music, video, music, video], 1_000, music],
    ['two videos in turn', [video, younger, video, younger], 1_000, younger],
    ['too few deaths of one player', [video, music, video], 1_000, undefined],
    ['no turns', [video, video, music, music], 1_000, undefined],
    ['deaths that are far apart', Array(10).fill([video, music]).flat(), 21_000, undefined],
    ['one player alone', [video, video, video, video], 1_000, undefined],
    ['three players in turn', [video, younger, music, video, younger, music], 1_000, music],
  ] as const)('%s', (_, order, stepMs, loser) => {
    const deaths = inOrder(order, stepMs);
    const losers = [video, younger, music].filter((player) => losesToSibling(deaths, player));
    expect(losers.includes(loser as never)).toBe(loser !== undefined);
    if (loser === undefined) expect(losers).toEqual([]);
    expect(losers).not.toContain(video);
  });

  it('no longer counts deaths of a player that is over', () => {
    const deaths = inOrder([video, music, video, music], 1_000);
    const left = deaths.filter(({ player }) => player !== video);
    expect(losesToSibling(left, music)).toBe(false);
  });
});

describe('isExplained', () => {
  const player = (startedAt: number, steadySince = startedAt): RenewingPlayer => ({
    startedAt,
    steadySince,
    hasSession: async () => true,
  });
  const later = player(20_000, 5_000);
  const restarted = player(20_000, 15_000);
  const mine = { startedAt: 10_000, provedAt: undefined };

  it.each([
    ['another player started since, and has lasted', mine, [later], [later], true],
    ['nobody else', mine, [], [], false],
    ['the other one is dead, too', mine, [later], [], false],
    ['the server may have restarted since', mine, [restarted], [restarted], false],
    [
      'somebody else has lasted as long',
      mine,
      [restarted, player(8_000)],
      [restarted, player(8_000)],
      true,
    ],
    ['the other one started before', mine, [player(9_000)], [player(9_000)], false],
    ['it delivered until the other start', { ...mine, provedAt: 19_999 }, [later], [later], true],
    ['it delivered a moment longer', { ...mine, provedAt: 21_500 }, [later], [later], true],
    ['it delivered afterwards', { ...mine, provedAt: 21_501 }, [later], [later], false],
    [
      'it delivered since a restart that may have been',
      { ...mine, provedAt: 16_000 },
      [restarted],
      [restarted],
      true,
    ],
  ])('%s', (_, signs, others, alive, expected) => {
    expect(isExplained(signs, others, alive)).toBe(expected);
  });
});
