import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import { type Lab, openLab, requestsTo, serverHas, serverIsIdle } from './lab.ts';

/** Timers run ahead when a test says so; media and requests run as ever. */
describe('a player that makes no progress', () => {
  let server: ListeningPlexServer;
  let lab: Lab;

  beforeEach(async () => {
    server = await startPlexServer();
    lab = await openLab(await newContext(), server);
    await lab.page.clock.install();
  });
  afterEach(async () => {
    await lab.page.context().close();
    await server.close();
  });

  const video = { kind: 'video', role: 'single' } as const;
  const decisions = () => requestsTo(server.server.snapshot(), '/decision').length;
  const errors = () =>
    lab.page.evaluate(() => window.lab.errors.map(({ code, message }) => ({ code, message })));

  /** Lets timers run for so many seconds, in steps that let the page work in between. */
  async function pass(seconds: number) {
    for (let second = 0; second < seconds; second += 1) await lab.page.clock.runFor(1_000);
  }

  /** Resolves with the errors once there are any. Timers run on meanwhile. */
  async function failsWithin(seconds: number) {
    for (let second = 0; second < seconds; second += 1) {
      await lab.page.clock.runFor(1_000);
      const told = await errors();
      if (told.length > 0) return told;
    }
    return [];
  }

  it.each([
    ['the engine', /create-dash-engine/],
    ['what reads the decision', /session-parts/],
  ])('fails when %s is never downloaded', async (_, url) => {
    await lab.page.route(url, () => {});
    await lab.show(video);
    await serverHas(server, 'a decision', () => decisions() === 1);
    await pass(17);
    expect(await errors()).toEqual([]);
    expect(await failsWithin(5)).toEqual([
      {
        code: 'server-unreachable',
        message: expect.stringMatching(/could not be downloaded.*reload/),
      },
    ]);
    await serverIsIdle(server);
  });

  it('fails when dash.js requests nothing', async () => {
    // The media source never opens, so dash.js does not come to the first segment.
    await lab.page.evaluate(() => {
      const { addEventListener } = MediaSource.prototype;
      MediaSource.prototype.addEventListener = function (
        ...[type, ...rest]: Parameters<typeof addEventListener>
      ) {
        if (type !== 'sourceopen') addEventListener.call(this, type, ...rest);
      };
    });
    await lab.show(video);
    // dash.js has the manifest: otherwise the time runs out for that.
    await lab.page.waitForFunction(() => document.querySelector('video')?.src);
    await pass(15);
    expect(await errors()).toEqual([]);
    expect(await failsWithin(15)).toEqual([
      { code: 'server-error', message: expect.stringMatching(/does not start.*Retry/) },
    ]);
    expect(decisions()).toBe(1);
  });

  describe('though it has data', () => {
    beforeEach(async () => {
      await lab.show(video);
      await lab.allPlay(1);
      await stand();
    });

    /** An element whose sound goes to an AudioContext stands still while that is suspended. */
    async function stand() {
      await lab.page.evaluate(async () => {
        const media = document.querySelector('video') as HTMLVideoElement;
        const audio = new AudioContext();
        globalThis.audio = audio;
        audio.createMediaElementSource(media).connect(audio.destination);
        await audio.suspend();
      });
      await lab.page.waitForFunction(
        () => {
          const { currentTime, paused, readyState } = document.querySelector(
            'video',
          ) as HTMLVideoElement;
          const stands = globalThis.stoodAt === currentTime && !paused && readyState >= 3;
          globalThis.stoodAt = currentTime;
          return stands;
        },
        undefined,
        { polling: 300 },
      );
    }

    it('is moved a little, and plays on', async () => {
      const seeked = lab.page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const media = document.querySelector('video') as HTMLVideoElement;
            media.addEventListener('seeking', () => resolve(media.currentTime), { once: true });
          }),
      );
      const before = await lab.page.evaluate(() => globalThis.stoodAt ?? 0);
      await pass(6);
      expect((await seeked) - before).toBeCloseTo(0.1, 1);
      await lab.page.evaluate(() => globalThis.audio?.resume());
      await lab.page.waitForFunction(
        (from) => (document.querySelector('video')?.currentTime ?? 0) > from + 0.5,
        before,
      );
      expect(decisions()).toBe(1);
      expect(await errors()).toEqual([]);
    });

    it('gets one other session, and then fails', async () => {
      expect(await failsWithin(60)).toEqual([
        { code: 'decode', message: expect.stringMatching(/does not play on.*Retry/) },
      ]);
      expect(decisions()).toBe(2);
    });
  });
});

declare global {
  var audio: AudioContext | undefined;
  var stoodAt: number | undefined;
}
