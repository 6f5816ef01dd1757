import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFileCatalogue } from '../../scripts/file-catalogue.ts';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
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
  let server: ListeningPlexServer;
  let lab: Lab;

  beforeEach(async () => {
    const files = await readFileCatalogue();
    const read = async (file: string) => {
      const bytes = await files.read(file);
      return file.endsWith('.mp3') ? repeated(bytes) : bytes;
    };
    server = await startPlexServer({ evict: 'strict', catalogue: { ...files, read } });
    lab = await openLab(await newContext(), server);
  });
  afterEach(async () => {
    await lab.page.context().close();
    await server.close();
  });

  it('fail with a reason where there are more than connections, and start when one is free', async () => {
    // Timers run ahead when the test says so; media and requests run as ever.
    await lab.page.clock.install();
    await lab.show(...players);
    await playing(CONNECTIONS);
    const parts = () => requestsTo(server.server.snapshot(), '.mp3').length;
    expect(parts()).toBe(CONNECTIONS);
    for (let second = 0; second < 20; second += 1) {
      await playheadsMove();
      await lab.page.clock.runFor(1_000);
    }
    await lab.page.waitForFunction(() => window.lab.errors.length > 0);
    const errors = () =>
      lab.page.evaluate(() => window.lab.errors.map(({ code, message }) => ({ code, message })));
    expect(await errors()).toEqual([
      { code: 'server-unreachable', message: expect.stringMatching(/No connection.*HTTP\/2/) },
    ]);
    expect(parts()).toBe(CONNECTIONS);

    const waits = (await positions()).indexOf(0);
    await lab.show(...players.filter((_, index) => index !== (waits + 1) % players.length));
    // An unmounted player is kept for a moment.
    await lab.page.clock.runFor(1_500);
    await playing(CONNECTIONS);
    expect(await errors()).toHaveLength(1);
    expect(lab.uncaught).toEqual([]);
  });

  function positions(): Promise<number[]> {
    return lab.page.evaluate(() =>
      [...document.querySelectorAll('audio')].map(({ currentTime }) => currentTime),
    );
  }

  function playing(count: number) {
    return lab.page.waitForFunction((expected) => {
      const media = [...document.querySelectorAll('audio')];
      return media.filter(({ currentTime }) => currentTime > 0).length === expected;
    }, count);
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

function repeated(track: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const frames = track.subarray(TAGS);
  const all = new Uint8Array(track.byteLength + REPEATS * frames.byteLength);
  all.set(track);
  for (let time = 0; time < REPEATS; time += 1)
    all.set(frames, track.byteLength + time * frames.byteLength);
  return all;
}
