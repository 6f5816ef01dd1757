import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ListPlan, MOST_ROWS, planAround, ROW_HEIGHT } from './list-plan.ts';
import { planPinned, planRows } from './plan-rows.ts';

const indexes = ({ rows }: ListPlan) => rows.map(({ at }) => at);
/** Of rows that have the height that is assumed. */
const heightOf = ({ rows, below }: ListPlan) =>
  rows.reduce((sum, { above }) => sum + above + ROW_HEIGHT, below);

describe('planAround', () => {
  it('has all rows of a short list, and no empty space', () => {
    const plan = planAround(7, MOST_ROWS);
    expect(indexes(plan)).toEqual([...Array(MOST_ROWS).keys()]);
    expect(plan.rows.every(({ above }) => above === 0)).toBe(true);
    expect(plan.below).toBe(0);
  });

  it('has no row of an empty list', () => {
    expect(planAround(0, 0)).toEqual({ rows: [], below: 0 });
  });

  it('has the rows around one of a long list, and the height of all', () => {
    const plan = planAround(5_000, 10_000);
    expect(indexes(plan)).toEqual(Array.from({ length: 30 }, (_, nth) => 4_985 + nth));
    expect(plan.rows[0]?.above).toBe(4_985 * ROW_HEIGHT);
    expect(heightOf(plan)).toBe(10_000 * ROW_HEIGHT);
  });
});

describe('planPinned', () => {
  it('has each row once, in order, with the pinned ones, and the height of all, for any list', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: -5, max: 20_000 }),
        fc.array(fc.integer({ min: -1, max: 20_000 }), { maxLength: 2 }),
        (count, middle, pinned) => {
          const plan = planPinned(middle, pinned, count);
          const rows = indexes(plan);
          expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
          expect(rows.length).toBeLessThanOrEqual(MOST_ROWS + 2);
          for (const at of pinned) expect(rows.includes(at)).toBe(at >= 0 && at < count);
          for (const { above } of plan.rows) expect(above).toBeGreaterThanOrEqual(0);
          expect(heightOf(plan)).toBe(count * ROW_HEIGHT);
        },
      ),
    );
  });
});

describe('planRows', () => {
  it('leaves the height of the rows empty that are left out', () => {
    const bounds = new Map([
      [9, { start: 400, end: 444 }],
      [2, { start: 88, end: 140 }],
      [3, { start: 140, end: 184 }],
    ]);
    const boundsOf = (at: number) => bounds.get(at) ?? { start: 0, end: 0 };
    expect(planRows([9, 2, 3], boundsOf, 500)).toEqual({
      rows: [
        { at: 2, above: 88 },
        { at: 3, above: 0 },
        { at: 9, above: 216 },
      ],
      below: 56,
    });
  });
});
