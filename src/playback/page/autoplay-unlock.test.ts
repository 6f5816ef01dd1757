import { expect, it } from 'vitest';
import { AutoplayUnlock } from './autoplay-unlock.ts';

function playersOf(queue: AutoplayUnlock, names: readonly string[]) {
  const started: string[] = [];
  const players = names.map((name) => {
    const player = {
      async play() {
        queue.came(player);
        started.push(name);
      },
    };
    queue.note(player, true);
    return player;
  });
  return { players, started };
}

it('starts each that waits once, whichever the click was for', () => {
  const queue = new AutoplayUnlock();
  const { players, started } = playersOf(queue, ['video', 'music', 'inset']);
  void players[1]?.play();
  expect(started.toSorted()).toEqual(['inset', 'music', 'video']);
});

it('leaves alone who has left, and starts nobody for a player that was not waiting', () => {
  const queue = new AutoplayUnlock();
  const { players, started } = playersOf(queue, ['video', 'music']);
  const [video, music] = players;
  if (!video || !music) throw new Error('There are two.');
  queue.note(music, false);
  void music.play();
  expect(started).toEqual(['music']);
  void video.play();
  expect(started).toEqual(['music', 'video']);
});
