import { describe, expect, it } from 'vitest';
import { nextSegmentStep, type SegmentFacts, type SegmentStep } from './next-segment-step.ts';
import type { SegmentVerdict } from './segment-verdict.ts';

type Row = [name: string, facts: Partial<SegmentFacts>, step: SegmentStep];

const ask = (patienceMs?: number): SegmentStep => ({ kind: 'ask', patienceMs });
const retry = (delayMs: number): SegmentStep => ({ kind: 'retry', delayMs });
const relocate = (needed: boolean): SegmentStep => ({ kind: 'relocate', needed });
const renew = (reason: 'network' | 'segment-gone'): SegmentStep => ({ kind: 'renew', reason });
const deliver: SegmentStep = { kind: 'deliver' };
const probe: SegmentStep = { kind: 'probe' };
const end: SegmentStep = { kind: 'end' };

function step(verdict: SegmentVerdict | undefined, overrides: Partial<SegmentFacts>): SegmentStep {
  return nextSegmentStep(verdict, {
    place: 'near',
    movedMsAgo: 60_000,
    relocation: 'none',
    isOverdue: false,
    isSuperseded: false,
    repeats: 1,
    waitedMs: 0,
    renewal: 'none',
    transcode: 'unknown',
    hasDelivered: false,
    isNearEnd: false,
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

describe('nextSegmentStep after a full or refused answer', () => {
  it.each<Partial<SegmentFacts>>([
    {},
    { isSuperseded: true },
    { transcode: 'gone' },
    { waitedMs: 100_000 },
    { place: 'before' },
  ])('delivers it, whatever else is known: %o', (facts) => {
    expect(step('full', facts)).toEqual(deliver);
    expect(step('refused', facts)).toEqual(deliver);
  });
});

describe.each(['gone', 'empty', 'silent', 'away'] as const)(
  'nextSegmentStep after any other answer, such as %s',
  (verdict) => {
    it.each<Row>([
      ['delivers it when no other session is to be had', { renewal: 'denied' }, deliver],
      ['asks the session that has replaced this one', { isSuperseded: true }, retry(0)],
      ['renews a transcode that is gone', { transcode: 'gone' }, renew('segment-gone')],
      ['renews after 90 s', { waitedMs: 90_000 }, renew('segment-gone')],
    ])('%s', (_, facts, expected) => {
      expect(step(verdict, facts)).toEqual(expected);
    });
  },
);

describe('nextSegmentStep after gone', () => {
  const ended = { isNearEnd: true, renewal: 'renewed' } as const;

  it.each<Row>([
    ['renews', {}, renew('segment-gone')],
    ['renews near the end, too', { isNearEnd: true }, renew('segment-gone')],
    ['renews a second time', { renewal: 'renewed' }, renew('segment-gone')],
    [
      'renews again after the old session was kept',
      { ...ended, renewal: 'kept' },
      renew('segment-gone'),
    ],
    ['probes when a second session lacks the end', ended, probe],
    ['ends when that session is alive', { ...ended, transcode: 'alive' }, end],
    ['renews when that session is dead', { ...ended, transcode: 'gone' }, renew('segment-gone')],
  ])('%s', (_, facts, expected) => {
    expect(step('gone', facts)).toEqual(expected);
  });
});

describe('nextSegmentStep after empty', () => {
  const last = { isNearEnd: true, hasDelivered: true, repeats: 4 } as const;

  it.each<Row>([
    ['asks again a little later', {}, retry(300)],
    ['probes at the second answer', { repeats: 2 }, probe],
    ['asks again when the transcode is alive', { repeats: 2, transcode: 'alive' }, retry(300)],
    ['does not probe at the third', { repeats: 3 }, retry(300)],
    ['probes at every fourth from then on', { repeats: 6 }, probe],
    ['decides anew in a gap', { isGap: true, repeats: 2 }, retry(0)],
    ['probes after four near the end', last, probe],
    ['ends when the transcode is alive', { ...last, transcode: 'alive' }, end],
    ['waits near the end for the first segment', { ...last, hasDelivered: false }, retry(300)],
    ['waits anywhere else', { ...last, isNearEnd: false }, retry(300)],
  ])('%s', (_, facts, expected) => {
    expect(step('empty', facts)).toEqual(expected);
  });
});

describe('nextSegmentStep after silence', () => {
  it.each<Row>([
    ['asks again', { hasDelivered: true }, retry(0)],
    ['waits long for the first segment', { repeats: 8 }, retry(0)],
    ['renews after two', { hasDelivered: true, repeats: 2 }, renew('segment-gone')],
  ])('%s', (_, facts, expected) => {
    expect(step('silent', facts)).toEqual(expected);
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
