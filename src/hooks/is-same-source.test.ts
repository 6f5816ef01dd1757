import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QueueSource, queueKey } from '../playback/queue/queue.ts';
import { isSameSource } from './is-same-source.ts';

const queue = (...keys: string[]): QueueSource => ({
  queue: keys.map((ratingKey) => ({ ratingKey })),
});

describe('isSameSource', () => {
  it.each<[string, QueueSource, QueueSource, boolean]>([
    ['an equal list made anew', queue('1', '2'), queue('1', '2'), true],
    ['another order', queue('1', '2'), queue('2', '1'), false],
    ['a longer list', queue('1'), queue('1', '2'), false],
    [
      'another version',
      { queue: [{ ratingKey: '1', mediaIndex: 1 }] },
      { queue: [{ ratingKey: '1', mediaIndex: 2 }] },
      false,
    ],
    ['another start', { queue: [{ ratingKey: '1', startSeconds: 3 }] }, queue('1'), true],
    ['a playlist', { playlist: '1' }, queue('1'), false],
    ['no array', { queue: 'abc' as never }, { queue: 'abc' as never }, false],
  ])('%s', (_, one, other, same) => {
    expect(isSameSource(one, other)).toBe(same);
  });

  it('is true for equal keys only', () => {
    const index = fc.option(fc.integer({ min: 0, max: 1 }), { nil: undefined });
    const media = fc.record({
      ratingKey: fc.constantFrom('1', '2'),
      mediaIndex: index,
      partIndex: index,
    });
    const source = fc.array(media, { maxLength: 3 }).map((all): QueueSource => ({ queue: all }));
    fc.assert(
      fc.property(source, source, (one, other) => {
        if (isSameSource(one, other)) expect(queueKey(one)).toBe(queueKey(other));
        expect(isSameSource(one, structuredClone(one))).toBe(true);
      }),
    );
  });
});
