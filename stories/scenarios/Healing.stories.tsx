import { SinglePlayer } from 'coplay';
import type { Fault as InjectedFault, RequestRecord, ServerSnapshot } from 'coplay/testing';
import { expect, fn, waitFor } from 'storybook/test';
import type { StoryPlex } from '../../.storybook/plex/story-plex.ts';
import preview from '../../.storybook/preview.tsx';
import { watchHitches } from '../support/hitches.ts';
import {
  bufferedAhead,
  findOne,
  hasBuffered,
  mediaEvent,
  PATIENCE_MS,
  playsOn,
  reaches,
} from '../support/playing.ts';
import { requestsTo, serverHas } from '../support/server.ts';
import { decisions, deliveredSegments, killTranscode, newTranscode } from '../support/sessions.ts';

interface Fault {
  /** Makes it go wrong. Resolves when all has gone wrong that is to go wrong. */
  readonly cause: (plex: StoryPlex) => unknown;
  /** How many sessions die of it. @default 1 */
  readonly deaths?: number;
  /** How long the picture may stand still for it. Milliseconds. @default 0 */
  readonly mayHoldUpMs?: number;
}

/**
 * What goes wrong on the server in the middle of a video, and that a viewer does not notice: the picture moves on, and
 * place, volume, mute and speed stay. Each story starts the video, waits until at least four seconds lie ready, and
 * then lets one thing go wrong. It watches until the video has played past what was ready at that moment.
 */
const meta = preview.meta({
  title: 'Scenarios/Healing',
  component: SinglePlayer,
  args: { media: { ratingKey: '662548' }, autoPlay: true },
  // A busy encoder: four seconds of video in a second. So there is a moment with just four seconds ready.
  parameters: { plex: { server: { encoderSpeed: 4 } } },
  play: async ({ canvas, canvasElement, parameters, plex, step }) => {
    const { cause, deaths = 1, mayHoldUpMs = 0 } = parameters.fault as Fault;
    const video = await findOne(canvasElement, 'video');
    await step('it plays, muted, at 1.25, and four seconds lie ready', async () => {
      await reaches(video, 0.2);
      Object.assign(video, { volume: 0.4, muted: true, playbackRate: 1.25 });
      await hasBuffered(video, 4);
    });
    const hitches = watchHitches(video);
    let seam = 0;
    await step('it goes wrong', async () => {
      seam = video.currentTime + bufferedAhead(video);
      await cause(plex);
    });
    await step('the video plays past what was ready then', async () => {
      await serverHas(plex, 'the sessions', (now) => decisions(now).length > deaths);
      await reaches(video, seam + 0.5);
    });
    await step('without a halt, a jump or a new source', async () => {
      const { waits, heldUpMs, ...others } = hitches();
      await expect(heldUpMs).toBeLessThanOrEqual(mayHoldUpMs);
      if (mayHoldUpMs === 0) await expect(waits).toBe(0);
      await expect(others).toEqual({ jumps: 0, newSources: 0 });
    });
    await step('volume, mute and speed are as they were', async () => {
      const { volume, muted, playbackRate } = video;
      await expect({ volume, muted, playbackRate }).toEqual({
        volume: 0.4,
        muted: true,
        playbackRate: 1.25,
      });
      await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    });
    await step(
      'each session that died had one successor, for picture and sound together',
      async () => {
        const now = plex.server.snapshot();
        const given = decisions(now);
        await expect(new Set(given.map(({ transcodeId }) => transcodeId)).size).toBe(1 + deaths);
        await expect(given).toHaveLength(1 + deaths);
        await expect(new Set(given.map(({ playbackId }) => playbackId)).size).toBe(1);
        await expect(new Set(given.map(({ clientIdentifier }) => clientIdentifier)).size).toBe(1);
        const last = deliveredSegments(now, given.at(-1)?.transcodeId).map(({ path }) => path);
        await expect(new Set(last.map((path) => path.split('/').at(-2)))).toEqual(
          new Set(['0', '1']),
        );
      },
    );
  },
});

const patient = { timeout: PATIENCE_MS };
const segments = { path: /\.m4s$/ };

/** The server deletes the transcode: its segments are 404 from then on. The next one needs 1.5 s to warm up. */
export const KilledWith404 = meta.story({
  parameters: { fault: { cause: killWithWarmUp('hold') } satisfies Fault },
});

/** The same where a dead session, and one that warms up, answers 200 without a body, as some servers do. */
export const KilledWithEmptyBodies = meta.story({
  globals: { deadSegments: 'empty' },
  parameters: { fault: { cause: killWithWarmUp('empty') } satisfies Fault },
});

/** The same where a dead session answers with 78 bytes that are no media. */
export const KilledWithStubs = meta.story({
  globals: { deadSegments: 'stub' },
  parameters: { fault: { cause: killTranscode } satisfies Fault },
});

