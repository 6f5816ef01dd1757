import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlexConnection, type PlexEvent } from '../../plex/index.ts';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import { initialMediaState, type MediaState } from '../core/media-state.ts';
import type { PlaybackError } from '../core/playback-error.ts';
import { createStore } from '../core/store.ts';
import { createRenewalLimiter } from '../page/renewal-limiter.ts';
import { createRequestQueue } from '../page/request-queue.ts';
import { loadHealing } from './load-healing.ts';
import { PlexSession } from './plex-session.ts';
import { createRenewalLog } from './renewal-log.ts';
import { SessionHealing } from './session-healing.ts';

const body = (Stream: readonly object[]) => ({
  MediaContainer: {
    generalDecisionCode: 1001,
    Metadata: [
      {
        ratingKey: '662548',
        duration: 60_000,
        Media: [
          { Part: [{ id: '7', key: '/library/parts/7/1/f.mp4', decision: 'transcode', Stream }] },
        ],
      },
    ],
  },
});

/** A server that answers the first requests with these statuses (0: no answer), and all others with 200. */
function setUp({
  statuses,
  knowsServer,
  streams = [],
}: {
  statuses: number[];
  knowsServer: boolean;
  streams?: readonly object[];
}) {
  const asked: { time: number; session: string | null; path: string; copies: string }[] = [];
  const events: PlexEvent[] = [];
  const failures: unknown[] = [];
  const recovering: boolean[] = [];
  const attached: number[] = [];
  const limiter = createRenewalLimiter();
  const life = new AbortController();
  const requestQueue = createRequestQueue();
  const connection = createPlexConnection({
    baseUrl: 'http://tv:32400',
    fetch: async (input) => {
      const { pathname, searchParams } = new URL(String(input));
      asked.push({
        time: performance.now(),
        session: searchParams.get('session'),
        path: pathname.split('/').at(-1) ?? '',
        copies: `${searchParams.get('directStream')}${searchParams.get('directStreamAudio')}`,
      });
      const status = statuses.shift() ?? 200;
      if (status === 0) throw new TypeError('Failed to fetch');
      return Response.json(status === 200 ? body(streams) : {}, { status });
    },
  });
  const session = new PlexSession({
    connection,
    plexClientSession: 'single-1',
    givenSession: undefined,
    mediaType: 'video',
    ratingKey: '662548',
    requestQueue,
    element: new SilentElement() as unknown as HTMLMediaElement,
    item: () => undefined,
    emit: (event) => events.push(event),
    report: () => ({ state: 'playing', timeSeconds: 0, durationSeconds: 60 }),
    onEnded: () => {},
    onTerminated: () => {},
  });
  const healing = new SessionHealing({
    session,
    playback: {
      connection,
      requestQueue,
      mediaType: 'video',
      limiter,
      renewals: createRenewalLog(),
      recovers: () => true,
      limits: () => ({}),
      media: { ratingKey: '1' },
      store: createStore<MediaState>(initialMediaState),
      emit: () => {},
    },
    position: () => 0,
    knowsServer,
    signal: life.signal,
    engineName: () => 'dash',
    attached: () => undefined,
    decide: async (offsetSeconds, signal) => {
      const { decision, request } = await session.decide({ offsetSeconds, signal });
      if (decision.outcome === 'refused') throw new Error('unexpected');
      return { decision, request };
    },
    attach: async ({ request }) => void attached.push(request.offsetSeconds ?? 0),
    onRecovering: (now) => recovering.push(now),
    onFailed: (thrown) => failures.push(thrown),
  });
  return { healing, session, asked, events, failures, recovering, attached, limiter, life };
}

// The fake timers do not wait for a real download.
beforeAll(async () => void (await loadHealing()));

