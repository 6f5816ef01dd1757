import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRenewalLimiter } from '../page/renewal-limiter.ts';
import { SiblingWatch } from './sibling-watch.ts';

/** How a player behaves after a death. */
interface Habit {
  /** Milliseconds until it notices. */
  readonly noticeMs: number;
  /** Milliseconds until it gets another session. */
  readonly renewMs: number;
  /** Whether it gets one more, for a far seek. */
  readonly seeks?: boolean;
}

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Players of one page on one server. They deliver nothing, so that nothing is known but starts and deaths. */
function createScene({ oneStream = false } = {}) {
  const limiter = createRenewalLimiter();
  const blamed: string[] = [];
  /** What to call when the session of a player ends. */
  const sessions = new Map<string, () => void>();

  function kill(name: string): void {
    const end = sessions.get(name);
    sessions.delete(name);
    end?.();
  }

  function restart(): void {
    for (const name of [...sessions.keys()]) kill(name);
  }

  /** Starts a session. Resolves when it ends. */
  function session(name: string): Promise<void> {
    if (oneStream) restart();
    return new Promise((resolve) => sessions.set(name, resolve));
  }

  /** Plays until the player is blamed. */
  async function play(name: string, mediaType: 'video' | 'audio', habit: () => Habit) {
    const watch = new SiblingWatch({
      limiter,
      mediaType,
      hasSession: async () => sessions.has(name),
    });
    let death = session(name);
    for (;;) {
      await death;
      const { noticeMs, renewMs, seeks = false } = habit();
      await later(noticeMs);
      if (watch.died(undefined, await watch.alive())) break;
      await later(renewMs);
      for (const _ of seeks ? ['renewal', 'seek'] : ['renewal']) {
        const alive = await watch.alive();
        death = session(name);
        watch.started(alive);
      }
    }
    blamed.push(name);
    watch.end();
  }

  return {
    blamed,
    kill,
    restart,
    play: (...given: Parameters<typeof play>) => void play(...given),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([100, 1_000, 3_000, 10_000])(
  'lets the music give way where each start ends the other, noticed after %i ms',
  async (noticeMs) => {
    for (const mediaTypes of [
      ['video', 'audio'],
      ['audio', 'video'],
    ] as const) {
      const scene = createScene({ oneStream: true });
      for (const mediaType of mediaTypes) {
        scene.play(mediaType, mediaType, () => ({ noticeMs, renewMs: 0 }));
        await pass(500);
      }
      await pass(80_000);
      expect(scene.blamed).toEqual(['audio']);
    }
  },
);

it('lets the music give way, however long the players take', async () => {
  const habit = fc.record({
    noticeMs: fc.integer({ min: 100, max: 10_000 }),
    renewMs: fc.integer({ min: 0, max: 4_000 }),
    seeks: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(habit, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      async (habits, musicFirst) => {
        const scene = createScene({ oneStream: true });
        const names = ['video', 'audio'] as const;
        let death = 0;
        for (const name of musicFirst ? names.toReversed() : names) {
          scene.play(name, name, () => {
            death += 1;
            return habits[death % habits.length] as Habit;
          });
          await pass(500);
        }
        await pass(200_000);
        expect(scene.blamed).toEqual(['audio']);
      },
    ),
    { numRuns: 100 },
  );
});

it('lets the younger of two videos give way', async () => {
  const scene = createScene({ oneStream: true });
  scene.play('older', 'video', () => ({ noticeMs: 1_000, renewMs: 500 }));
  await pass(5_000);
  scene.play('younger', 'video', () => ({ noticeMs: 1_000, renewMs: 500 }));
  await pass(60_000);
  expect(scene.blamed).toEqual(['younger']);
});

it('leaves one of three players', async () => {
  const scene = createScene({ oneStream: true });
  const habit = { noticeMs: 1_300, renewMs: 0 };
  for (const name of ['one', 'two', 'three']) {
    scene.play(name, 'video', () => habit);
    await pass(700);
  }
  await pass(120_000);
  expect(scene.blamed).toHaveLength(2);
});

it('blames nobody where the server keeps ending the session of one player', async () => {
  const scene = createScene();
  for (const name of ['one', 'two'])
    scene.play(name, 'video', () => ({ noticeMs: 200, renewMs: 0 }));
  for (let round = 0; round < 20; round += 1) {
    scene.kill('one');
    await pass(3_000);
  }
  expect(scene.blamed).toEqual([]);
});

it.each([3, 5, 6])('blames nobody when the server restarts %i times in a minute', async (times) => {
  for (const others of [0, 9_000]) {
    const scene = createScene();
    let round = 0;
    // The players notice each restart in the other order than the one before.
    scene.play('video', 'video', () => ({ noticeMs: round % 2 ? 200 : 1_000, renewMs: 100 }));
    scene.play('music', 'audio', () => ({ noticeMs: round % 2 ? 1_000 : 200, renewMs: 100 }));
    scene.play('third', 'video', () => ({ noticeMs: others, renewMs: 100 }));
    for (; round < times; round += 1) {
      scene.restart();
      await pass(60_000 / times);
    }
    expect(scene.blamed).toEqual([]);
  }
});

it('blames nobody for restarts of the server, whoever notices them when', async () => {
  const habit = fc.record({
    noticeMs: fc.integer({ min: 0, max: 15_000 }),
    renewMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 })),
    seeks: fc.boolean(),
  });
  const player = fc.record({
    mediaType: fc.constantFrom('video' as const, 'audio' as const),
    habits: fc.array(habit, { minLength: 1, maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(player, { minLength: 2, maxLength: 3 }),
      fc.array(fc.integer({ min: 50, max: 20_000 }), { minLength: 3, maxLength: 12 }),
      async (players, pauses) => {
        const scene = createScene();
        players.forEach(({ mediaType, habits }, index) => {
          let death = 0;
          scene.play(`${index}`, mediaType, () => {
            death += 1;
            return habits[death % habits.length] as Habit;
          });
        });
        for (const ms of pauses) {
          scene.restart();
          await pass(ms);
        }
        await pass(30_000);
        expect(scene.blamed).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