/** The same where a dead session does not answer for a segment at all. The player asks about it after a second. */
export const KilledInSilence = meta.story({
  globals: { deadSegments: 'hang' },
  parameters: { fault: { cause: killTranscode } satisfies Fault },
});

/** The transcoder hangs: the server says that it lives, but nothing comes of it any more. */
export const TranscoderHangs = meta.story({
  parameters: {
    fault: {
      cause: async ({ server }) => {
        const { jobs } = server.snapshot();
        const on = { ...segments, transcodeId: jobs.at(-1)?.transcodeId };
        server.inject({ kind: 'latency', milliseconds: 45_000, on });
      },
    } satisfies Fault,
  },
});

/** Connections get lost on the way: two requests are never answered. Asked for once more, the segments come. */
export const ConnectionsGetLost = meta.story({
  parameters: {
    fault: {
      deaths: 0,
      cause: async (plex) => {
        plex.server.inject({ kind: 'latency', milliseconds: 45_000, on: segments, times: 2 });
        await serverHas(plex, 'the segments, asked for again', ({ requests }) =>
          requests.some((one, index) => isAskedAgain(one, requests.slice(index + 1))),
        );
      },
    } satisfies Fault,
  },
});

/** The successor dies as well, as soon as it has delivered something. */
export const KilledTwice = meta.story({
  parameters: {
    fault: {
      deaths: 2,
      mayHoldUpMs: 1_500,
      cause: async (plex) => {
        await newTranscode(plex, await killTranscode(plex));
        await killTranscode(plex);
      },
    } satisfies Fault,
  },
});

/** The server restarts: at first nobody answers, and then it knows of no session. */
export const ServerRestarts = meta.story({
  parameters: { fault: { cause: restartUntilAsked } satisfies Fault },
});

/** Nobody answers for two seconds. The session lives, so it is kept. */
export const ServerAway = meta.story({
  parameters: { fault: { deaths: 0, cause: awayUntilPinged } satisfies Fault },
});

/** The server is too busy for some segments: 503, and then "too many requests", 429. */
export const Busy = meta.story({
  parameters: {
    fault: {
      deaths: 0,
      cause: async (plex) => {
        for (const status of [503, 429]) {
          plex.server.inject({ kind: 'status', status, retryAfter: 1, on: segments, times: 2 });
          await serverHas(plex, `two answers ${status}`, (now) => {
            const struck = now.requests.filter((request) => request.status === status);
            return struck.length === 2 && delivers(now.requests);
          });
        }
      },
    } satisfies Fault,
  },
});

/** A bad connection: two segments come a second late, two break off in the middle, two are hidden by a proxy without CORS. */
export const BadConnection = meta.story({
  parameters: {
    fault: {
      deaths: 0,
      cause: ({ server }) => {
        server.inject({ kind: 'latency', milliseconds: 1_000, on: segments, times: 2 });
        server.inject({ kind: 'cut-body', bytes: 500, on: segments, times: 4 });
        server.inject({ kind: 'no-cors', on: segments, times: 2 });
      },
    } satisfies Fault,
  },
});

/** What dies while the video is paused is replaced, and it stays paused until somebody presses Play. */
export const KilledWhilePaused = meta.story({
  play: async ({ canvas, canvasElement, plex, step, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.2);
    await hasBuffered(video, 4);
    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
    const hitches = watchHitches(video);
    const position = video.currentTime;
    await step('it dies, and has a successor', async () => {
      await newTranscode(plex, await killTranscode(plex));
    });
    await step('it is paused at the same place', async () => {
      await expect(video.paused).toBe(true);
      await expect(video.currentTime).toBe(position);
      await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    });
    await step('Play goes on from there', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
      await playsOn(video, 0.5);
      await expect(hitches()).toMatchObject({ jumps: 0, newSources: 0 });
    });
  },
});

/** The token has been revoked. What runs, runs on; but when the session dies there is no other. */
export const SignInExpires = meta.story({
  args: { onError: fn() },
  play: async ({ args, canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    await killTranscode(plex);
    plex.server.inject({ kind: 'status', status: 401 });
    const alert = await canvas.findByRole('alert', {}, patient);
    await expect(alert).toHaveTextContent('Sign in again, then press Retry');
    await expect(args.onError).toHaveBeenCalledTimes(1);
    await expect(args.onError).toHaveBeenCalledWith(
      expect.objectContaining({ code: 'auth-expired', status: 401 }),
    );
    await expect(requestsTo(plex.server.snapshot(), '/decision')).toHaveLength(2);
  },
});

/** The item has got another rating key. The session that runs does not care; a new one is not to be had. */
export const RatingKeyChanges = meta.story({
  args: { onError: fn() },
  play: async ({ args, canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    plex.server.inject({
      kind: 'new-rating-key',
      ratingKey: '662548',
      newRatingKey: '662999',
    });
    await killTranscode(plex);
    const alert = await canvas.findByRole('alert', {}, patient);
    await expect(alert).toHaveTextContent('choose it again from the library');
    await expect(args.onError).toHaveBeenCalledTimes(1);
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'not-found' }));
  },
});