describe('the first decision of a playback', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits for a server that answered for the item before', async () => {
    const { healing, asked, events, recovering, limiter } = setUp({
      statuses: [503, 0, 503],
      knowsServer: true,
    });
    const start = performance.now();
    const decided = healing.begin(30);
    await vi.advanceTimersByTimeAsync(3_100);
    expect(await decided).toMatchObject({ request: { offsetSeconds: 30 } });
    expect(asked.map(({ time }) => Math.round((time - start) / 100) * 100)).toEqual([
      0, 0, 1000, 3000,
    ]);
    expect(recovering).toEqual([true, true, false]);
    // The transcode id was never used, so it is not replaced.
    expect(new Set(asked.map(({ session }) => session)).size).toBe(1);
    expect(events.filter(({ name }) => name === 'plex.session-renewed')).toEqual([]);
    expect(limiter.renewedAt).toEqual([]);
  });

  it('fails at once when the server has never answered', async () => {
    const { healing, asked } = setUp({ statuses: [0], knowsServer: false });
    await expect(healing.begin(0)).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(asked).toHaveLength(1);
  });

  it('does not wait after an answer that will not change', async () => {
    const { healing, asked } = setUp({ statuses: [401], knowsServer: true });
    await expect(healing.begin(0)).rejects.toMatchObject({ code: 'auth-expired' });
    expect(asked).toHaveLength(1);
  });

  it.each([400, 404])('does not retry a renewal that is answered %i', async (status) => {
    const { healing, asked, failures } = setUp({ statuses: [200, 200, status], knowsServer: true });
    // The second request is the stop of the old transcode.
    await healing.begin(0);
    const cause = new Error('gone');
    const renewed = healing.renew({ kind: 'manifest', final: true, cause }, 5);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await renewed).toEqual({ kind: 'denied' });
    expect(asked.filter(({ session }) => session !== asked[0]?.session)).toHaveLength(1);
    expect(failures).toHaveLength(1);
  });

  it('fails when the server stays away', async () => {
    const { healing, failures } = setUp({ statuses: Array(20).fill(0), knowsServer: true });
    const decided = healing.begin(0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await decided).toBeUndefined();
    expect(failures).toHaveLength(1);
    expect((failures[0] as PlaybackError).code).toBe('server-unreachable');
  });

  it('asks at once when the browser is back online', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    const { healing, asked } = setUp({ statuses: [0, 0, 0], knowsServer: true });
    const decided = healing.begin(0);
    // The fourth attempt would be two seconds after the third.
    await vi.advanceTimersByTimeAsync(1_500);
    expect(asked).toHaveLength(3);
    page.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(await decided).toMatchObject({ request: { offsetSeconds: 0 } });
    vi.unstubAllGlobals();
  });

  it('sends nothing more once the playback is over', async () => {
    const { healing, asked, life } = setUp({ statuses: Array(20).fill(0), knowsServer: true });
    const decided = healing.begin(0).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(500);
    const before = asked.length;
    life.abort();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await decided).toBeUndefined();
    expect(asked).toHaveLength(before);
  });
});

