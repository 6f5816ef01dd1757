import { describe, expect, it } from 'vitest';
import { type AppendFacts, initialAppendState, nextAppendStep } from './next-append-step.ts';

type Range = AppendFacts['ranges'][number];

/** The segment, counted from 1, after which the media count as lost. Segments of two seconds from 0, and the buffer after each. */
function lostAfter(buffers: readonly (readonly Range[])[], from = 0): number | undefined {
  let state = initialAppendState;
  for (const [index, ranges] of buffers.entries()) {
    const next = nextAppendStep(state, {
      startSeconds: from + index * 2,
      durationSeconds: 2,
      ranges,
    });
    state = next.state;
    if (next.isLost) return index + 1;
  }
  return undefined;
}
const times = (count: number, range: (index: number) => readonly Range[]) =>
  Array.from({ length: count }, (_, index) => range(index));

describe('nextAppendStep', () => {
  it.each<[string, readonly (readonly Range[])[], number | undefined]>([
    ['each segment is at its place', times(20, (at) => [[0, at * 2 + 2]]), undefined],
    ['nothing gets into the buffer', times(20, () => []), 3],
    ['each segment is put at the start', times(20, () => [[0, 2]]), 4],
    [
      'the same segment comes from the fifth on',
      times(20, (at) => [[0, Math.min(10, at * 2 + 2)]]),
      8,
    ],
    ['all are far away', times(20, (at) => [[500, at * 2 + 502]]), 3],
    ['all are some seconds late', times(20, (at) => [[6, at * 2 + 8]]), undefined],
    [
      'some seconds early, after a key frame',
      times(20, (at) => [[0, Math.max(1, at * 2 - 4)]]),
      undefined,
    ],
    ['what was played is removed', times(20, (at) => [[at * 2 - 1, at * 2 + 2]]), undefined],
    ['two of three are lost', times(21, (at) => [[0, at - (at % 3) + at + 2]]), undefined],
  ])('%s', (_, buffers, lost) => {
    expect(lostAfter(buffers)).toBe(lost);
  });

  it('is not lost where media are loaded again that the buffer has', () => {
    expect(lostAfter(times(20, () => [[0, 60]]))).toBeUndefined();
  });

  it('looks at the place, wherever the source starts', () => {
    expect(
      lostAfter(
        times(20, (at) => [[100, at * 2 + 102]]),
        100,
      ),
    ).toBeUndefined();
    expect(
      lostAfter(
        times(20, (at) => [[0, at * 2 + 2]]),
        100,
      ),
    ).toBe(3);
  });
});
