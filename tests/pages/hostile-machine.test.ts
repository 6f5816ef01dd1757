import type { RequestRecord, ServerSnapshot } from 'coplay/testing';
import { describe, expect, it } from 'vitest';
import { kill } from '../../scripts/chaos/strike.ts';
import {
  type ListeningPlexServer,
  type ListenOptions,
  startPlexServer,
} from '../../scripts/listen.ts';
import { newContext, processesOf } from './browser-page.ts';
import { type Lab, openLab, requestsTo, serverHas } from './lab.ts';
import type { LabPlayer } from './player-lab/page.tsx';

const HOUR_MS = 3_600_000;
/** How long a page stands still. Longer than any watch for a stall waits. Milliseconds. */
const FROZEN_MS = 12_000;

const video: LabPlayer = { kind: 'video', role: 'video' };
const music: LabPlayer = { kind: 'music', role: 'music' };
/** Converted. Of one track: with two, the second would be asked for after the jump. */
const sound: LabPlayer = { kind: 'music', role: 'sound', ratingKey: '140620' };

/** What the machine below a page may do. Concurrent, since each test mostly waits. */
describe.concurrent('a player', () => {
  it.each([-1, 1, -8, 8])(
    'replaces a session that hangs while the clock jumps by %i h',
    async (hours) => {
      await using({ deadSegments: 'hang' }, async (lab, plex) => {
        await lab.show(sound);
        await lab.allPlay(1);
        await heals(plex, () => kill(plex, 'music'));
        await heals(plex, async () => {
          const died = Date.now();
          await kill(plex, 'music');
          await serverHas(plex, 'a segment without an answer', (snapshot) =>
            segmentsOf(snapshot).some(({ status, time }) => status === undefined && time > died),
          );
          await lab.page.evaluate((ms) => window.jump(ms), hours * HOUR_MS);
        });
        await playsOn(lab);
      });
    },
  );

  it('starts and heals beside another one on a processor that is 20 times slower', async () => {
    await using({}, async (lab, plex) => {
      const devtools = await lab.page.context().newCDPSession(lab.page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 20 });
      await lab.show(video, music);
      await lab.allPlay(2);
      await heals(plex, () => plex.server.restart());
      await playsOn(lab);
    });
  });

  it('plays on after its scripts stood still, as at a breakpoint', async () => {
    await using({}, async (lab, plex) => {
      const devtools = await lab.page.context().newCDPSession(lab.page);
      await devtools.send('Debugger.enable');
      await standsStill(lab, plex, (still) =>
        devtools.send(still ? 'Debugger.pause' : 'Debugger.resume'),
      );
    });
  });

  it('plays on after its process was stopped', async () => {
    await using({ ownBrowser: true }, async (lab, plex) => {
      const processes = await processesOf(lab.page.context());
      await standsStill(lab, plex, (still) => {
        for (const id of processes) process.kill(id, still ? 'SIGSTOP' : 'SIGCONT');
      });
    });
  });
});

/** Two players play, stand still, and play on with the sessions that they have. */
async function standsStill(
  lab: Lab,
  plex: ListeningPlexServer,
  stand: (still: boolean) => unknown,
): Promise<void> {
  await lab.show(video, music);
  await lab.allPlay(2);
  await lab.page.evaluate(watchTimers);
  await stand(true);
  await new Promise((resolve) => setTimeout(resolve, FROZEN_MS));
  await stand(false);
  await playsOn(lab);
  expect(await lab.page.evaluate(() => window.longestPause)).toBeGreaterThan(FROZEN_MS - 1_000);
  const snapshot = plex.server.snapshot();
  expect(startsOf(snapshot)).toHaveLength(1);
  expect(requestsTo(snapshot, '/decision')).toHaveLength(2);
}

/** Causes the death of a session. Resolves when the next one has delivered. */
async function heals(plex: ListeningPlexServer, die: () => unknown): Promise<void> {
  const before = startsOf(plex.server.snapshot()).length;
  await die();
  await serverHas(plex, 'a segment of a new session', (snapshot) => {
    const next = startsOf(snapshot)[before];
    return segmentsOf(snapshot).some(
      ({ transcodeId, status }) => next && transcodeId === next.transcodeId && status === 200,
    );
  });
}

/** Resolves when each media element has played 2 s more. */
async function playsOn({ page }: Lab): Promise<void> {
  const from = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLMediaElement>('video, audio')].map(
      (media) => media.currentTime,
    ),
  );
  await page.waitForFunction(
    (places) =>
      [...document.querySelectorAll<HTMLMediaElement>('video, audio')].every(
        ({ currentTime }, at) => currentTime > (places[at] ?? 0) + 2,
      ),
    from,
  );
}

function startsOf(snapshot: ServerSnapshot): RequestRecord[] {
  return requestsTo(snapshot, '/start.mpd');
}

function segmentsOf({ requests }: ServerSnapshot): RequestRecord[] {
  return requests.filter(({ path }) => path.includes('/universal/session/'));
}

declare global {
  interface Window {
    /** Moves `Date`, and nothing else. Milliseconds. */
    jump(milliseconds: number): void;
    /** The longest time in which no timer has run. Milliseconds. */
    longestPause: number;
  }
}

/** Runs in the page, before its scripts. */
function movableDate(): void {
  const RealDate = Date;
  let offset = 0;
  window.jump = (milliseconds) => {
    offset += milliseconds;
  };
  globalThis.Date = class extends RealDate {
    constructor(...given: []) {
      super(...(given.length > 0 ? given : ([RealDate.now() + offset] as unknown as [])));
    }
    static override now() {
      return RealDate.now() + offset;
    }
  } as DateConstructor;
}

/** Runs in the page. */
function watchTimers(): void {
  window.longestPause = 0;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    window.longestPause = Math.max(window.longestPause, now - last);
    last = now;
  }, 100);
}

/** Opens a page with a server of its own. Nothing may fail in it. */
async function using(
  { ownBrowser, ...options }: ListenOptions & { ownBrowser?: boolean },
  act: (lab: Lab, plex: ListeningPlexServer) => Promise<void>,
): Promise<void> {
  const plex = await startPlexServer({ evict: 'strict', ...options });
  const context = await newContext({ ownBrowser });
  await context.addInitScript(movableDate);
  const lab = await openLab(context, plex);
  await act(lab, plex);
  expect(await lab.page.evaluate(() => window.lab.errors)).toEqual([]);
  expect(lab.uncaught).toEqual([]);
  await context.close();
  await plex.close();
}
