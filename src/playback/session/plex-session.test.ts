import { runInThisContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createPlexConnection,
  type PlexEvent,
  type PlexItem,
  parseItem,
} from '../../plex/index.ts';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import { createRequestQueue } from '../page/request-queue.ts';
import { PlexSession } from './plex-session.ts';
import type { PlaybackReport } from './plex-session-options.ts';

const TOKEN = 'SeCrEtToKeN';

const decisionBody = {
  MediaContainer: {
    generalDecisionCode: 1001,
    Metadata: [
      {
        ratingKey: '662548',
        title: 'Sunrise Ride',
        duration: 60_000,
        Media: [{ Part: [{ id: '7', key: '/library/parts/7/1/file.mp4', decision: 'transcode' }] }],
      },
    ],
  },
};

function setUp(
  timelineAnswer: unknown = { MediaContainer: {} },
  decide = async (_?: RequestInit) => Response.json(decisionBody),
  timeline = async (_?: RequestInit) => Response.json(timelineAnswer),
  {
    item,
    element = new SilentElement(),
    // Without a fetch of its own, the connection uses the global one.
    own = true,
  }: { item?: PlexItem; element?: SilentElement; own?: boolean } = {},
) {
  const sent: URL[] = [];
  const events: PlexEvent[] = [];
  const report: { -readonly [K in keyof PlaybackReport]: PlaybackReport[K] } = {
    state: 'playing',
    timeSeconds: 1,
    durationSeconds: 60,
  };
  const onTerminated = vi.fn();
  const answer: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    sent.push(url);
    return url.pathname.endsWith('decision') ? decide(init) : timeline(init);
  };
  if (!own) vi.stubGlobal('fetch', answer);
  const session = new PlexSession({
    connection: createPlexConnection({
      baseUrl: 'http://tv:32400',
      token: TOKEN,
      ...(own && { fetch: answer }),
    }),
    plexClientSession: 'single-1',
    givenSession: undefined,
    mediaType: 'video',
    ratingKey: '662548',
    requestQueue: createRequestQueue(),
    element: element as unknown as HTMLMediaElement,
    item: () => item,
    emit: (event) => events.push(event),
    report: () => report,
    onEnded: () => {},
    onTerminated,
  });
  const states = () =>
    sent
      .filter((url) => url.pathname === '/:/timeline')
      .map((url) => url.searchParams.get('state'));
  const count = (tail: string) => sent.filter((url) => url.pathname.endsWith(tail)).length;
  return { session, sent, events, report, onTerminated, states, count };
}

