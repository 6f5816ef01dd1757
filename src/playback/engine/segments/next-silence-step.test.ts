import { describe, expect, it } from 'vitest';
import { nextSilenceStep, type SilenceFacts, verdictOnSilence } from './next-silence-step.ts';

const probe = { found: undefined, isSettled: false, ageMs: 0 } as const;
const alive = { found: 'alive', isSettled: true, ageMs: 100 } as const;
const gone = { ...alive, found: 'gone' } as const;
const lost = { found: undefined, isSettled: true, ageMs: 100 } as const;

function facts(overrides: Partial<SilenceFacts>): SilenceFacts {
  return {
    silentMs: 2_000,
    elapsedMs: 2_000,
    receivedBytes: 0,
    bytesPerSecond: 0,
    isDue: true,
    secondsReady: 4,
    probe: undefined,
    ...overrides,
  };
}

describe('nextSilenceStep', () => {
  it.each<[string, Partial<SilenceFacts>, object]>([
    ['waits for a second', { silentMs: 999 }, { kind: 'wait', ms: 1 }],
    ['probes and requests again when due', {}, { kind: 'probe', duplicate: true }],
    ['only probes when not due', { isDue: false }, { kind: 'probe', duplicate: false }],
    ['waits for the probe', { probe }, { kind: 'wait', ms: 200 }],
    ['gives up a dead session', { probe: gone, secondsReady: 20 }, { kind: 'gone' }],
    ['gives up a dead session when not due', { probe: gone, isDue: false }, { kind: 'gone' }],
    ['gives up a stuck session when the buffer is short', { probe: alive }, { kind: 'gone' }],
    ['waits on a long buffer', { probe: alive, secondsReady: 5 }, { kind: 'wait', ms: 200 }],
    ['waits two seconds at least', { probe: alive, silentMs: 1_999 }, { kind: 'wait', ms: 200 }],
    [
      'waits for an encoder that catches up',
      { probe: alive, isDue: false },
      { kind: 'wait', ms: 200 },
    ],
    [
      'probes an encoder again every two seconds',
      { probe: { ...alive, ageMs: 2_000 }, isDue: false },
      { kind: 'probe', duplicate: false },
    ],
    [
      'does not probe again before the answer',
      { probe: { ...probe, ageMs: 3_000 }, isDue: false },
      { kind: 'wait', ms: 200 },
    ],
    ['waits when the probe had no answer', { probe: lost }, { kind: 'wait', ms: 200 }],
    ['gives the answer up after ten seconds', { silentMs: 10_000 }, { kind: 'conclude' }],
    [
      'gives up at ten seconds before all else',
      { silentMs: 10_000, probe: gone },
      { kind: 'conclude' },
    ],
  ])('%s', (_, overrides, step) => {
    expect(nextSilenceStep(facts(overrides))).toEqual(step);
  });
});

describe('nextSilenceStep while bytes arrive', () => {
  const trickle = { silentMs: 900, elapsedMs: 10_000, receivedBytes: 11 } as const;
  const look = { kind: 'wait', ms: 100 };

  it.each<[string, Partial<SilenceFacts>, object]>([
    ['gives up a trickle', trickle, { kind: 'slow' }],
    ['gives it ten seconds', { ...trickle, elapsedMs: 9_999 }, look],
    ['does not mind while enough is buffered', { ...trickle, secondsReady: 5 }, look],
    ['takes no byte at all for silence', { ...trickle, receivedBytes: 0 }, look],
    ['waits for 500 bytes a second', { ...trickle, receivedBytes: 5_000 }, look],
    [
      'gives up less than a twentieth of the bitrate',
      { ...trickle, receivedBytes: 499_999, bytesPerSecond: 1_000_000 },
      { kind: 'slow' },
    ],
    [
      'waits for a twentieth of the bitrate',
      { ...trickle, receivedBytes: 500_000, bytesPerSecond: 1_000_000 },
      look,
    ],
    [
      'gives up after a minute, whatever is buffered',
      { ...trickle, elapsedMs: 60_000, receivedBytes: 1e9, secondsReady: Number.POSITIVE_INFINITY },
      { kind: 'slow' },
    ],
  ])('%s', (_, overrides, step) => {
    expect(nextSilenceStep(facts(overrides))).toEqual(step);
  });
});

it.each([
  ['alive', 'silent'],
  ['gone', 'gone'],
  [undefined, 'away'],
] as const)('judges silence of a transcode that is %s', (found, verdict) => {
  expect(verdictOnSilence(found)).toBe(verdict);
});
