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
  /** Causes the fault. Resolves when it is complete. */
  readonly cause: (plex: StoryPlex) => unknown;
  /** How many sessions die. @default 1 */
  readonly deaths?: number;
  /** How long playback may stall. Milliseconds. @default 0 */
  readonly mayHoldUpMs?: number;
}

/**
 * Faults of the server during a video that a viewer does not notice: the video plays on, and position, volume, mute and speed
 * stay. Each story starts the video, waits for four seconds of buffer, and then causes one fault. It watches until the video
 * has played past the end of that buffer.
 */
const meta = preview.meta({
  title: 'Scenarios/Healing',
  component: SinglePlayer,
  args: { media: { ratingKey: '662548' }, autoPlay: true },
  // A slow encoder, four times as fast as playback, so that the buffer has just four seconds at some moment.
  parameters: { plex: { server: { encoderSpeed: 4 } } },
  play: async ({ canvas, canvasElement, parameters, plex, step }) => {
    const { cause, deaths = 1, mayHoldUpMs = 0 } = parameters.fault as Fault;
    const video = await findOne(canvasElement, 'video');
    await step('the video plays, muted, at 1.25, with four seconds buffered', async () => {
      await reaches(video, 0.2);
      Object.assign(video, { volume: 0.5, muted: true, playbackRate: 1.25 });
      await hasBuffered(video, 4);
    });
    const hitches = watchHitches(video);
    let seam = 0;
    await step('the fault happens', async () => {
      seam = video.currentTime + bufferedAhead(video);
      await cause(plex);
    });
    await step('the video plays past the buffer of that moment', async () => {
      await serverHas(plex, 'the sessions', (now) => decisions(now).length > deaths);
      await reaches(video, seam + 0.5);
    });
    await step('it plays without a stall, a jump or a new source', async () => {
      const { waits, heldUpMs, ...others } = hitches();
      await expect(heldUpMs).toBeLessThanOrEqual(mayHoldUpMs);
      if (mayHoldUpMs === 0) await expect(waits).toBe(0);
      await expect(others).toEqual({ jumps: 0, newSources: 0 });
    });
    await step('volume, mute and speed are unchanged', async () => {
      const { volume, muted, playbackRate } = video;
      await expect({ volume, muted, playbackRate }).toEqual({
        // WebKit reads back another one: 0.500001.
        volume: expect.closeTo(0.5),
        muted: true,
        playbackRate: 1.25,
      });
      await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    });
    await step('each dead session got one successor, for video and audio together', async () => {
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
    });
  },
});

const patient = { timeout: PATIENCE_MS };
const segments = { path: /\.m4s$/ };

/** The server deletes the transcode: its segments get 404. The next transcode needs 1.5 s to warm up. */
export const KilledWith404 = meta.story({
  parameters: { fault: { cause: killWithWarmUp('hold') } satisfies Fault },
});

/** Segments of a dead session, and of one that warms up, get 200 with an empty body, as on some servers. */
export const KilledWithEmptyBodies = meta.story({
  globals: { deadSegments: 'empty' },
  parameters: { fault: { cause: killWithWarmUp('empty') } satisfies Fault },
});

/** Segments of a dead session get 78 bytes that are not media. */
export const KilledWithStubs = meta.story({
  globals: { deadSegments: 'stub' },
  parameters: { fault: { cause: killTranscode } satisfies Fault },
});

/** Segments of a dead session get no response. After a second, the player checks whether the session is alive. */
export const KilledInSilence = meta.story({
  globals: { deadSegments: 'hang' },
  parameters: { fault: { cause: killTranscode } satisfies Fault },
});

/** The transcoder hangs: the server reports it as alive, but it delivers nothing. */
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

/** Two requests get no response. The player repeats them, and the segments arrive. */
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

/** The new session dies too, after its first segments. */
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

/** The server restarts: at first it is unreachable, then it has lost all sessions. */
export const ServerRestarts = meta.story({
  parameters: { fault: { cause: restartUntilAsked } satisfies Fault },
});

/** The server is unreachable for two seconds. The session stays alive and is kept. */
export const ServerAway = meta.story({
  parameters: { fault: { deaths: 0, cause: awayUntilPinged } satisfies Fault },
});

/** The server is busy: some segments get 503, then some get 429. */
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

/** A bad connection: some segments are a second late, some are cut off, some lack the CORS header. */
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

