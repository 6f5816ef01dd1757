import { describe, expect, it } from 'vitest';
import { parseDecision } from '../../plex/index.ts';
import type { Answered } from './deciding-session.ts';
import { mayBeSplit } from './may-be-split.ts';

const file = (id: number, more: object = {}) => ({ id, duration: 20_000, ...more });
const decided = (id: number, more: object = {}) => file(id, { decision: 'directplay', ...more });

function answered(duration: number | undefined, Media: unknown, code = 1000): Answered {
  const Metadata = [{ ratingKey: '1', duration, Media }];
  const decision = parseDecision({ MediaContainer: { generalDecisionCode: code, Metadata } });
  return { decision } as Answered;
}

describe('mayBeSplit', () => {
  it.each([
    ['of one file', 20_000, [{ Part: [decided(1)] }], false],
    ['that is rounded', 20_900, [{ Part: [decided(1)] }], false],
    ['that is longer than its file', 40_000, [{ Part: [decided(1)] }], true],
    ['that is shorter than its file', 10_000, [{ Part: [decided(1)] }], false],
    ['of two files', 40_000, [{ Part: [decided(1), file(2)] }], true],
    ['of two files of unknown length', undefined, [{ Part: [decided(1), file(2)] }], true],
    ['of two versions', 20_000, [{ Part: [decided(1)] }, { Part: [file(2)] }], false],
    ['of unknown length', undefined, [{ Part: [decided(1)] }], false],
    [
      'of a file of unknown length',
      20_000,
      [{ Part: [decided(1, { duration: undefined })] }],
      false,
    ],
  ])('an item %s', (_, duration, media, expected) => {
    expect(mayBeSplit(answered(duration, media))).toBe(expected);
  });

  it('says nothing of a refusal', () => {
    expect(mayBeSplit(answered(40_000, [{ Part: [file(1)] }], 2000))).toBe(false);
  });
});
