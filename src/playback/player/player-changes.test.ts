import { setMaxListeners } from 'node:events';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlexConnection, type PlexEvent } from '../../plex/index.ts';
import { createPlexServer, fetchFrom, type PlexServer } from '../../testing/index.ts';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import { tinyCatalogue } from '../../testing/test-support/tiny-catalogue.ts';
import type { Engine, EngineHost } from '../engine/engine.ts';
import { pageRegistry } from '../page/page-registry.ts';
import { loadHealing } from '../session/load-healing.ts';
import { loadSessionParts } from '../session/load-session-parts.ts';
import { loadItemReader } from './metadata-loader.ts';
import { Player } from './player.ts';
import type { PlayerOptions } from './player-options.ts';

vi.mock('../engine/load-engine.ts', () => ({ loadEngine: async () => createEngine }));

/** The sources that were attached, and where they start. */
let sources: { url: URL; at: number }[] = [];
let host: EngineHost;

/** Says that it is ready, and plays nothing. */
function createEngine(given: EngineHost): Engine {
  host = given;
  return {
    name: 'dash',
    load({ url }, at) {
      sources.push({ url: new URL(url), at });
      const element = host.media as unknown as SilentElement;
      element.tell('loadedmetadata', { readyState: 4, duration: 6, currentTime: at });
      element.tell('timeupdate');
    },
    destroy() {},
  };
}

