import { expect, it } from 'vitest';
import { AutoplayUnlock } from './autoplay-unlock.ts';

function createPlayers(unlock: AutoplayUnlock, names: readonly string[]) {
  const started: string[] = [];
  const players = names.map((name) => {
    const player = {
      async play() {
        unlock.playedBy(player);
        started.push(name);
      },
    };
    unlock.setWaiting(player, true);
    return player;
  });
  return { players, started };
}

it('starts every waiting player once when one of them plays', () => {
  const unlock = new AutoplayUnlock();
  const { players, started } = createPlayers(unlock, ['video', 'music', 'inset']);
  void players[1]?.play();
  expect(started.toSorted()).toEqual(['inset', 'music', 'video']);
});

it('does not start a player that stopped waiting, nor any when the player was not waiting', () => {
  const unlock = new AutoplayUnlock();
  const { players, started } = createPlayers(unlock, ['video', 'music']);
  const [video, music] = players;
  if (!video || !music) throw new Error('Expected two players.');
  unlock.setWaiting(music, false);
  void music.play();
  expect(started).toEqual(['music']);
  void video.play();
  expect(started).toEqual(['music', 'video']);
});
