import { describe, expect, it } from 'vitest';
import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { emptyLedger, provenLedger, type RecoveryLedger } from './recovery-ledger.ts';
import { decideRecovery, type RecoveryFacts } from './recovery-policy.ts';

function failure(kind: EngineFailure['kind'], status?: number): EngineFailure {
  return { kind, status, final: true, cause: new Error(kind) };
}

function facts(overrides: Partial<RecoveryFacts> = {}): RecoveryFacts {
  return {
    failure: failure('segment-gone'),
    ledger: emptyLedger,
    engine: 'dash',
    copies: false,
    now: 1_000_000,
    pageRenewedAt: [],
    losesToSibling: false,
    ...overrides,
  };
}

/** Fails in the same way repeatedly; `progress`: whether the playhead moves between the failures. */
function run(kind: EngineFailure['kind'], { progress = false, rounds = 20, everyMs = 0 } = {}) {
  const delays: number[] = [];
  let ledger: RecoveryLedger = emptyLedger;
  let now = 0;
  for (let round = 0; round < rounds; round += 1) {
    const action = decideRecovery(facts({ failure: failure(kind), ledger, now }));
    if (action.kind === 'fail') return { delays, code: action.error.code };
    if (action.kind !== 'renew') throw new Error('unexpected');
    delays.push(action.delayMs);
    now += action.delayMs;
    ledger = { ...action.ledger, renewedAt: [...action.ledger.renewedAt, now] };
    if (progress) ledger = provenLedger(ledger);
    now += everyMs;
  }
  return { delays, code: undefined };
}

