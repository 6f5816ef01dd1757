import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRows,
  clearRows,
  createQueue,
  hasUpNext,
  moveRow,
  type NewQueue,
  type PlayQueue,
  removeRow,
  resetQueue,
  selectRow,
  shuffleQueue,
  unshuffleQueue,
} from './play-queue.ts';

function queueOf(keys: string, more: Partial<NewQueue> = {}): PlayQueue {
  const given = { id: 1, sourceUri: '', first: undefined, shuffle: false, isUpNext: false };
  return createQueue({ ...given, ratingKeys: [...keys], ...more }, () => 0);
}

const keysOf = ({ rows }: PlayQueue) => rows.map(({ ratingKey }) => ratingKey).join('');
const idOf = ({ rows }: PlayQueue, at: number) => rows[at]?.id ?? -1;
const selectedOf = ({ rows, selectedId }: PlayQueue) =>
  rows.find(({ id }) => id === selectedId)?.ratingKey;

describe('a play queue', () => {
  it('begins with its first item, or with the one that is named', () => {
    expect(selectedOf(queueOf('abc'))).toBe('a');
    expect(selectedOf(queueOf('abc', { first: 'c' }))).toBe('c');
    expect(keysOf(queueOf('abc', { first: 'c' }))).toBe('abc');
  });

  it('shuffled at once begins with the item that is named', () => {
    const queue = queueOf('abcd', { first: 'c', shuffle: true });
    expect([selectedOf(queue), keysOf(queue)[0], queue.version]).toEqual(['c', 'c', 1]);
  });

  it('adds behind what was added before, or next', () => {
    let queue = addRows(queueOf('abc'), ['x'], false);
    expect(keysOf(queue)).toBe('axbc');
    queue = addRows(queue, ['y', 'z'], false);
    expect(keysOf(queue)).toBe('axyzbc');
    queue = addRows(queue, ['n'], true);
    expect(keysOf(queue)).toBe('anxyzbc');
    expect(keysOf(addRows(queue, ['e'], false))).toBe('anxyzebc');
  });

  it('begins with what is added after it was emptied', () => {
    const queue = addRows(clearRows(queueOf('abc')), ['x', 'y'], false);
    expect([keysOf(queue), selectedOf(queue)]).toEqual(['xy', 'x']);
  });

  it('has no Up Next once its last row is selected', () => {
    const queue = addRows(queueOf('abc'), ['x'], false);
    expect(hasUpNext(queue)).toBe(true);
    const later = selectRow(queue, idOf(queue, 1));
    expect(hasUpNext(later)).toBe(false);
    expect(keysOf(addRows(later, ['y'], false))).toBe('axybc');
  });

  it('moves a row behind another, or to the front', () => {
    const queue = queueOf('abc');
    expect(keysOf(moveRow(queue, idOf(queue, 0), idOf(queue, 1))!)).toBe('bac');
    expect(keysOf(moveRow(queue, idOf(queue, 2), undefined)!)).toBe('cab');
    expect(moveRow(queue, 7, undefined)).toBeUndefined();
    expect(moveRow(queue, idOf(queue, 0), 7)).toBeUndefined();
    expect(moveRow(queue, idOf(queue, 0), idOf(queue, 0))).toBeUndefined();
  });

  it('selects the next row if the selected one is removed, and the last at the end', () => {
    const queue = queueOf('abc', { first: 'b' });
    const less = removeRow(queue, idOf(queue, 1))!;
    expect([keysOf(less), selectedOf(less)]).toEqual(['ac', 'c']);
    const least = removeRow(less, idOf(less, 1))!;
    expect([keysOf(least), selectedOf(least)]).toEqual(['a', 'a']);
    expect(removeRow(queue, 7)).toBeUndefined();
    expect(clearRows(queue)).toMatchObject({ rows: [], selectedId: undefined });
  });

  it('is not shuffled while there is an Up Next', () => {
    const queue = addRows(queueOf('abc'), ['x'], false);
    expect(shuffleQueue(queue, Math.random)).toBeUndefined();
    expect(unshuffleQueue(queue)).toBeUndefined();
    expect(shuffleQueue(queueOf('abc', { isUpNext: true }), Math.random)).toBeUndefined();
  });

  it('starts over at its first row', () => {
    expect(selectedOf(resetQueue(queueOf('abc', { first: 'c' })))).toBe('a');
  });

  it('shuffles with the selected item first and new ids, and restores its order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 12, maxLength: 12 }),
        (ratingKeys, at, numbers) => {
          const plain = queueOf(ratingKeys.join(''));
          const queue = selectRow(plain, idOf(plain, at % ratingKeys.length));
          const random = numbers.values();
          const shuffled = shuffleQueue(queue, () => random.next().value ?? 0)!;
          expect([...keysOf(shuffled)].sort()).toEqual([...ratingKeys].sort());
          expect(selectedOf(shuffled)).toBe(selectedOf(queue));
          expect(shuffled.rows[0]?.id).toBe(shuffled.selectedId);
          const before = new Set(queue.rows.map(({ id }) => id));
          expect(shuffled.rows.some(({ id }) => before.has(id))).toBe(false);
          const restored = unshuffleQueue(shuffled)!;
          expect(keysOf(restored)).toBe(keysOf(plain));
          expect(restored.selectedId).toBe(shuffled.selectedId);
        },
      ),
    );
  });

  it('has unique ids and a higher version after each change', () => {
    const change = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), next: fc.boolean(), at: fc.nat(9) }),
      fc.record({ kind: fc.constantFrom('remove', 'move', 'shuffle', 'unshuffle'), at: fc.nat(9) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let queue = queueOf('abcd');
        for (const one of changes) {
          const id = idOf(queue, one.at);
          const next =
            'next' in one
              ? addRows(queue, ['x'], one.next)
              : one.kind === 'remove'
                ? removeRow(queue, id)
                : one.kind === 'move'
                  ? moveRow(queue, id, undefined)
                  : one.kind === 'shuffle'
                    ? shuffleQueue(queue, () => 0.5)
                    : unshuffleQueue(queue);
          if (!next) continue;
          expect(next.version).toBe(queue.version + 1);
          expect(new Set(next.rows.map((row) => row.id)).size).toBe(next.rows.length);
          expect(next.rows).toHaveLength(next.source.length);
          const exists = next.rows.some((row) => row.id === next.selectedId);
          expect(exists).toBe(next.rows.length > 0);
          queue = next;
        }
      }),
    );
  });
});
