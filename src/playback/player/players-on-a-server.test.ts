import { setMaxListeners } from 'node:events';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlexConnection, type PlexEvent } from '../../plex/index.ts';
import { createPlexServer, fetchFrom, type PlexServer } from '../../testing/index.ts';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import { tinyCatalogue, tinyFragments } from '../../testing/test-support/tiny-catalogue.ts';
import type { Engine, EngineHost } from '../engine/engine.ts';
import type { Download } from '../engine/segments/download.ts';
import { SegmentLoader } from '../engine/segments/segment-loader.ts';
import type { SegmentRequest } from '../engine/segments/segment-request.ts';
import { pageRegistry } from '../page/page-registry.ts';
import { loadHealing } from '../session/load-healing.ts';
import { Player } from './player.ts';

/** dash.js needs a browser: an engine takes its place that loads segments in the same way, and "plays" them. */
vi.mock('../engine/load-engine.ts', () => ({ loadEngine: async () => createEngine }));

const MINUTES = 5;
const AHEAD_SECONDS = 3;
const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const download: Download = async (url, signal, onBytes) => {
  const answer = await fetch(url, { signal });
  onBytes(0);
  return { status: answer.status, body: await answer.arrayBuffer() };
};

function createEngine(host: EngineHost): Engine {
  const life = new AbortController();
  let source = new AbortController();

  async function play(url: string, offsetSeconds: number, startSeconds: number) {
    const { signal } = source;
    const element = host.media as unknown as SilentElement;
    let next = Math.floor(startSeconds);
    const loader = new SegmentLoader({
      signal,
      redact: host.redact,
      control: host.session,
      download,
      durationSeconds: () => MINUTES * 60,
      secondsReady: () => next - element.currentTime,
      positionSeconds: () => element.currentTime,
      whenMounted: host.whenMounted,
      onFailure: host.onFailure,
      onIncompatible: () => {},
    });
    loader.attach(url, offsetSeconds, startSeconds);
    await fetch(url, { signal });
    element.tell('loadedmetadata', {
      readyState: 1,
      duration: MINUTES * 60,
      currentTime: startSeconds,
    });
    const tracks = element.localName === 'video' ? [0, 1] : [0];
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      await Promise.all(tracks.map((track) => loader.load(segmentOf(url, track, next), signal)));
      next += 1;
      if (isFirst) element.tell('playing', { readyState: 4 });
      while (!signal.aborted && next - element.currentTime > AHEAD_SECONDS) {
        await later(250);
        element.tell('timeupdate', { currentTime: element.currentTime + 0.25 });
      }
    }
  }

  return {
    name: 'dash',
    load({ url, offsetSeconds }, startSeconds) {
      source.abort();
      source = new AbortController();
      if (!life.signal.aborted) play(url, offsetSeconds, startSeconds).catch(() => {});
    },
    destroy() {
      life.abort();
      source.abort();
    },
  };
}

function segmentOf(manifestUrl: string, track: number, number: number): SegmentRequest {
  const { origin, pathname, searchParams } = new URL(manifestUrl);
  const folder = pathname.replace('start.mpd', `session/${searchParams.get('session')}`);
  return {
    kind: 'media',
    url: `${origin}${folder}/${track}/${number}.m4s`,
    startSeconds: number,
    durationSeconds: 1,
    bandwidth: 0,
  };
}

/** Films and music of some minutes, all of it converted. */
function longCatalogue() {
  const catalogue = tinyCatalogue();
  const seconds = MINUTES * 60;
  const long = { durationMs: seconds * 1000 };
  return {
    ...catalogue,
    videos: catalogue.videos.map((video) => ({ ...video, ...long })),
    tracks: catalogue.tracks.map((track) => (track.dash ? { ...track, ...long } : track)),
    async read(file: string) {
      if (file === 'v.mp4') return tinyFragments('video', seconds);
      return file === 'a.mp4' ? tinyFragments('audio', seconds) : catalogue.read(file);
    },
  };
}

