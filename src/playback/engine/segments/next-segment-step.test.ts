import { describe, expect, it } from 'vitest';
import { nextSegmentStep, type SegmentFacts, type SegmentStep } from './next-segment-step.ts';
import type { SegmentVerdict } from './segment-verdict.ts';

type Row = [name: string, facts: Partial<SegmentFacts>, step: SegmentStep];

const ask = (patienceMs?: number): SegmentStep => ({ kind: 'ask', patienceMs });
const retry = (delayMs: number): SegmentStep => ({ kind: 'retry', delayMs });
const inTurn: SegmentStep = { kind: 'retry', delayMs: 300, inTurn: true };
const relocate = (needed: boolean): SegmentStep => ({ kind: 'relocate', needed });
const renew = (reason: 'network' | 'segment-gone'): SegmentStep => ({ kind: 'renew', reason });
const deliver: SegmentStep = { kind: 'deliver' };
const probe: SegmentStep = { kind: 'probe' };
const end: SegmentStep = { kind: 'end' };
const fail = (reason: 'answer' | 'missing' | 'cut-short'): SegmentStep => ({
  kind: 'fail',
  reason,
});

function step(verdict: SegmentVerdict | undefined, overrides: Partial<SegmentFacts>): SegmentStep {
  return nextSegmentStep(verdict, {
    place: 'near',
    movedMsAgo: 60_000,
    relocation: 'none',
    isOverdue: false,
    isSuperseded: false,
    repeats: 1,
    waitedMs: 0,
    missingMs: 0,
    tookMs: 50,
    renewal: 'none',
    transcode: 'unknown',
    wasAlive: false,
    hasDelivered: false,
    wasDelivered: false,
    usualWarmUpMs: undefined,
    wasFresh: true,
    wasDue: false,
    isNearEnd: false,
    isBeyondEnd: false,
    isGap: false,
    ...overrides,
  });
}

describe('nextSegmentStep before an answer', () => {
  it.each<Row>([
    ['asks for a near segment', {}, ask()],
    ['asks for a near segment after an overdue request', { isOverdue: true }, ask()],
    ['moves for a segment before the start', { place: 'before' }, relocate(true)],
    ['moves for a segment far ahead if it can', { place: 'ahead' }, relocate(false)],
    ['insists on it once overdue', { place: 'ahead', isOverdue: true }, relocate(true)],
    ['waits until the viewer stays', { place: 'before', movedMsAgo: 399 }, retry(400)],
    ['moves once the viewer stays', { place: 'before', movedMsAgo: 400 }, relocate(true)],
    [
      'waits where only a denied session helps',
      { place: 'before', relocation: 'denied' },
      retry(500),
    ],
    ['asks for a while without a session', { place: 'ahead', relocation: 'denied' }, ask(2_500)],
    [
      'asks for a while when the session was kept',
      { place: 'before', relocation: 'kept' },
      ask(2_500),
    ],
    [
      'asks without limit when insisting was in vain',
      { place: 'ahead', relocation: 'denied', isOverdue: true },
      ask(),
    ],
    [
      'asks without limit when the session was kept twice',
      { place: 'before', relocation: 'kept', isOverdue: true },
      ask(),
    ],
  ])('%s', (_, facts, expected) => {
    expect(step(undefined, facts)).toEqual(expected);
  });
});

describe('nextSegmentStep after a full answer', () => {
  it.each<Partial<SegmentFacts>>([
    {},
    { isSuperseded: true },
    { transcode: 'gone' },
    { waitedMs: 100_000 },
    { place: 'before' },
    { missingMs: 200_000 },
    { isBeyondEnd: true },
  ])('delivers it, whatever else is known: %o', (facts) => {
    expect(step('full', facts)).toEqual(deliver);
  });
});

describe.each(['gone', 'empty', 'silent', 'away', 'slow', 'refused', 'oversize'] as const)(
  'nextSegmentStep after any other answer, such as %s',
  (verdict) => {
    it.each<Row>([
      ['fails when no other session is to be had', { renewal: 'denied' }, fail('answer')],
      ['asks the session that has replaced this one', { isSuperseded: true }, retry(0)],
      ['ends after the end that the server has stated', { isBeyondEnd: true }, end],
    ])('%s', (_, facts, expected) => {
      expect(step(verdict, facts)).toEqual(expected);
    });
  },
);