describe('a player whose options change', () => {
  let server: PlexServer;
  let player: Player;
  let events: PlexEvent[];
  let errors: string[];
  let options: PlayerOptions;

  // Fake timers do not wait for the download of a chunk.
  beforeAll(async () => {
    await Promise.all([loadHealing(), loadSessionParts(), loadItemReader()]);
  });
  beforeEach(() => {
    vi.useFakeTimers();
    setMaxListeners(100);
    server = createPlexServer({ catalogue: tinyCatalogue(), token: 'good' });
    vi.stubGlobal('fetch', fetchFrom(server));
    vi.stubGlobal('document', { createElement: (name: string) => new SilentElement(name) });
    [sources, events, errors] = [[], [], []];
    options = {
      playerRole: 'one',
      plexClientSession: 'one',
      mediaType: 'video',
      connection: withToken('good'),
      media: { ratingKey: '662548' },
      autoPlay: true,
      onEvent: (event) => void events.push(event),
      onError: ({ code, message }) => void errors.push(`${code}: ${message}`),
    };
  });
  afterEach(async () => {
    void player.end();
    await pass(5_000);
    await pageRegistry().reset();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const withToken = (token: string) => createPlexConnection({ baseUrl: 'http://tv', token });
  const pass = (ms = 300) => vi.advanceTimersByTimeAsync(ms);
  const element = () => player.element as unknown as SilentElement;

  async function show(more: Partial<PlayerOptions> = {}) {
    options = { ...options, ...more };
    player = new Player(options);
    player.mount();
    await pass();
  }

  async function change(more: Partial<PlayerOptions>) {
    options = { ...options, ...more };
    player.update(options);
    await pass();
  }

  /** The queries of all decisions. */
  const decisions = () =>
    server
      .snapshot()
      .requests.flatMap(({ path, query }) => (path.endsWith('/decision') ? [query] : []));
  const pause = () => {
    player.pause();
    element().tell('pause');
  };
  const dead = {
    kind: 'segment-gone',
    status: 404,
    final: false,
    cause: new Error('gone'),
  } as const;
  const playsAt = (seconds: number) => element().tell('timeupdate', { currentTime: seconds });
  const eventsOf = (name: PlexEvent['name']) => events.filter((event) => event.name === name);

  describe('its limits', () => {
    it.each([
      ['video', '662548', { maxVideoBitrate: '700', location: 'wan' }],
      ['audio', '140620', { musicBitrate: '96', location: 'wan' }],
    ] as const)(
      'of a player of %s are in the decision and in the source',
      async (mediaType, ratingKey, sent) => {
        const limits = { maxVideoBitrateKbps: 700, musicBitrateKbps: 96, network: 'wan' } as const;
        await show({ mediaType, media: { ratingKey }, ...limits });
        const [asked] = decisions();
        expect(asked).toMatchObject(sent);
        const source = Object.fromEntries(sources[0]?.url.searchParams ?? []);
        expect(source).toMatchObject(sent);
        const names = ['maxVideoBitrate', 'musicBitrate', 'location'];
        for (const name of names) expect(source[name]).toBe(asked?.[name]);
      },
    );

    it('change while it plays, at its position', async () => {
      await show({ volume: 0.4 });
      playsAt(3);
      await change({ maxVideoBitrateKbps: 600 });
      expect(decisions().map(({ maxVideoBitrate }) => maxVideoBitrate)).toEqual([undefined, '600']);
      expect(sources.map(({ at }) => at)).toEqual([0, 3]);
      expect(player.state).toMatchObject({ paused: false, volume: 0.4, currentTime: 3 });
      expect(eventsOf('plex.session-renewed')).toMatchObject([{ data: { reason: 'limits' } }]);
    });

    it('change while it is paused, and it stays paused', async () => {
      await show();
      playsAt(3);
      pause();
      await change({ network: 'wan' });
      expect(decisions().at(-1)).toMatchObject({ location: 'wan' });
      expect(sources.at(-1)?.at).toBe(3);
      expect(player.state.paused).toBe(true);
      expect(element().paused).toBe(true);
    });

    it('that are equal change nothing', async () => {
      await show({ maxVideoBitrateKbps: 600, network: 'lan' });
      await change({ maxVideoBitrateKbps: 600, network: 'lan' });
      await pass(5_000);
      expect(sources).toHaveLength(1);
    });

    it('that change again meanwhile are those of the last source', async () => {
      await show();
      for (const maxVideoBitrateKbps of [700, 600, 500]) {
        options = { ...options, maxVideoBitrateKbps };
        player.update(options);
        await pass(20);
      }
      await pass(2_000);
      expect(sources.at(-1)?.url.searchParams.get('maxVideoBitrate')).toBe('500');
      expect(sources.length).toBeLessThanOrEqual(4);
    });

    it('that change before the first decision is answered count as well', async () => {
      server.inject({ kind: 'latency', milliseconds: 200, on: { path: '/decision' } });
      options = { ...options, autoPlay: true };
      player = new Player(options);
      player.mount();
      await pass(100);
      await change({ maxVideoBitrateKbps: 500 });
      await pass(2_000);
      expect(sources.at(-1)?.url.searchParams.get('maxVideoBitrate')).toBe('500');
    });

    it('that change while the session is replaced in place are not taken for those of the new one', async () => {
      await show({ maxVideoBitrateKbps: 4_000 });
      playsAt(3);
      const renewed = host.session.renew(dead, 3);
      server.inject({ kind: 'latency', milliseconds: 300, on: { path: '/decision' }, times: 1 });
      player.update({ ...options, maxVideoBitrateKbps: 500 });
      await pass(100);
      player.update(options);
      await pass(2_000);
      await renewed;
      expect(decisions().map(({ maxVideoBitrate }) => maxVideoBitrate)).toEqual([
        '4000',
        '500',
        '4000',
      ]);
    });

    it('are asked for once when the session is replaced in place with them', async () => {
      await show({ maxVideoBitrateKbps: 4_000 });
      playsAt(3);
      void host.session.renew(dead, 3);
      await change({ maxVideoBitrateKbps: 500 });
      await pass(2_000);
      expect(decisions().map(({ maxVideoBitrate }) => maxVideoBitrate)).toEqual(['4000', '500']);
    });

    it('that the server refuses to convert for are an error, until they change', async () => {
      const answer = fetchFrom(server);
      vi.stubGlobal('fetch', async (...request: Parameters<typeof fetch>) => {
        const isLimited = String(request[0]).includes('maxVideoBitrate=');
        if (isLimited) return Response.json({ MediaContainer: { generalDecisionCode: 4005 } });
        return answer(...request);
      });
      await show();
      playsAt(3);
      await change({ maxVideoBitrateKbps: 700 });
      expect(errors).toEqual([expect.stringMatching(/^unsupported: /)]);
      await change({ maxVideoBitrateKbps: undefined });
      expect(player.state).toMatchObject({ status: 'ready', error: undefined });
      expect(sources.map(({ at }) => at)).toEqual([0, 3]);
    });

    const away = { kind: 'status', status: 503, on: { path: '/decision' } } as const;
    const narrow = { kind: 'bandwidth', aboveKbps: 100 } as const;
    it.each([
      ['other limits', 'the server is away', away, 'server-error'],
      ['other limits', 'the server has no bandwidth', narrow, 'bandwidth'],
      ['a far seek', 'the server is away', away, 'server-error'],
      ['a far seek', 'the server has no bandwidth', narrow, 'bandwidth'],
    ] as const)('are asked for once without recovery: %s, and %s', async (wish, _, fault, code) => {
      await show({ recovery: false, maxVideoBitrateKbps: 800 });
      playsAt(3);
      server.inject(fault);
      if (wish === 'a far seek') void host.session.relocate(5, { needed: true });
      else await change({ maxVideoBitrateKbps: 700 });
      await pass(10_000);
      expect(decisions()).toHaveLength(2);
      expect(errors).toEqual([expect.stringMatching(`^${code}`)]);
    });

    it('of no use are an error, until they are usable', async () => {
      await show({ maxVideoBitrateKbps: 0.5 });
      expect(errors).toEqual([expect.stringMatching(/^invalid-argument: .*maxVideoBitrateKbps/)]);
      await change({ maxVideoBitrateKbps: 500 });
      expect(player.state).toMatchObject({ status: 'ready', error: undefined });
      await change({ maxVideoBitrateKbps: -1 });
      expect(errors).toHaveLength(2);
      expect(server.snapshot().resources).toEqual([]);
    });
  });

  describe('for want of bandwidth', () => {
    it.each([500, 509] as const)('asks once for less: %i', async (status) => {
      server.inject({ kind: 'bandwidth', aboveKbps: 400, status });
      await show();
      expect(decisions().map(({ maxVideoBitrate }) => maxVideoBitrate)).toEqual([
        undefined,
        '2000',
      ]);
      expect(errors).toEqual([expect.stringMatching(/^bandwidth: .*maxVideoBitrateKbps/)]);
    });

    it('plays with less, and tells so', async () => {
      server.inject({ kind: 'bandwidth', aboveKbps: 400 });
      await show({ maxVideoBitrateKbps: 800 });
      expect(errors).toEqual([]);
      expect(sources.map(({ url }) => url.searchParams.get('maxVideoBitrate'))).toEqual(['400']);
      expect(eventsOf('plex.bitrate-lowered')).toMatchObject([
        { data: { plexId: '662548', kbps: 400, askedKbps: 800, timeSeconds: 0 } },
      ]);
    });

    it('asks for what the server has left', async () => {
      vi.stubGlobal('fetch', refusing(2001, 700));
      await show();
      expect(asked).toEqual([null, '700']);
      expect(errors).toEqual([expect.stringMatching(/^bandwidth: /)]);
    });

    it('asks for less in the middle of an item, at its position', async () => {
      await show({ maxVideoBitrateKbps: 800 });
      playsAt(3);
      host.onFailure({ kind: 'slow', status: 200, final: true, cause: new Error('slow') });
      await pass();
      expect(sources.map(({ at }) => at)).toEqual([0, 3]);
      expect(sources.at(-1)?.url.searchParams.get('maxVideoBitrate')).toBe('400');
      host.onFailure({ kind: 'slow', status: 200, final: true, cause: new Error('slow') });
      await pass();
      expect(errors).toEqual([expect.stringMatching(/^bandwidth: /)]);
      expect(sources).toHaveLength(2);
    });

    it('goes on from its error with another limit of the host, and may lower that one', async () => {
      server.inject({ kind: 'bandwidth', aboveKbps: 330 });
      await show({ media: { ratingKey: '662548', startSeconds: 2 }, maxVideoBitrateKbps: 800 });
      expect(errors).toHaveLength(1);
      await change({ maxVideoBitrateKbps: 640 });
      expect(errors).toHaveLength(1);
      expect(sources).toMatchObject([{ at: 2 }]);
      expect(sources[0]?.url.searchParams.get('maxVideoBitrate')).toBe('320');
    });

    it.each([
      ['a higher limit', 1_200, '600'],
      ['no limit', undefined, '2000'],
    ])('asks for less than %s, not than what played before', async (_, next, lower) => {
      await show({ maxVideoBitrateKbps: 500 });
      server.inject({ kind: 'bandwidth', aboveKbps: 510, times: 1 });
      await change({ maxVideoBitrateKbps: next });
      expect(errors).toEqual([]);
      expect(sources.at(-1)?.url.searchParams.get('maxVideoBitrate')).toBe(lower);
    });

    it('asks for nothing else without recovery', async () => {
      server.inject({ kind: 'bandwidth', aboveKbps: 400 });
      await show({ recovery: false });
      expect(decisions()).toHaveLength(1);
      expect(errors).toHaveLength(1);
    });

    let asked: (string | null)[] = [];
    /** A server that refuses each decision with this code. */
    function refusing(code: number, availableBandwidth: number): typeof fetch {
      asked = [];
      return async (input) => {
        const url = new URL(String(input));
        if (!url.pathname.endsWith('/decision')) return new Response(null, { status: 200 });
        asked.push(url.searchParams.get('maxVideoBitrate'));
        const MediaContainer = { generalDecisionCode: code, availableBandwidth };
        return Response.json({ MediaContainer });
      };
    }
  });

  describe('whose token was refused', () => {
    it('goes on with another one, where it was', async () => {
      await show();
      playsAt(3);
      host.onFailure({ kind: 'refused', status: 401, final: true, cause: new Error('401') });
      await pass();
      await change({ connection: withToken('old') });
      expect(errors).toEqual([
        expect.stringMatching('^auth-expired'),
        expect.stringMatching('^auth-expired'),
      ]);
      await change({ connection: withToken('good') });
      expect(player.state).toMatchObject({ status: 'ready', paused: false, error: undefined });
      expect(sources.map(({ at }) => at)).toEqual([0, 3]);
    });

    it('stays paused with another one', async () => {
      await show();
      playsAt(3);
      pause();
      host.onFailure({ kind: 'refused', status: 401, final: true, cause: new Error('401') });
      await change({ connection: withToken('old') });
      await change({ connection: withToken('good') });
      expect(player.state).toMatchObject({ status: 'ready', paused: true });
      expect(sources.at(-1)?.at).toBe(3);
    });

    it('goes on with one that came while the refused request ran', async () => {
      server.inject({ kind: 'latency', milliseconds: 200, on: { path: '/decision' }, times: 1 });
      options = { ...options, connection: withToken('old') };
      player = new Player(options);
      player.mount();
      await pass(100);
      await change({ connection: withToken('good') });
      await pass(1_000);
      expect(player.state).toMatchObject({ status: 'ready', error: undefined });
      expect(errors).toEqual([]);
    });

    it('says nothing where it was replaced before, and the source still has the old one', async () => {
      await show();
      playsAt(3);
      await change({
        connection: createPlexConnection({ baseUrl: 'http://tv', token: 'good', product: 'x' }),
      });
      host.onFailure({ kind: 'refused', status: 401, final: true, cause: new Error('401') });
      await pass();
      expect(errors).toEqual([]);
      expect(sources.map(({ at }) => at)).toEqual([0, 3]);
      host.onFailure({ kind: 'refused', status: 401, final: true, cause: new Error('401') });
      await pass();
      expect(errors).toEqual([expect.stringMatching('^auth-expired')]);
      expect(sources).toHaveLength(2);
    });

    it('asks no more with each render', async () => {
      await show({ connection: withToken('old') });
      for (let render = 0; render < 5; render += 1) await change({ connection: withToken('old') });
      expect(decisions()).toHaveLength(1);
      expect(errors).toHaveLength(1);
    });

    it('loads title and length with another one before the first play', async () => {
      const quiet = { autoPlay: false, preload: 'metadata' } as const;
      await show({ ...quiet, connection: withToken('old') });
      expect(errors).toHaveLength(1);
      await change({ connection: withToken('good') });
      expect(player.state).toMatchObject({ status: 'idle', item: { title: 'Sunrise Ride' } });
      expect(decisions()).toEqual([]);
    });
  });
});
