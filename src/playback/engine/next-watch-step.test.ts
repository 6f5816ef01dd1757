import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  initialWatchState,
  isWatched,
  LOOK_MS,
  nextWatchStep,
  type WatchFacts,
  type WatchStep,
} from './next-watch-step.ts';

const playing: WatchFacts = {
  paused: false,
  ended: false,
  seeking: false,
  readyState: 4,
  playbackRate: 1,
  position: 10,
  duration: 60,
  hasFailed: false,
  isRemote: false,
  hasProgressed: false,
  isBusy: false,
  mayDefer: false,
  quietLimitMs: 20_000,
};
const loading: WatchFacts = { ...playing, readyState: 0, position: 0, duration: Number.NaN };

/** The first step that is not to wait, and how many looks it took; `undefined` when there is none. */
function firstStep(
  factsAt: (look: number) => WatchFacts,
  looks = 200,
): { step: WatchStep; look: number } | undefined {
  let state = initialWatchState;
  for (let look = 1; look <= looks; look += 1) {
    const next = nextWatchStep(state, factsAt(look));
    if (next.step !== 'wait') return { step: next.step, look };
    state = next.state;
  }
  return undefined;
}

/** All steps of so many looks. */
function stepsOf(factsAt: (look: number) => WatchFacts, looks: number): WatchStep[] {
  let state = initialWatchState;
  return Array.from({ length: looks }, (_, index) => {
    const next = nextWatchStep(state, factsAt(index + 1));
    state = next.state;
    return next.step;
  });
}

describe('an element that waits for data', () => {
  it.each([
    ['for its metadata', {}],
    ['for its metadata, paused', { paused: true }],
    ['for its first frame', { readyState: 1 }],
    ['for its first frame, paused', { paused: true, readyState: 1 }],
    ['in the middle of the item', { readyState: 2, position: 30 }],
    ['after a seek, paused', { readyState: 4, paused: true, seeking: true }],
  ] satisfies [string, Partial<WatchFacts>][])('is quiet after 20 s %s', (_, facts) => {
    expect(firstStep(() => ({ ...loading, ...facts }))).toEqual({ step: 'quiet', look: 20 });
  });

  it('counts from the last progress, or the last pending request', () => {
    expect(firstStep((look) => ({ ...loading, hasProgressed: look <= 30 }))?.look).toBe(50);
    expect(firstStep((look) => ({ ...loading, isBusy: look <= 90 }))?.look).toBe(110);
  });

  it('has ended when it waits at its end', () => {
    const atEnd = { readyState: 2, position: 59.6, duration: 60 };
    expect(firstStep(() => ({ ...loading, ...atEnd }))).toEqual({ step: 'end', look: 20 });
  });

  it.each([
    ['receives something now and then', (look: number) => ({ hasProgressed: look % 19 === 0 })],
    ['has a pending request', () => ({ isBusy: true })],
    ['may put off loading', () => ({ mayDefer: true })],
    ['has failed', () => ({ hasFailed: true })],
    ['has ended', () => ({ ended: true })],
    ['is paused with a frame', () => ({ paused: true, readyState: 2 })],
  ] satisfies [string, (look: number) => Partial<WatchFacts>][])(
    'is left alone when it %s',
    (_, factsAt) => {
      expect(firstStep((look) => ({ ...loading, ...factsAt(look) }))).toBeUndefined();
    },
  );
});

describe('an element that has data and stands still', () => {
  it('is repaired after 4 s, and stuck 4 s later', () => {
    // The first look only learns the position.
    expect(stepsOf(() => playing, 9)).toEqual([
      ...['wait', 'wait', 'wait', 'wait', 'repair'],
      ...['wait', 'wait', 'wait', 'stuck'],
    ]);
  });

  it('is stuck when the repair itself was its only move', () => {
    const steps = stepsOf((look) => ({ ...playing, position: look > 5 ? 10.1 : 10 }), 10);
    expect(steps.filter((step) => step !== 'wait')).toEqual(['repair', 'stuck']);
  });

  it('is repaired again at another place', () => {
    // It plays three seconds after each repair.
    let position = 10;
    const steps: WatchStep[] = [];
    let state = initialWatchState;
    let moves = 0;
    for (let look = 0; look < 40; look += 1) {
      if (moves > 0) {
        position += 1;
        moves -= 1;
      }
      const next = nextWatchStep(state, { ...playing, position });
      if (next.step === 'repair') moves = 3;
      state = next.state;
      steps.push(next.step);
    }
    expect(steps).toContain('repair');
    expect(steps).not.toContain('stuck');
  });

  it('has ended when it stands at its end', () => {
    expect(firstStep(() => ({ ...playing, position: 59.6 }))).toEqual({ step: 'end', look: 5 });
  });

  it.each([
    ['is paused', { paused: true }],
    ['seeks with a pending request', { seeking: true, isBusy: true }],
    ['has ended', { ended: true }],
    ['has failed', { hasFailed: true }],
    ['is slowed down to nothing', { playbackRate: 0 }],
    ['plays on another device', { isRemote: true }],
    ['waits for a pending request', { readyState: 2, isBusy: true }],
  ] satisfies [string, Partial<WatchFacts>][])('is left alone when it %s', (_, facts) => {
    expect(firstStep(() => ({ ...playing, ...facts }))).toBeUndefined();
  });

  it('is left alone when it moves, however slowly', () => {
    expect(firstStep((look) => ({ ...playing, position: 10 + look / 1_000 }))).toBeUndefined();
  });
});

it('forgets what it has seen while the element is paused', () => {
  const steps = stepsOf((look) => ({ ...playing, paused: look === 4 }), 7);
  expect(new Set(steps)).toEqual(new Set(['wait']));
});

it('says nothing about an element that is not watched, and nothing before its time', () => {
  const facts = fc.record<WatchFacts>({
    paused: fc.boolean(),
    ended: fc.boolean(),
    seeking: fc.boolean(),
    readyState: fc.nat(4),
    playbackRate: fc.constantFrom(0, 0.5, 1),
    position: fc.constantFrom(0, 10, 59.9),
    duration: fc.constantFrom(60, Number.NaN, Number.POSITIVE_INFINITY),
    hasFailed: fc.boolean(),
    isRemote: fc.boolean(),
    hasProgressed: fc.boolean(),
    isBusy: fc.boolean(),
    mayDefer: fc.boolean(),
    quietLimitMs: fc.constantFrom(15_000, 20_000),
  });
  fc.assert(
    fc.property(facts, fc.nat(30), (given, looks) => {
      const steps = stepsOf(() => given, looks);
      if (!isWatched(given)) expect(new Set(steps).size).toBeLessThanOrEqual(1);
      expect(steps.slice(0, 4).every((step) => step === 'wait')).toBe(true);
      expect(steps.slice(0, given.quietLimitMs / LOOK_MS - 1)).not.toContain('quiet');
    }),
  );
});
