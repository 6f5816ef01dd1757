import { type ListPlan, planAround, ROW_HEIGHT } from './list-plan.ts';

/** Where a row of a list begins and ends. CSS pixels from the start of the first row. */
export type Bounds = (at: number) => { readonly start: number; readonly end: number };

/**
 * Plans the document of a list of which some rows are shown.
 *
 * @param shown Indexes without repetition, in any order.
 * @param height Of all rows. CSS pixels.
 */
export function planRows(shown: readonly number[], boundsOf: Bounds, height: number): ListPlan {
  let end = 0;
  const rows = [...shown]
    .sort((a, b) => a - b)
    .map((at) => {
      const bounds = boundsOf(at);
      const above = bounds.start - end;
      end = bounds.end;
      return { at, above };
    });
  return { rows, below: height - end };
}

/** The indexes of a range and those that are pinned, each once. Those out of the list are left out. */
export function withPinned(
  range: Iterable<number>,
  pinned: readonly number[],
  count: number,
): number[] {
  return [...new Set([...range, ...pinned])].filter((at) => at >= 0 && at < count);
}

/** As {@link planAround}, with rows that are pinned. */
export function planPinned(middle: number, pinned: readonly number[], count: number): ListPlan {
  const { rows } = planAround(middle, count);
  return planRows(
    withPinned(
      rows.map(({ at }) => at),
      pinned,
      count,
    ),
    (at) => ({ start: at * ROW_HEIGHT, end: (at + 1) * ROW_HEIGHT }),
    count * ROW_HEIGHT,
  );
}