/** A session that dies while the video is paused is replaced. The video stays paused until Play is pressed. */
export const KilledWhilePaused = meta.story({
  play: async ({ canvas, canvasElement, plex, step, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.2);
    await hasBuffered(video, 4);
    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
    const hitches = watchHitches(video);
    const position = video.currentTime;
    await step('the session dies and is replaced', async () => {
      await newTranscode(plex, await killTranscode(plex));
    });
    await step('the video is paused at the same position', async () => {
      await expect(video.paused).toBe(true);
      await expect(video.currentTime).toBe(position);
      await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    });
    await step('Play resumes at the same position', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
      await playsOn(video, 0.5);
      await expect(hitches()).toMatchObject({ jumps: 0, newSources: 0 });
    });
  },
});

/** The token is revoked. The running session continues, but when it dies it cannot be replaced. */
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

/** The item gets another rating key. The running session continues, but when it dies it cannot be replaced. */
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
    await expect(alert).toHaveTextContent('choose it again');
    await expect(args.onError).toHaveBeenCalledTimes(1);
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'not-found' }));
  },
});

/**
 * The file is replaced during direct play: the connection breaks, and the old URL gets 404. The media element itself cannot
 * recover, so the player sets the new URL and seeks to the same position.
 */
export const FileIsReplaced = meta.story({
  args: { media: { ratingKey: '662560' } },
  beforeEach: ({ plex }) => replaceFile(plex),
  play: async ({ canvas, canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    // From the beginning: on a slow machine, the connection breaks before the first picture is seen.
    const hitches = watchHitches(video);
    let before = 0;
    const note = () => {
      if (video.readyState > 0) before = video.currentTime;
    };
    video.addEventListener('timeupdate', note);
    await mediaEvent(video, ['loadedmetadata'], () => video.readyState > 0, 'know its length');
    const settings = { volume: 0.5, muted: true, playbackRate: 1.25 };
    Object.assign(video, settings);
    await step('the element gets the new URL', async () => {
      await mediaEvent(video, ['emptied'], () => hitches().newSources > 0, 'get a new source');
      video.removeEventListener('timeupdate', note);
    });
    await step('it plays on at the same position', async () => {
      await mediaEvent(video, ['seeked', 'playing'], () => video.currentTime > 0, 'be in place');
      await expect(Math.abs(video.currentTime - before)).toBeLessThan(1);
      await reaches(video, before + 1);
    });
    await step('volume, mute and speed are unchanged', async () => {
      const { volume, muted, playbackRate } = video;
      await expect({ volume, muted, playbackRate }).toEqual({
        ...settings,
        volume: expect.closeTo(settings.volume),
      });
      await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
      await expect(decisions(plex.server.snapshot())).toHaveLength(2);
    });
  },
});

/** While the new URL is requested, the player shows that it reconnects. Pause still works. */
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

/** Cuts the connection during the file. Its URL gets 404 from then on, and the faults `more` start. */
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
  await serverHas(plex, 'a refused ping', hasRefused('/ping'));
  back();
}

/** Restarts in the middle of a segment, so that the player notices at once that its session has died. */
async function restartUntilAsked(plex: StoryPlex): Promise<void> {
  await serverHas(plex, 'a segment in progress', ({ requests }) =>
    requests.some(({ path, status }) => path.endsWith('.m4s') && status === undefined),
  );
  const back = plex.server.inject({ kind: 'unreachable' });
  plex.server.restart();
  await serverHas(plex, 'a refused decision', hasRefused('/decision'));
  back();
}

function hasRefused(tail: string) {
  return (now: ServerSnapshot) => requestsTo(now, tail).some(({ status }) => status === 0);
}

function killWithWarmUp(warmUp: 'hold' | 'empty') {
  return async (plex: StoryPlex) => {
    plex.server.configure({ warmUpMs: 1_500, warmUp });
    await killTranscode(plex);
  };
}

/** Whether a request got no response, but a later one for the same path did. */
function isAskedAgain({ path, status }: RequestRecord, later: readonly RequestRecord[]): boolean {
  return status !== 200 && later.some((one) => one.path === path && one.status === 200);
}

/** Whether the latest response for a segment was 200. */
function delivers(requests: ServerSnapshot['requests']): boolean {
  const answered = requests.filter(
    ({ path, status }) => path.endsWith('.m4s') && status !== undefined,
  );
  return answered.at(-1)?.status === 200;
}