describe('decideRecovery', () => {
  it('renews a dead session at once, then with growing delays, and stops after five', () => {
    expect(run('segment-gone')).toEqual({
      delays: [0, 500, 1_000, 2_000, 4_000],
      code: 'session-storm',
    });
  });

  it('backs off while the server does not answer: 1, 2, 4 … 30 s, then fails', () => {
    expect(run('network', { everyMs: 7_000 })).toEqual({
      delays: [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000],
      code: 'server-unreachable',
    });
  });

  it.each(['unplayable', 'decode', 'unsupported'] as const)(
    'asks for a conversion of what is copied and does not play: %s',
    (kind) => {
      const copied = facts({ failure: failure(kind), copies: true });
      expect(decideRecovery(copied)).toMatchObject({ kind: 'convert' });
      const asked = { ...emptyLedger, askedForConversion: true };
      expect(decideRecovery({ ...copied, ledger: asked })).toMatchObject({ kind: 'convert' });
      expect(decideRecovery({ ...copied, copies: false })).toMatchObject({ kind: 'fail' });
    },
  );

  it('respects the Retry-After of a busy server, up to 30 s', () => {
    const askedFor = (retryAfterMs: number) =>
      decideRecovery(facts({ failure: { ...failure('network', 503), retryAfterMs } }));
    expect(askedFor(5_000)).toMatchObject({ kind: 'renew', delayMs: 5_000 });
    expect(askedFor(3_600_000)).toMatchObject({ kind: 'renew', delayMs: 30_000 });
  });

  it('never fails while the playhead moves between failures, and keeps to five renewals in 30 s', () => {
    const { delays, code } = run('segment-gone', { progress: true, rounds: 60, everyMs: 3_000 });
    expect(code).toBeUndefined();
    const times: number[] = [];
    for (const delay of delays) times.push((times.at(-1) ?? -3_000) + 3_000 + delay);
    for (const time of times) {
      const near = times.filter((other) => other <= time && time - other < 30_000);
      expect(near.length).toBeLessThanOrEqual(5);
    }
  });

  it('delays a renewal after twenty sessions of the page in a minute', () => {
    const pageRenewedAt = Array.from({ length: 20 }, (_, index) => 990_000 + index);
    expect(decideRecovery(facts({ pageRenewedAt }))).toMatchObject({
      kind: 'renew',
      delayMs: 50_000,
    });
    const tried = { ...emptyLedger, attempts: 1 };
    expect(decideRecovery(facts({ pageRenewedAt, ledger: tried }))).toMatchObject({
      kind: 'fail',
      error: { code: 'session-storm' },
    });
  });

  it('yields to another player of the page', () => {
    const yielding = facts({ failure: failure('segment-gone', 404), losesToSibling: true });
    expect(decideRecovery(yielding)).toMatchObject({
      kind: 'fail',
      error: { code: 'evicted-by-sibling', status: 404 },
    });
  });

  it.each([
    [401, 'auth-expired'],
    [403, 'forbidden'],
    [509, 'bandwidth'],
  ])('does not retry what the server refuses with %i', (status, code) => {
    const refused = facts({ failure: failure('segment-gone', status) });
    expect(decideRecovery(refused)).toMatchObject({ kind: 'fail', error: { code, status } });
  });

  describe('for want of bandwidth', () => {
    const lower = { from: 8_000, kbps: 4_000 };
    const refusals: Record<string, EngineFailure> = {
      '509 of a segment': failure('segment-gone', 509),
      '509 of a file': failure('refused', 509),
      'media that come too slowly': failure('slow', 200),
      'a refused decision': { ...failure('refused'), cause: new PlaybackError('bandwidth') },
    };

    it.each(Object.keys(refusals))('asks for less, then fails: %s', (name) => {
      const refused = facts({ failure: refusals[name] as EngineFailure });
      expect(decideRecovery({ ...refused, lower })).toEqual({
        kind: 'lower',
        ledger: { ...emptyLedger, lowered: lower },
      });
      expect(decideRecovery(refused)).toMatchObject({ kind: 'fail', error: { code: 'bandwidth' } });
    });

    it('asks for less for no other reason', () => {
      for (const status of [400, 401, 403, 404, 503])
        expect(decideRecovery(facts({ failure: failure('refused', status), lower })).kind).toBe(
          'fail',
        );
    });
  });

  describe('after all attempts', () => {
    const tried = { ...emptyLedger, attempts: 7 };
    const storm = { ...tried, renewedAt: [999_000, 999_100, 999_200, 999_300, 999_400] };

    it.each([
      ['dash', 404, storm, 'session-storm'],
      ['dash', 200, storm, 'session-storm'],
      ['dash', 404, tried, 'server-error'],
      ['dash', 410, tried, 'server-error'],
      ['dash', 200, tried, 'server-error'],
      ['dash', 204, tried, 'server-error'],
      ['native', 404, storm, 'not-found'],
      ['native', 410, tried, 'not-found'],
      ['native', 503, storm, 'session-storm'],
      ['native', 503, tried, 'server-error'],
    ] as const)('tells what %s was last answered: %i', (engine, status, ledger, code) => {
      const gone = facts({ failure: failure('segment-gone', status), engine, ledger });
      expect(decideRecovery(gone)).toMatchObject({ kind: 'fail', error: { code, status } });
    });

    it('has no status where a segment was not answered and the server was', () => {
      const silent = decideRecovery(facts({ failure: failure('segment-gone', 0), ledger: tried }));
      expect(silent).toMatchObject({ error: { code: 'server-error', status: undefined } });
    });

    it.each([
      [503, 'server-error'],
      [429, 'server-error'],
      [undefined, 'server-unreachable'],
    ])('tells that the server is away: %s', (status, code) => {
      const away = facts({ failure: failure('network', status), ledger: storm });
      expect(decideRecovery(away)).toMatchObject({ error: { code, status } });
    });

    it.each([
      [400, 'server-error'],
      [404, 'server-error'],
      [503, 'server-error'],
    ])('tells how the manifest was answered: %i', (status, code) => {
      const away = facts({ failure: failure('manifest', status), ledger: tried });
      expect(decideRecovery(away)).toMatchObject({ error: { code, status } });
    });
  });

  it('requests a manifest again that was rejected, but not one that is elsewhere', () => {
    const answered = (status: number) =>
      decideRecovery(facts({ failure: failure('manifest', status) }));
    expect(answered(400)).toMatchObject({ kind: 'renew' });
    expect(answered(304)).toMatchObject({ error: { code: 'server-error', status: 304 } });
  });

  it('requests a manifest that cannot be used twice again, within some seconds', () => {
    const after = (attempts: number) =>
      decideRecovery(
        facts({ failure: failure('manifest', 200), ledger: { ...emptyLedger, attempts } }),
      );
    expect([0, 1].map(after)).toMatchObject([
      { kind: 'renew', delayMs: 0 },
      { kind: 'renew', delayMs: 1_000 },
    ]);
    expect(after(2)).toMatchObject({ error: { code: 'server-error', status: 200 } });
  });

  it.each(['unsupported', 'decode', 'stalled'] as const)(
    'tries direct play once again after %s, then requests conversion once',
    (kind) => {
      const native = { failure: failure(kind), engine: 'native' } as const;
      const first = decideRecovery(facts(native));
      if (first.kind !== 'renew') throw new Error('unexpected');
      expect(first.delayMs).toBe(0);
      const second = decideRecovery(facts({ ...native, ledger: first.ledger }));
      if (second.kind !== 'convert') throw new Error('unexpected');
      expect(second.ledger.askedForConversion).toBe(true);
      const third = decideRecovery(facts({ ...native, ledger: second.ledger }));
      expect(third).toMatchObject({ kind: 'fail' });
    },
  );

  it('requests conversion at once of a file that the browser says it cannot play, and of nothing else', () => {
    const native = { failure: failure('unplayable'), engine: 'native' } as const;
    const first = decideRecovery(facts(native));
    if (first.kind !== 'convert') throw new Error('unexpected');
    const unsupported = { kind: 'fail', error: { code: 'unsupported' } };
    expect(decideRecovery(facts({ ...native, ledger: first.ledger }))).toMatchObject(unsupported);
    expect(decideRecovery(facts({ ...native, engine: 'dash' }))).toMatchObject(unsupported);
  });

  it('gives dash.js one other source where it stands still', () => {
    expect(run('stalled', { everyMs: 9_000 })).toEqual({ delays: [0], code: 'server-error' });
  });

  it('fails with the error that the engine gives as the cause', () => {
    const cause = new PlaybackError('decode', { text: 'It stands still. Press Retry.' });
    const exhausted = { ...emptyLedger, attempts: 1 };
    const stalled = { ...failure('stalled'), cause };
    expect(decideRecovery(facts({ failure: stalled, ledger: exhausted }))).toEqual({
      kind: 'fail',
      error: cause,
    });
  });

  it('does not request conversion of converted media', () => {
    expect(decideRecovery(facts({ failure: failure('unsupported') }))).toMatchObject({
      kind: 'fail',
      error: { code: 'unsupported' },
    });
  });

  it.each([
    [401, 'auth-expired'],
    [403, 'forbidden'],
    [509, 'bandwidth'],
    [400, 'server-error'],
  ])('turns a refusal with status %i into %s, without another attempt', (status, code) => {
    expect(
      decideRecovery(facts({ failure: failure('refused', status), engine: 'native' })),
    ).toMatchObject({ kind: 'fail', error: { code, status } });
  });
});