describe.each(['gone', 'empty', 'silent'] as const)(
  'nextSegmentStep after an answer without media, such as %s',
  (verdict) => {
    it.each<Row>([
      ['renews a transcode that is gone', { transcode: 'gone' }, renew('segment-gone')],
      ['renews after 90 s', { waitedMs: 90_000 }, renew('segment-gone')],
      ['fails when no session has it', { missingMs: 105_000 }, fail('missing')],
      [
        'renews a transcode that is gone, however often',
        { missingMs: 105_000, transcode: 'gone' },
        renew('segment-gone'),
      ],
    ])('%s', (_, facts, expected) => {
      expect(step(verdict, facts)).toEqual(expected);
    });

    it('waits for another 90 s for a session that has replaced a dead one', () => {
      const facts = {
        renewal: 'renewed',
        waitedMs: 90_000,
        missingMs: 95_000,
        tookMs: 5_000,
      } as const;
      expect(step(verdict, { ...facts, transcode: 'alive' }).kind).toBe('retry');
    });
  },
);

describe('nextSegmentStep after gone', () => {
  const ended = { isNearEnd: true, renewal: 'renewed' } as const;
  const second = { renewal: 'renewed', transcode: 'alive', missingMs: 14_000 } as const;

  it.each<Row>([
    ['renews', {}, renew('segment-gone')],
    ['renews near the end, too', { isNearEnd: true }, renew('segment-gone')],
    ['probes when a second session lacks it', { renewal: 'renewed' }, probe],
    [
      'renews again after the old session was kept',
      { ...ended, renewal: 'kept' },
      renew('segment-gone'),
    ],
    ['probes when a second session lacks the end', ended, probe],
    ['ends when that session is alive', { ...ended, transcode: 'alive' }, end],
    ['renews when that session is dead', { ...ended, transcode: 'gone' }, renew('segment-gone')],
    ['waits for the second session', { ...second, missingMs: 13_999 }, retry(300)],
    [
      'finds the end of a file that is too short',
      { ...second, wasDelivered: true },
      fail('cut-short'),
    ],
    ['fails when nothing was ever delivered', second, fail('missing')],
    ['waits for an encoder that holds the answer back', { ...second, tookMs: 3_000 }, retry(300)],
  ])('%s', (_, facts, expected) => {
    expect(step('gone', facts)).toEqual(expected);
  });
});

describe('nextSegmentStep after empty', () => {
  const last = { isNearEnd: true, hasDelivered: true, repeats: 4 } as const;
  const absent = {
    wasDelivered: true,
    wasDue: true,
    wasAlive: true,
    repeats: 7,
    missingMs: 7_000,
  } as const;
  const second = { ...absent, renewal: 'renewed', missingMs: 14_000 } as const;

  it.each<Row>([
    ['asks again a little later', {}, retry(300)],
    ['probes at the second answer', { repeats: 2 }, probe],
    ['asks again when the transcode is alive', { repeats: 2, transcode: 'alive' }, retry(420)],
    ['does not probe at the third', { repeats: 3 }, retry(588)],
    ['probes at every fourth from then on', { repeats: 6 }, probe],
    ['asks less and less', { repeats: 9 }, retry(2_500)],
    ['decides anew in a gap', { isGap: true, repeats: 2 }, retry(0)],
    ['probes after four near the end', last, probe],
    ['ends when the transcode is alive', { ...last, transcode: 'alive' }, end],
    ['waits near the end for the first segment', { ...last, hasDelivered: false }, retry(823)],
    ['waits anywhere else', { ...last, isNearEnd: false }, retry(823)],
    ['renews a quick session that no longer delivers', absent, renew('segment-gone')],
    ['gives it some seconds', { ...absent, missingMs: 6_999 }, inTurn],
    ['waits for a slow encoder', { ...absent, wasDue: false }, retry(2_259)],
    [
      'waits for a session that has replaced a dead one',
      { ...absent, wasAlive: false },
      retry(2_259),
    ],
    ['waits for the first segment', { ...absent, wasDelivered: false }, retry(2_259)],
    ['finds the end of a file that is too short', second, fail('cut-short')],
    ['gives the second session some seconds', { ...second, missingMs: 13_999 }, inTurn],
    ['probes the second session near the end', { ...second, isNearEnd: true }, probe],
    [
      'ends near the end when the second session is alive',
      { ...second, isNearEnd: true, transcode: 'alive' },
      end,
    ],
  ])('%s', (_, facts, expected) => {
    expect(step('empty', facts)).toEqual(expected);
  });
});