describe('players on one server', () => {
  let server: PlexServer;
  let players: Player[];
  let events: PlexEvent[];

  // Fake timers do not wait for the download of a chunk.
  beforeAll(async () => void (await loadHealing()));

  beforeEach(() => {
    vi.useFakeTimers();
    setMaxListeners(100);
    const began = performance.now();
    // The clock of the server is no matter of the clock here.
    server = createPlexServer({
      catalogue: longCatalogue(),
      now: () => 1e12 + performance.now() - began,
    });
    vi.stubGlobal('fetch', fetchFrom(server));
    vi.stubGlobal('document', { createElement: (name: string) => new SilentElement(name) });
    players = [];
    events = [];
  });
  afterEach(async () => {
    for (const player of players) void player.end();
    await vi.advanceTimersByTimeAsync(5_000);
    await pageRegistry().reset();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function show(plexClientSession: string, mediaType: 'video' | 'audio' = 'video'): Player {
    const options = {
      playerRole: plexClientSession,
      mediaType,
      connection: createPlexConnection({ baseUrl: 'http://tv' }),
      media: { ratingKey: mediaType === 'video' ? '662548' : '140620' },
      plexClientSession,
      autoPlay: true,
      onEvent: (event: PlexEvent) => void events.push(event),
    };
    const player = new Player(options);
    players.push(player);
    player.mount();
    player.update(options);
    return player;
  }

  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const errors = () => players.map((player) => player.state.error?.code);
  /** The server ends the transcode of a player, as it does when its encoder fails. */
  const endTranscode = ({ state }: Player) =>
    fetch(`http://tv/transcode/sessions/${state.ids?.transcodeId}`, { method: 'DELETE' });
  const renewals = () => events.filter(({ name }) => name === 'plex.session-renewed').length;

  /** Passes some seconds, in which each of the players has to move forward. */
  async function playsOn(...playing: readonly Player[]) {
    const before = playing.map((player) => player.state.currentTime);
    await pass(6_000);
    playing.forEach((player, index) => {
      expect(player.state.error).toBeUndefined();
      expect(player.state.currentTime).toBeGreaterThan((before[index] ?? 0) + 3);
    });
  }

  it.each([
    ['two videos', 'video'],
    ['video and music', 'audio'],
  ] as const)('play on when it restarts again and again: %s', async (_, mediaType) => {
    const one = show('one');
    await pass(400);
    const two = show('two', mediaType);
    await pass(3_000);
    for (const ms of [9_000, 11_300, 9_700, 10_450, 9_900, 10_200]) {
      server.restart();
      await pass(ms);
    }
    expect(renewals()).toBe(12);
    await playsOn(one, two);
  });

  it('play on when it restarts, and both notice that at the same time or in another order', async () => {
    const one = show('one');
    const two = show('two');
    const three = show('three');
    await pass(3_000);
    for (let round = 0; round < 4; round += 1) {
      server.restart();
      // One of them does not ask the server for a while.
      players[round % 3]?.pause();
      await pass(4_000 + 1_700 * round);
      void players[round % 3]?.play();
      await pass(3_000);
    }
    await playsOn(one, two, three);
  });

  it.each([
    ['the music', 'audio', 'tv-audio', 'tv'],
    ['the younger of two videos', 'video', 'tv', 'tv'],
  ] as const)(
    'end each other where it allows one stream of a client: %s gives way',
    async (_, mediaType, first, second) => {
      server.configure({ evict: 'client-strict' });
      const one = show(first);
      await pass(2_000);
      const two = show(second, mediaType);
      await pass(40_000);
      expect(errors()).toEqual([undefined, 'evicted-by-sibling']);
      expect(two.state.error?.status).toBe(404);
      await playsOn(one);
    },
  );

  it('play on when it keeps ending the session of one of them', async () => {
    const one = show('one');
    const two = show('two');
    await pass(3_000);
    for (let round = 0; round < 8; round += 1) {
      await endTranscode(one);
      await pass(7_000);
    }
    expect(renewals()).toBe(8);
    await playsOn(one, two);
  });

  describe('while the clock of the client jumps', () => {
    it.each([
      ['back by an hour', -3_600_000],
      ['back by eight hours', -28_800_000],
      ['forward by an hour', 3_600_000],
      ['forward by eight hours', 28_800_000],
    ])('replace a session at once after five others: %s', async (_, jump) => {
      const one = show('one');
      await pass(3_000);
      for (let round = 0; round < 5; round += 1) {
        server.restart();
        await pass(5_500);
      }
      expect(renewals()).toBe(5);
      await pass(8_000);
      vi.setSystemTime(Date.now() + jump);
      server.restart();
      await pass(4_000);
      expect(renewals()).toBe(6);
      await playsOn(one);
    });

    it('notice a segment that does not come, and a session that is dead', async () => {
      server.configure({ deadSegments: 'hang' });
      const one = show('one');
      await pass(3_000);
      for (const [index, ms] of [100, 400, 700, 1_000].entries()) {
        await endTranscode(one);
        await pass(ms);
        vi.setSystemTime(Date.now() - 3_600_000);
        await pass(8_000);
        expect(renewals()).toBe(index + 1);
      }
      await playsOn(one);
    });
  });
});
