import type { ServerSnapshot } from 'coplay/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFileCatalogue } from '../../scripts/file-catalogue.ts';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab, requestsTo, serverHas } from './lab.ts';

/** A browser opens so many connections to one server over HTTP/1.1. */
const CONNECTIONS = 6;
/** More than a browser loads ahead, so that it keeps the connection open. Bytes. */
const PADDING = 60_000_000;
const PART = '/file.mp4';

const players = Array.from({ length: CONNECTIONS + 1 }, (_, index) => ({
  kind: 'video' as const,
  role: `player-${index}`,
  ratingKey: '662560',
}));

describe('direct plays over HTTP/1.1', () => {
  let server: ListeningPlexServer;
  let lab: Lab;

  beforeEach(async () => {
    const files = await readFileCatalogue();
    const read = async (file: string) => padded(await files.read(file), file);
    server = await startPlexServer({ evict: 'strict', catalogue: { ...files, read } });
    lab = await openLab(await newContext(), server);
  });
  afterEach(async () => {
    await lab.page.context().close();
    await server.close();
  });

  it('fail with a reason where there are more than connections, and start when one is free', async () => {
    // Timers run when the test says so; media and requests run as ever.
    await lab.page.clock.install();
    await lab.show(...players);
    await lab.page.clock.runFor(1_000);
    await serverHas(
      server,
      'requests for six parts',
      (snapshot) => clientsOf(snapshot).size === CONNECTIONS,
    );
    await playing(CONNECTIONS);
    for (let second = 0; second < 17; second += 1) {
      await playheadsMove();
      await lab.page.clock.runFor(1_000);
    }
    await lab.page.waitForFunction(() => window.lab.errors.length > 0);
    const errors = () =>
      lab.page.evaluate(() => window.lab.errors.map(({ code, message }) => ({ code, message })));
    expect(await errors()).toEqual([
      { code: 'server-unreachable', message: expect.stringMatching(/No connection.*HTTP\/2/) },
    ]);
    expect(clientsOf(server.server.snapshot()).size).toBe(CONNECTIONS);

    const waits = await lab.page.evaluate(() =>
      [...document.querySelectorAll('video')].findIndex(({ currentTime }) => currentTime === 0),
    );
    await lab.show(...players.filter((_, index) => index !== (waits + 1) % players.length));
    // An unmounted player is kept for a moment.
    await lab.page.clock.runFor(1_500);
    await playing(CONNECTIONS);
    expect(await errors()).toHaveLength(1);
    expect(lab.uncaught).toEqual([]);
  });

  /** Media do not run faster because timers do. */
  async function playheadsMove() {
    const before = await lab.page.evaluate(() =>
      [...document.querySelectorAll('video')].map(({ currentTime }) => currentTime),
    );
    await lab.page.waitForFunction(
      (seconds) =>
        [...document.querySelectorAll('video')].every(
          ({ currentTime }, index) => currentTime === 0 || currentTime !== seconds[index],
        ),
      before,
    );
  }

  function playing(count: number) {
    return lab.page.waitForFunction((expected) => {
      const videos = [...document.querySelectorAll('video')];
      return videos.filter(({ currentTime }) => currentTime > 0).length === expected;
    }, count);
  }
});

/** The players whose request for a part has arrived. */
function clientsOf(snapshot: ServerSnapshot): Set<string | undefined> {
  return new Set(requestsTo(snapshot, PART).map(({ clientIdentifier }) => clientIdentifier));
}

/** Appends a box that players skip (`free`, ISO/IEC 14496-12). */
function padded(bytes: Uint8Array<ArrayBuffer>, file: string): Uint8Array<ArrayBuffer> {
  if (!file.endsWith('.mp4')) return bytes;
  const all = new Uint8Array(bytes.byteLength + PADDING);
  all.set(bytes);
  new DataView(all.buffer).setUint32(bytes.byteLength, PADDING);
  all.set(new TextEncoder().encode('free'), bytes.byteLength + 4);
  return all;
}