describe('nextSegmentStep after silence', () => {
  const second = { renewal: 'renewed' } as const;

  it.each<Row>([
    ['asks again', { hasDelivered: true }, retry(0)],
    ['waits long for the first segment', { repeats: 8 }, retry(0)],
    ['renews after two', { hasDelivered: true, repeats: 2 }, renew('segment-gone')],
    [
      'renews after one near the end',
      { hasDelivered: true, isNearEnd: true },
      renew('segment-gone'),
    ],
    ['waits for a second session', second, retry(0)],
    ['probes a second session near the end', { ...second, isNearEnd: true }, probe],
    ['ends when it is alive', { ...second, isNearEnd: true, transcode: 'alive' }, end],
  ])('%s', (_, facts, expected) => {
    expect(step('silent', facts)).toEqual(expected);
  });
});

describe('nextSegmentStep after a download that is too slow', () => {
  it.each<Row>([
    ['asks again', {}, retry(0)],
    ['then leaves it to the renewal', { repeats: 2 }, renew('network')],
    ['fails when that did not help', { renewal: 'kept' }, fail('answer')],
    ['fails when another session did not help', { renewal: 'renewed' }, fail('answer')],
  ])('%s', (_, facts, expected) => {
    expect(step('slow', facts)).toEqual(expected);
  });
});

describe('nextSegmentStep after an answer that any session would get', () => {
  it.each<Row>([
    ['asks again after 500 ms', { repeats: 1 }, retry(500)],
    ['asks again after 1 s', { repeats: 2 }, retry(1_000)],
    ['then fails', { repeats: 3 }, fail('answer')],
  ])('%s', (_, facts, expected) => {
    expect(step('refused', facts)).toEqual(expected);
  });

  it('fails at once for one that is too large', () => {
    expect(step('oversize', {})).toEqual(fail('answer'));
  });
});

describe('nextSegmentStep while the server is away', () => {
  it.each<Row>([
    ['asks again after 300 ms', { repeats: 1 }, retry(300)],
    ['asks again after 900 ms', { repeats: 2 }, retry(900)],
    ['then leaves it to the renewal', { repeats: 3 }, renew('network')],
  ])('%s', (_, facts, expected) => {
    expect(step('away', facts)).toEqual(expected);
  });
});

/** A session far into the item, whose encoder says that it is alive: its start takes longer, or the file ends before. */
describe('a new session of an item that was played before', () => {
  const relocated = { usualWarmUpMs: 800, wasDelivered: true, transcode: 'alive' } as const;

  it.each<Row>([
    ['waits for some seconds', { ...relocated, waitedMs: 14_900, missingMs: 14_900 }, retry(300)],
    [
      'is replaced then',
      { ...relocated, waitedMs: 15_000, missingMs: 15_000 },
      renew('segment-gone'),
    ],
    [
      'waits for the other one',
      { ...relocated, renewal: 'renewed', waitedMs: 1, missingMs: 29_900 },
      retry(300),
    ],
    [
      'ends the item there then',
      { ...relocated, renewal: 'renewed', waitedMs: 1, missingMs: 30_000 },
      fail('cut-short'),
    ],
    [
      'has more time where starts take long',
      { ...relocated, usualWarmUpMs: 4_000, waitedMs: 39_000, missingMs: 39_000 },
      retry(300),
    ],
    [
      'has 90 s at most',
      { ...relocated, usualWarmUpMs: 60_000, waitedMs: 90_000, missingMs: 90_000 },
      renew('segment-gone'),
    ],
    [
      'has 90 s where it has delivered before',
      { ...relocated, wasFresh: false, hasDelivered: true, waitedMs: 89_000, missingMs: 89_000 },
      retry(300),
    ],
  ])('%s', (_, facts, expected) => {
    expect(step('empty', facts)).toEqual(expected);
  });
});
