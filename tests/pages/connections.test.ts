import { createPlexServer, type MediaCatalogue, type PlexServer } from 'coplay/testing';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { readFileCatalogue } from '../../scripts/file-catalogue.ts';
import { listen } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab, requestsTo } from './lab.ts';

/** A browser opens so many connections to one server over HTTP/1.1. */
const CONNECTIONS = 6;
/** How often a track is repeated: it has to be more than a browser loads ahead, so that it keeps the connection. */
const REPEATS = 300;
/** Frames of an MP3 are independent. The first bytes hold its tags. */
const TAGS = 2_000;

const players = Array.from({ length: CONNECTIONS + 1 }, (_, index) => ({
  kind: 'music' as const,
  role: `player-${index}`,
}));

describe('direct plays over HTTP/1.1', () => {
  let server: PlexServer;
  let baseUrl: string;
  let close: () => Promise<void>;
  let lab: Lab;

  /** The server, and a page that it serves too: as behind a proxy, whose connections are those of the page. */
  beforeEach(async () => {
    const catalogue = await longTracks();
    server = createPlexServer({ evict: 'strict', catalogue, basePath: '/plex' });
    const listening = await listen((request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/plex/')) return server.fetch(request);
      return fetch(new URL(`.${pathname}`, inject('labUrl')));
    });
    baseUrl = listening.url;
    close = listening.close;
  });
  afterEach(async () => {
    await lab.page.context().close();
    await close();
  });

  const open = async (url?: string) =>
    openLab(await newContext(), { baseUrl: `${baseUrl}/plex`, timeoutMs: 2_000 }, url);
  const parts = () => requestsTo(server.snapshot(), '.mp3').length;
  const errors = () =>
    lab.page.evaluate(() => window.lab.errors.map(({ code, message }) => ({ code, message })));
  const noConnection = [
    { code: 'server-unreachable', message: expect.stringMatching(/No connection.*HTTP\/2/) },
  ];

  it('fail with a reason where there are more than connections, and start when one is free', async () => {
    lab = await open();
    // Timers run ahead when the test says so; media and requests run as ever.
    await lab.page.clock.install();
    await lab.show(...players);
    await playing(CONNECTIONS);
    expect(parts()).toBe(CONNECTIONS);
    for (let second = 0; second < 20; second += 1) {
      await playheadsMove();
      await lab.page.clock.runFor(1_000);
    }
    await lab.page.waitForFunction(() => window.lab.errors.length > 0);
    expect(await errors()).toEqual(noConnection);
    expect(parts()).toBe(CONNECTIONS);

    const waits = (await positions()).indexOf(0);
    await lab.show(...players.filter((_, index) => index !== (waits + 1) % players.length));
    // An unmounted player is kept for a moment.
    await lab.page.clock.runFor(1_500);
    await playing(CONNECTIONS);
    expect(await errors()).toHaveLength(1);
    expect(lab.uncaught).toEqual([]);
  });

  // For a second, the late player would get the list that the others have loaded.
  it.each([
    ['decision', 0],
    ['list', 1.5],
  ])(
    'leave no connection for the %s of a late player behind a proxy of the page, which starts when one is free',
    async (_, seconds) => {
      lab = await open(`${baseUrl}/index.html`);
      const [late, ...early] = players;
      if (!late) throw new Error('No player.');
      await lab.show(...early);
      await playing(CONNECTIONS, seconds);
      await lab.show(...early, late);
      await lab.page.waitForFunction(() => window.lab.errors.length > 0);
      expect(await errors()).toEqual(noConnection);
      expect(parts()).toBe(CONNECTIONS);

      await lab.show(...early.slice(1), late);
      await playing(CONNECTIONS);
      expect(await errors()).toHaveLength(1);
      expect(lab.uncaught).toEqual([]);
    },
  );

  function positions(): Promise<number[]> {
    return lab.page.evaluate(() =>
      [...document.querySelectorAll('audio')].map(({ currentTime }) => currentTime),
    );
  }

  function playing(count: number, seconds = 0) {
    return lab.page.waitForFunction(
      (expected) => {
        const media = [...document.querySelectorAll('audio')];
        const play = media.filter(({ currentTime }) => currentTime > expected.seconds);
        return play.length === expected.count;
      },
      { count, seconds },
    );
  }

  /** Media do not run faster because timers do. */
  async function playheadsMove() {
    await lab.page.waitForFunction(
      (before) =>
        [...document.querySelectorAll('audio')].every(
          ({ currentTime }, index) => currentTime === 0 || currentTime !== before[index],
        ),
      await positions(),
    );
  }
});

async function longTracks(): Promise<MediaCatalogue> {
  const files = await readFileCatalogue();
  const read = async (file: string) => {
    const bytes = await files.read(file);
    return file.endsWith('.mp3') ? repeated(bytes) : bytes;
  };
  return { ...files, read };
}

function repeated(track: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const frames = track.subarray(TAGS);
  const all = new Uint8Array(track.byteLength + REPEATS * frames.byteLength);
  all.set(track);
  for (let time = 0; time < REPEATS; time += 1)
    all.set(frames, track.byteLength + time * frames.byteLength);
  return all;
}
