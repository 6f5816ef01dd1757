import { describe, expect, it } from 'vitest';
import { chaosKinds, makePlan, planText } from './plan.ts';

describe('the plan of a chaos run', () => {
  it('depends on the seed only', () => {
    expect(makePlan(7, 60)).toEqual(makePlan(7, 60));
    expect(planText(makePlan(7, 60))).not.toBe(planText(makePlan(8, 60)));
  });

  it('has a fault every 3 to 5 s, each before the end', () => {
    const times = makePlan(3, 600).steps.map(({ atMs }) => atMs);
    const gaps = times.map((time, index) => time - (times[index - 1] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(5000);
    expect(times.at(-1)).toBeGreaterThan(594_000);
    expect(times.at(-1)).toBeLessThan(600_000);
  });

  it('has every kind of fault in ten minutes', () => {
    const kinds = new Set(makePlan(1, 600).steps.map(({ fault }) => fault.kind));
    expect([...kinds].sort()).toEqual([...chaosKinds].sort());
  });
});
