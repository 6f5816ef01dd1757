import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialSkipRun, nextSkipStep, type SkipRun } from './next-skip-step.ts';

const run = (failed: number, direction: SkipRun['direction'] = 1): SkipRun => ({
  failed,
  direction,
});
const failedAt = (index: number, length = 9) => ({ type: 'failed', index, length }) as const;

describe('nextSkipStep', () => {
  it.each([
    ['the first bad entry is skipped', run(0), failedAt(1), { run: run(1), to: 2 }],
    ['the second one in a row too', run(1), failedAt(2), { run: run(2), to: 3 }],
    ['the third one stays', run(2), failedAt(3), { run: run(0) }],
    ['the last entry stays', run(0), failedAt(8), { run: run(0) }],
    ['a single entry stays', run(0), failedAt(0, 1), { run: run(0) }],
    ['backwards, the one before follows', run(0, -1), failedAt(4), { run: run(1, -1), to: 3 }],
    ['before the first entry the way turns', run(0, -1), failedAt(0), { run: run(1), to: 1 }],
    ['it turns to what has not just failed', run(1, -1), failedAt(0), { run: run(2), to: 2 }],
    ['it does not turn where all have failed', run(1, -1), failedAt(0, 2), { run: run(0) }],
    ['the third one backwards stays', run(2, -1), failedAt(0), { run: run(0) }],
    ['an entry that plays starts anew', run(2, -1), { type: 'played' }, { run: run(0) }],
    ['a choice starts anew', run(2, -1), { type: 'moved', direction: 1 }, { run: run(0) }],
    ['back is a direction', run(2), { type: 'moved', direction: -1 }, { run: run(0, -1) }],
  ] as const)('%s', (_what, before, event, step) => {
    expect(nextSkipStep(before, event)).toEqual({ to: undefined, ...step });
  });

  it('ends after three bad entries at most, wherever it starts, and asks for none twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.nat(11),
        fc.constantFrom(1 as const, -1 as const),
        (length, start, direction) => {
          const tried = [Math.min(start, length - 1)];
          let state: SkipRun = { ...initialSkipRun, direction };
          for (;;) {
            const step = nextSkipStep(state, failedAt(tried.at(-1) ?? 0, length));
            state = step.run;
            if (step.to === undefined) break;
            tried.push(step.to);
          }
          expect(tried.length).toBeLessThanOrEqual(3);
          expect(new Set(tried).size).toBe(tried.length);
          expect(tried.every((at) => at >= 0 && at < length)).toBe(true);
          expect(state.failed).toBe(0);
        },
      ),
    );
  });
});