/**
 * The file is replaced while it is played as it is: the connection breaks, and the old address is 404. The browser
 * can't be helped below its own player here, so the new address is attached at the same place.
 */
export const FileIsReplaced = meta.story({
  args: { media: { ratingKey: '662560' } },
  beforeEach: ({ plex }) => replaceFile(plex),
  play: async ({ canvas, canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.2);
    const settings = { volume: 0.4, muted: true, playbackRate: 1.25 };
    Object.assign(video, settings);
    const hitches = watchHitches(video);
    let before = 0;
    const note = () => {
      if (video.readyState > 0) before = video.currentTime;
    };
    video.addEventListener('timeupdate', note);
    await step('the new address is attached', async () => {
      await mediaEvent(video, ['emptied'], () => hitches().newSources > 0, 'get a new source');
      video.removeEventListener('timeupdate', note);
    });
    await step('at the same place', async () => {
      await mediaEvent(video, ['seeked', 'playing'], () => video.currentTime > 0, 'be in place');
      await expect(Math.abs(video.currentTime - before)).toBeLessThan(1);
      await reaches(video, before + 1);
    });
    await step('as loud and as fast as before', async () => {
      const { volume, muted, playbackRate } = video;
      await expect({ volume, muted, playbackRate }).toEqual(settings);
      await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
      await expect(decisions(plex.server.snapshot())).toHaveLength(2);
    });
  },
});

/** While the new address is asked for, nothing of the old one can be played: the player says so, and Pause is Pause. */
export const FileIsReplacedSlowly = meta.story({
  args: { media: { ratingKey: '662560' } },
  beforeEach: ({ plex }) =>
    replaceFile(plex, { kind: 'latency', milliseconds: 1_500, on: { path: '/decision' } }),
  play: async ({ canvas, canvasElement, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await mediaEvent(video, ['error'], () => video.error !== null, 'fail');
    await waitFor(
      () => expect(canvasElement.querySelector('[data-phase="reconnecting"]')).toBeVisible(),
      patient,
    );
    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
    await mediaEvent(video, ['canplay', 'seeked'], () => video.readyState > 2, 'be back');
    await expect(video.paused).toBe(true);
    await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
    await playsOn(video, 0.5);
  },
});

/** The connection breaks once the file has begun to come; its address is 404 then, and whatever else is to go wrong begins. */
function replaceFile({ server }: StoryPlex, ...more: InjectedFault[]): () => void {
  server.inject({ kind: 'cut-body', bytes: 120_000, on: { path: '/library/parts/' }, times: 1 });
  const leave = server.subscribe(() => {
    if (!server.snapshot().requests.some(({ status }) => status === 206)) return;
    leave();
    server.inject({ kind: 'new-stamp', ratingKey: '662560', stamp: '1735689600' });
    for (const fault of more) server.inject(fault);
  });
  return leave;
}

async function awayUntilPinged(plex: StoryPlex): Promise<void> {
  const back = plex.server.inject({ kind: 'unreachable' });
  await serverHas(plex, 'a refused ping', isAskedInVain('/ping'));
  back();
}

/** In the middle of a segment, so that the player learns at once that its session has died, and not only that nobody answers. */
async function restartUntilAsked(plex: StoryPlex): Promise<void> {
  await serverHas(plex, 'a segment in the making', ({ requests }) =>
    requests.some(({ path, status }) => path.endsWith('.m4s') && status === undefined),
  );
  const back = plex.server.inject({ kind: 'unreachable' });
  plex.server.restart();
  await serverHas(plex, 'a decision asked in vain', isAskedInVain('/decision'));
  back();
}

function isAskedInVain(tail: string) {
  return (now: ServerSnapshot) => requestsTo(now, tail).some(({ status }) => status === 0);
}

function killWithWarmUp(warmUp: 'hold' | 'empty') {
  return async (plex: StoryPlex) => {
    plex.server.configure({ warmUpMs: 1_500, warmUp });
    await killTranscode(plex);
  };
}

/** Whether a request is without an answer while the same one made later has one. */
function isAskedAgain({ path, status }: RequestRecord, later: readonly RequestRecord[]): boolean {
  return status !== 200 && later.some((one) => one.path === path && one.status === 200);
}

/** Whether the last answer to a segment was one. */
function delivers(requests: ServerSnapshot['requests']): boolean {
  const answered = requests.filter(
    ({ path, status }) => path.endsWith('.m4s') && status !== undefined,
  );
  return answered.at(-1)?.status === 200;
}