describe('a server that does not answer in the middle of an item', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const failure = { kind: 'network', final: false, cause: new Error('No answer.') } as const;

  it('keeps the session when the server is back in time and still has it', async () => {
    const { healing, asked } = setUp({ statuses: [200, 0, 0, 0], knowsServer: true });
    await healing.begin(0);
    const renewed = healing.renew(failure, 10);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await renewed).toEqual({ kind: 'kept' });
    expect(asked.map(({ path }) => path)).toEqual(['decision', 'ping', 'ping', 'ping', 'ping']);
    expect(new Set(asked.map(({ session }) => session)).size).toBe(1);
  });

  it('requests a new session after several unanswered pings', async () => {
    const { healing, asked } = setUp({ statuses: [200, 0, 0, 0, 0, 0], knowsServer: true });
    await healing.begin(0);
    const renewed = healing.renew(failure, 10);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await renewed).toMatchObject({
      kind: 'renewed',
      value: { request: { offsetSeconds: 10 } },
    });
    const [first, ...pings] = asked.map(({ path }) => path).filter((path) => path !== 'stop');
    expect([first, ...pings]).toEqual(['decision', ...Array(5).fill('ping'), 'decision']);
  });

  it('takes no new session when the playback is over first', async () => {
    const { healing, life, events, failures } = setUp({
      statuses: [200, 0, 0, 0, 0, 0],
      knowsServer: true,
    });
    await healing.begin(0);
    const renewed = healing.renew(failure, 10);
    await vi.advanceTimersByTimeAsync(14_999);
    life.abort();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await renewed).toEqual({ kind: 'denied' });
    expect(events.map(({ name }) => name)).not.toContain('plex.session-renewed');
    expect(failures).toHaveLength(1);
  });

  it('stops the old transcode, and tries again when the server is back', async () => {
    const answers = [200, 0, 0, 0, 0, 0, 0, 200];
    const { healing, session, asked } = setUp({ statuses: answers, knowsServer: true });
    await healing.begin(0);
    const { transcodeId } = session.ids;
    const renewed = healing.renew(failure, 10);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await renewed).toMatchObject({ kind: 'renewed' });
    // The first stop gets no answer.
    const requests = asked.filter(({ path }) => path !== 'ping');
    expect(requests.map(({ path }) => path)).toEqual(['decision', 'stop', 'decision', 'stop']);
    expect(requests.map(({ session }) => session === transcodeId)).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('keeps a session that is alive twice, then requests a new one', async () => {
    const { healing } = setUp({ statuses: [], knowsServer: true });
    await healing.begin(0);
    const outcomes: unknown[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const renewed = healing.renew(failure, 10);
      await vi.advanceTimersByTimeAsync(5_000);
      outcomes.push(await renewed);
    }
    expect(outcomes).toEqual([
      { kind: 'kept' },
      { kind: 'kept' },
      expect.objectContaining({ kind: 'renewed' }),
    ]);
  });
});

describe('a failure that needs a new source', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const cause = new Error('broken');

  it('attaches that of a new session, once for all failures meanwhile', async () => {
    const { healing, asked, attached } = setUp({ statuses: [], knowsServer: true });
    await healing.begin(0);
    void healing.reattach({ kind: 'manifest', final: true, cause }, 12);
    void healing.reattach({ kind: 'segment-gone', final: true, cause }, 14);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(attached).toEqual([12]);
    expect(asked.filter(({ path }) => path === 'decision')).toHaveLength(2);
  });

  it('attaches that of a session that is alive after all', async () => {
    const { healing, session, attached } = setUp({ statuses: [], knowsServer: true });
    await healing.begin(0);
    const { transcodeId } = session.ids;
    void healing.reattach({ kind: 'network', final: true, cause }, 12);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(attached).toHaveLength(1);
    expect(session.ids.transcodeId).toBe(transcodeId);
  });

  it('has the server convert what it copies, once', async () => {
    const { healing, asked, attached, failures } = setUp({
      statuses: [],
      knowsServer: true,
      streams: [{ streamType: 2, codec: 'ac3', decision: 'copy' }],
    });
    await healing.begin(0);
    await Promise.all([
      healing.reattach({ kind: 'unplayable', final: true, cause }, 12),
      vi.advanceTimersByTimeAsync(5_000),
    ]);
    const decisions = () => asked.filter(({ path }) => path === 'decision');
    expect(decisions().map(({ copies }) => copies)).toEqual(['11', '00']);
    expect([attached, failures]).toEqual([[12], []]);
    // The server copies all the same.
    await Promise.all([
      healing.reattach({ kind: 'unplayable', final: true, cause }, 14),
      vi.advanceTimersByTimeAsync(5_000),
    ]);
    expect(decisions()).toHaveLength(2);
    expect(failures).toHaveLength(1);
  });

  it('attaches nothing when the failure is not recovered from, nor when the playback is over first', async () => {
    const refused = setUp({ statuses: [], knowsServer: true });
    await refused.healing.begin(0);
    void refused.healing.reattach({ kind: 'refused', status: 400, final: true, cause }, 12);
    const over = setUp({ statuses: [], knowsServer: true });
    await over.healing.begin(0);
    void over.healing.reattach({ kind: 'segment-gone', final: true, cause }, 12);
    over.life.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(refused.failures).toMatchObject([{ code: 'server-error', status: 400 }]);
    expect([...refused.attached, ...over.attached]).toEqual([]);
  });
});