describe('PlexSession', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('requests the decision with the same query as the start', async () => {
    const { session, sent } = setUp();
    const { decision, request } = await session.decide({ offsetSeconds: 30 });
    if (decision.outcome === 'refused') throw new Error('unexpected');
    const start = new URL(session.source(decision, request));
    expect(start.pathname).toBe('/video/:/transcode/universal/start.mpd');
    expect(start.search).toBe(sent[0]?.search);
    expect(start.searchParams.get('session')).toBe(session.ids.transcodeId);
  });

  it.each([
    ['profile 5', { DOVIProfile: 5, decision: 'copy' }, ['1', '0']],
    ['a base layer for no other screen', { DOVIProfile: '10', DOVIBLCompatID: '0' }, ['1', '0']],
    ['a base layer of HDR10', { DOVIProfile: 8, DOVIBLCompatID: 1, decision: 'copy' }, ['1']],
    ['a picture that is converted', { DOVIProfile: 5, decision: 'transcode' }, ['1']],
    ['no Dolby Vision', { decision: 'copy' }, ['1']],
  ])('asks for no copy of Dolby Vision that has wrong colours: %s', async (_, stream, asked) => {
    const Stream = [{ streamType: 1, codec: 'hevc', ...stream }];
    const Media = [{ Part: [{ id: '7', decision: 'transcode', Stream }] }];
    const MediaContainer = {
      generalDecisionCode: 1001,
      Metadata: [{ ratingKey: '662548', Media }],
    };
    const { session, sent } = setUp(undefined, async () => Response.json({ MediaContainer }));
    const { decision, request } = await session.decide();
    if (decision.outcome === 'refused') throw new Error('unexpected');
    expect(sent.map(({ searchParams }) => searchParams.get('directStream'))).toEqual(asked);
    const start = new URL(session.source(decision, request));
    expect(start.search).toBe(sent.at(-1)?.search);
  });

  describe('with an element that does not know AC3', () => {
    const element = new SilentElement();
    element.canPlayType = (type = '') => (type.includes('ac-3') ? '' : 'probably');
    const described = (codec: string, decision?: string) => ({
      ...{ ratingKey: '662548', title: 'Sunrise Ride', duration: 60_000 },
      Media: [
        {
          container: 'mkv',
          Part: [
            {
              id: '7',
              key: '/library/parts/7/1/f.mkv',
              decision,
              Stream: [{ streamType: 2, codec }],
            },
          ],
        },
      ],
    });
    /** Asks twice, as for a far seek, and returns `directPlay` of each decision. */
    async function asked(codec: string, item?: PlexItem) {
      const known = { element, ...(item && { item }) };
      const { session, sent } = setUp(
        undefined,
        async () => {
          const direct = sent.at(-1)?.searchParams.get('directPlay') === '1';
          const Metadata = [described(codec, direct ? 'directplay' : 'transcode')];
          return Response.json({ MediaContainer: { Metadata } });
        },
        undefined,
        known,
      );
      const first = await session.decide();
      session.renew('seek');
      await session.decide({ offsetSeconds: 30 });
      return [first.decision.outcome, ...sent.map((url) => url.searchParams.get('directPlay'))];
    }

    it('asks for a conversion once the server has described such a file, and keeps to it', async () => {
      expect(await asked('ac3')).toEqual(['transcode', '1', '0', '0']);
    });

    it('asks for a conversion at once where the item is known', async () => {
      const item = parseItem(described('ac3'));
      expect(await asked('ac3', item)).toEqual(['transcode', '0', '0']);
    });

    it('asks for direct play of what it knows', async () => {
      expect(await asked('aac')).toEqual(['directplay', '1', '1']);
      expect(await asked('aac', parseItem(described('aac')))).toEqual(['directplay', '1', '1']);
    });

    it('does not judge a file by what another item or a conversion is', async () => {
      const other = parseItem({ ...described('ac3'), ratingKey: '1' });
      expect(await asked('aac', other)).toEqual(['directplay', '1', '1']);
      const converted = parseItem(described('ac3', 'transcode'));
      expect(await asked('aac', converted)).toEqual(['directplay', '1', '1']);
    });
  });

  it('sends the same identity with every request', async () => {
    const { session, sent } = setUp();
    await session.decide();
    session.keepAlive();
    session.reportState();
    await vi.advanceTimersByTimeAsync(31_000);
    await session.end();
    for (const url of sent) {
      expect(url.searchParams.get('X-Plex-Client-Identifier')).toBe('single-1');
      expect(url.searchParams.get('X-Plex-Session-Identifier')).toBe(session.ids.playbackId);
    }
    expect(sent.length).toBeGreaterThan(4);
  });

  it('emits plex.media-url-generated with exactly its fields', async () => {
    const { session, events } = setUp();
    const { decision, request } = await session.decide();
    if (decision.outcome === 'refused') throw new Error('unexpected');
    session.source(decision, request);
    expect(events.at(-1)).toEqual({
      name: 'plex.media-url-generated',
      data: {
        mediaType: 'video',
        plexId: '662548',
        clientIdentifier: 'single-1',
        sessionIdentifier: session.ids.playbackId,
        baseClientId: 'single-1',
        optsSession: undefined,
      },
    });
  });

  it('reports each change of state once, and every state every 10 s', async () => {
    const { session, report, states } = setUp();
    await session.decide();
    session.keepAlive();
    session.reportState();
    session.reportState();
    await vi.advanceTimersByTimeAsync(1);
    expect(states()).toEqual(['playing']);
    report.state = 'paused';
    session.reportState();
    await vi.advanceTimersByTimeAsync(1);
    expect(states()).toEqual(['playing', 'paused']);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(states()).toEqual(['playing', 'paused', 'paused', 'paused', 'paused']);
  });

  it('pings a transcode every 30 s, and never direct play', async () => {
    const { session, count } = setUp();
    const { decision, request } = await session.decide();
    if (decision.outcome !== 'transcode') throw new Error('unexpected');
    session.source(decision, request);
    session.keepAlive();
    await vi.advanceTimersByTimeAsync(65_000);
    expect(count('/ping')).toBe(2);
    // A later decision may differ, either way.
    session.source({ ...decision, outcome: 'directplay' }, request);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(count('/ping')).toBe(2);
    session.source(decision, request);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(count('/ping')).toBe(4);
  });

  it('does not stop an old transcode once the server has ended the session', async () => {
    const { session, count } = setUp({ MediaContainer: { terminationCode: 2006 } });
    await session.decide();
    const asked = session.checkTermination();
    session.renew('seek');
    await asked;
    await vi.advanceTimersByTimeAsync(10);
    expect(session.isOver).toBe(true);
    expect(count('/stop')).toBe(0);
  });

  it('sends one stopped, however often end() is called, and nothing after it', async () => {
    const { session, sent, states } = setUp();
    await session.decide();
    session.keepAlive();
    await Promise.all([session.end(), session.end()]);
    expect(states()).toEqual(['stopped']);
    const before = sent.length;
    session.reportState();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.length).toBe(before);
  });

  it('waits for a pending decision before it sends stopped', async () => {
    let answer = (_: Response) => {};
    const { session, sent, states } = setUp(
      undefined,
      () =>
        new Promise((done) => {
          answer = done;
        }),
    );
    const life = new AbortController();
    const decided = session.decide({ signal: life.signal });
    await vi.advanceTimersByTimeAsync(0);
    const ended = session.end();
    life.abort();
    await expect(decided).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(900);
    expect(sent).toHaveLength(1);
    answer(Response.json(decisionBody));
    await ended;
    expect(states()).toEqual(['stopped']);
  });

  it('waits for a pending timeline before it sends stopped', async () => {
    let answer = (_: Response) => {};
    const { session, states } = setUp(undefined, undefined, async () =>
      states().length > 1
        ? Response.json({})
        : new Promise((done) => {
            answer = done;
          }),
    );
    await session.decide();
    session.reportState();
    await vi.advanceTimersByTimeAsync(0);
    const ended = session.end();
    await vi.advanceTimersByTimeAsync(900);
    expect(states()).toEqual(['playing']);
    answer(Response.json({}));
    await ended;
    expect(states()).toEqual(['playing', 'stopped']);
  });

  it('aborts a decision without an answer 1 s after the end, then sends stopped', async () => {
    let called: AbortSignal | null | undefined;
    const { session, states } = setUp(undefined, (init) => {
      called = init?.signal;
      return new Promise(() => {});
    });
    const life = new AbortController();
    const decided = session.decide({ signal: life.signal });
    await vi.advanceTimersByTimeAsync(0);
    const ended = session.end();
    life.abort();
    await expect(decided).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(900);
    expect({ off: called?.aborted, states: states() }).toEqual({ off: false, states: [] });
    await vi.advanceTimersByTimeAsync(100);
    await ended;
    expect({ off: called?.aborted, states: states() }).toEqual({ off: true, states: ['stopped'] });
  });

  it.each([
    ['too busy', () => Response.json({}, { status: 503 })],
    ['unreachable', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('repeats stopped for a server that is %s', async (_, refuse) => {
    const answers = [refuse, refuse];
    const { session, states } = setUp({}, undefined, async () => {
      const next = answers.shift();
      return next ? next() : Response.json({});
    });
    await session.decide();
    const ended = session.end();
    await vi.advanceTimersByTimeAsync(1_300);
    await ended;
    expect(states()).toEqual(['stopped', 'stopped', 'stopped']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states()).toHaveLength(3);
  });

  it('does not repeat stopped after the next request of the same client', async () => {
    const { session, states } = setUp({}, undefined, async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      return Response.json({}, { status: 504 });
    });
    await session.decide();
    const ended = session.end();
    await vi.advanceTimersByTimeAsync(30_000);
    await ended;
    expect(states()).toEqual(['stopped']);
  });

  it('does not repeat stopped for a closed page, and has no unhandled rejection', async () => {
    const { session, states } = setUp({}, undefined, async () => {
      throw new TypeError('Failed to fetch');
    });
    await session.decide();
    const ended = session.end({ keepalive: true });
    await vi.advanceTimersByTimeAsync(30_000);
    await ended;
    expect(states()).toEqual(['stopped']);
  });

  it('sends the stopped of a closed page again where the script was ended before the request', async () => {
    const { session, report, states } = setUp();
    await session.decide();
    let interruptions = 1;
    Object.defineProperty(report, 'timeSeconds', {
      enumerable: true,
      get() {
        while (interruptions > 0);
        return 7;
      },
    });
    vi.stubGlobal('leavePage', () => void session.end({ keepalive: true }));
    // Neither `catch` nor `finally` runs, as in Firefox.
    expect(() => runInThisContext('leavePage()', { timeout: 50 })).toThrow('timed out');
    interruptions = 0;
    expect(states()).toEqual([]);
    await session.end({ keepalive: true });
    await session.end({ keepalive: true });
    expect(states()).toEqual(['stopped']);
    vi.unstubAllGlobals();
  });

  it('sends the stopped of a closed page by a beacon where requests have no keepalive', async () => {
    const page = new EventTarget();
    const beacons: URL[] = [];
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('Request', class {});
    vi.stubGlobal('navigator', { sendBeacon: (url: string) => beacons.push(new URL(url)) > 0 });
    const { session, sent } = setUp(undefined, undefined, undefined, { own: false });
    await session.decide();
    const before = sent.length;
    await session.end({ keepalive: true });
    page.dispatchEvent(new Event('pagehide'));
    expect(sent).toHaveLength(before);
    expect(beacons.map(({ pathname }) => pathname)).toEqual(['/:/timeline']);
    const { searchParams } = beacons[0] as URL;
    expect(searchParams.get('state')).toBe('stopped');
    expect(searchParams.get('X-Plex-Token')).toBe(TOKEN);
    vi.unstubAllGlobals();
  });

  it('does not repeat a stopped that was answered 404', async () => {
    const { session, states } = setUp({}, undefined, async () =>
      Response.json({}, { status: 404 }),
    );
    await session.decide();
    await session.end();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(states()).toEqual(['stopped']);
  });

  it('sends stopped at once when the page closes while it is queued', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    const { session, states } = setUp({}, undefined, (init) => {
      return new Promise((resolve, reject) => {
        if (init?.keepalive) resolve(Response.json({}));
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    });
    await session.decide();
    session.reportState();
    await vi.advanceTimersByTimeAsync(100);
    const ended = session.end();
    await vi.advanceTimersByTimeAsync(100);
    expect(states()).toEqual(['playing']);
    page.dispatchEvent(new Event('pagehide'));
    expect(states()).toEqual(['playing', 'stopped']);
    await vi.advanceTimersByTimeAsync(3_000);
    await ended;
    page.dispatchEvent(new Event('pagehide'));
    expect(states()).toEqual(['playing', 'stopped']);
    vi.unstubAllGlobals();
  });

  it('sends no stopped for a session unknown to the server', async () => {
    const { session, sent } = setUp();
    await session.end();
    expect(sent).toEqual([]);
    await expect(session.decide()).rejects.toThrow();
    expect(sent).toEqual([]);
  });

  it('sends nothing, not even stopped, once the server has ended the session', async () => {
    const text = 'Admin terminated playback with reason: bedtime';
    const { session, sent, onTerminated } = setUp({
      MediaContainer: { terminationCode: 2006, terminationText: text },
    });
    await session.decide();
    session.keepAlive();
    session.reportState();
    await vi.advanceTimersByTimeAsync(1);
    expect(onTerminated).toHaveBeenCalledExactlyOnceWith(text);
    const before = sent.length;
    await session.end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.length).toBe(before);
  });

  it('renews only the transcode id, and returns the ids of the old transcode', async () => {
    const { session } = setUp();
    expect(session.isUnused).toBe(true);
    await session.decide();
    expect(session.isUnused).toBe(false);
    const before = session.ids;
    expect(session.renew('segment-gone')).toBe(before);
    expect(session.ids).toMatchObject({
      clientIdentifier: before.clientIdentifier,
      playbackId: before.playbackId,
    });
    expect(session.ids.transcodeId).not.toBe(before.transcodeId);
    expect(session.isUnused).toBe(true);
  });

  it('puts the token in no event', async () => {
    const { session, events } = setUp();
    const { decision, request } = await session.decide();
    if (decision.outcome !== 'refused') session.source(decision, request);
    session.renew('network');
    await session.end();
    expect(JSON.stringify(events)).not.toContain(TOKEN);
    expect(events.map(({ name }) => name)).toContain('plex.stopped');
  });
});
