import { expect, it } from 'vitest';
import { stageOf } from './stall-failure.ts';

it.each([
  ['has no metadata', 0, false, 'metadata'],
  ['has no metadata of a source that replaces one', 0, true, 'metadata'],
  ['has shown nothing', 1, false, 'first-frame'],
  ['has played, whatever `played` of the element says', 2, true, 'data'],
])('an element without data that %s', (_, readyState, hasPlayed, stage) => {
  const media = { readyState, played: { length: hasPlayed ? 0 : 1 } } as HTMLMediaElement;
  expect(stageOf({ media, hasPlayed: () => hasPlayed })).toBe(stage);
});
