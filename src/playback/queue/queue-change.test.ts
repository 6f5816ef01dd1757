import { describe, expect, it } from 'vitest';
import { matchEntries, placeAfterChange } from './queue-change.ts';

/** The index of the current entry in the new list, and whether it is the same entry. */
function follow(before: string, current: number, after: string) {
  const kept = matchEntries([...before], current, [...after]);
  const index = placeAfterChange(kept, current, before.length);
  return [index, kept[index] === current];
}

describe('a list that changes while an entry plays', () => {
  it.each([
    ['head removed', 'ABA', 2, 'BA', 1, true],
    ['an equal entry before it removed', 'AA', 1, 'A', 0, true],
    ['an entry inserted before it', 'ABA', 2, 'XABA', 3, true],
    ['an entry inserted after it', 'ABA', 0, 'ABAX', 0, true],
    ['another order', 'ABC', 1, 'BCA', 0, true],
    ['removed: the next one is current', 'ABCD', 2, 'ABD', 2, false],
    ['the last one removed: the one before is current', 'ABC', 2, 'AB', 1, false],
    ['all of it replaced', 'ABC', 1, 'XYZ', 0, false],
    ['nothing was current', '', -1, 'AB', 0, false],
  ])('%s', (_, before, current, after, index, same) => {
    expect(follow(before, current, after)).toEqual([index, same]);
  });

  it('matches no entry twice', () => {
    const kept = matchEntries([...'ABAB'], 3, [...'BABABA']).filter((one) => one !== undefined);
    expect(new Set(kept).size).toBe(kept.length);
    expect(kept).toHaveLength(4);
  });
});
