import { MusicPlayer, SinglePlayer } from 'coplay';
import { expect, fn, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { watchHitches } from '../support/hitches.ts';
import { holdIntervals } from '../support/intervals.ts';
import { findOne, mediaEvent, PATIENCE_MS, playsOn, reaches } from '../support/playing.ts';
import { serverHas, timelines } from '../support/server.ts';
import { decisions } from '../support/sessions.ts';

/** Long pauses, far seeks and early ends. They look like faults of the server, but are none. */
const meta = preview.meta({
  title: 'Scenarios/Pause, seek and end',
  component: SinglePlayer,
  args: { media: { ratingKey: '662548' }, autoPlay: true },
});

const patient = { timeout: PATIENCE_MS };

/** The computer slept for twenty minutes and sent no reports, so the server ended the session. Retry resumes in place. */
export const AsleepForTwentyMinutes = meta.story({
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 1);
    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
    const position = video.currentTime;
    plex.server.advance(20 * 60_000);
    await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
    const alert = await canvas.findByRole('alert', {}, patient);
    await expect(alert).toHaveTextContent('Playback has been paused for too long.');
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }));
    await reaches(video, position + 0.3);
    await expect(video.currentTime).toBeLessThan(position + 5);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});

/** Twenty minutes pass on the clocks of player and server. The reports of the paused player keep its session alive. */
export const PausedForTwentyMinutes = meta.story({
  parameters: { plex: { server: { limits: { pausedWithoutPingMs: 60_000 } } } },
  play: async ({ canvas, canvasElement, mount, plex, step, userEvent }) => {
    const clock = holdIntervals();
    try {
      await mount();
      const video = await findOne(canvasElement, 'video');
      await reaches(video, 0.5);
      await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
      await step('twenty minutes pass', async () => {
        for (let minute = 0; minute < 20; minute += 0.5) {
          const said = timelines(plex.server.snapshot(), 'paused').length;
          plex.server.advance(30_000);
          clock.turn(30_000);
          await serverHas(plex, 'the next reports', (now) => {
            const settled = now.requests.every(({ status }) => status !== undefined);
            return settled && timelines(now, 'paused').length > said;
          });
        }
      });
      await step('Play resumes in the same session', async () => {
        const position = video.currentTime;
        await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
        await playsOn(video, 0.5);
        await expect(video.currentTime).toBeLessThan(position + 5);
        const now = plex.server.snapshot();
        await expect(decisions(now)).toHaveLength(1);
        await expect(now.ended).toEqual([]);
      });
    } finally {
      clock.release();
    }
  },
});

/** A seek of a few seconds stays within the session. A seek of most of a minute needs a new transcode that starts there. */
export const NearAndFarSeek = meta.story({
  play: async ({ canvas, canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    const hitches = watchHitches(video);
    await step('a seek of three seconds keeps the session', async () => {
      video.currentTime += 3;
      await playsOn(video, 0.3);
      await expect(decisions(plex.server.snapshot())).toHaveLength(1);
    });
    await step('a seek to 0:55 starts a new transcode there, in the same playback', async () => {
      video.currentTime = 55;
      await reaches(video, 55.3);
      const [first, second, ...others] = decisions(plex.server.snapshot());
      await expect(others).toEqual([]);
      await expect(Number(second?.query.offset)).toBeGreaterThanOrEqual(54);
      await expect(Number(second?.query.offset)).toBeLessThanOrEqual(55);
      await expect(second?.playbackId).toBe(first?.playbackId);
      await expect(hitches().newSources).toBe(0);
      await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    });
    await step('the old transcode is stopped', async () => {
      const { jobs } = await serverHas(plex, 'one transcode', (now) => now.jobs.length === 1);
      await expect(jobs[0]?.offsetSeconds).toBeGreaterThanOrEqual(54);
    });
  },
});

/** The viewer seeks twice before the first frame. The video starts there, without another session. */
export const SeekWhileLoading = meta.story({
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'latency', milliseconds: 600, on: { path: '/decision' }, times: 1 }),
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    await serverHas(plex, 'the decision request', (now) => now.requests.length === 1);
    canvas.getByRole('group', { name: /^Video player/ }).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    const video = await findOne(canvasElement, 'video');
    const aim = Number(canvas.getByRole('slider', { name: 'Seek' }).getAttribute('aria-valuenow'));
    await expect(aim).toBe(0);
    await reaches(video, 10.3);
    await expect(video.currentTime).toBeLessThan(15);
    await expect(decisions(plex.server.snapshot())).toHaveLength(1);
    await expect(plex.server.snapshot().ended).toEqual([]);
  },
});

/** A start position beyond the end: the video starts at 0. */
export const BeginsBeyondTheEnd = meta.story({
  args: { media: { ratingKey: '662548', startSeconds: 500 } },
  play: async ({ canvas, canvasElement }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    await expect(video.currentTime).toBeLessThan(10);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});

/** A media key plays the element after its end. The video plays again from the start, in a new playback. */
export const PlayedAgainByTheBrowser = meta.story({
  args: { media: { ratingKey: '662548', startSeconds: 58.5 } },
  play: async ({ canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    // Not `video.ended`: dash.js may correct the duration at the same moment.
    await canvas.findByRole('button', { name: 'Replay' }, patient);
    await serverHas(plex, 'no stream', (now) => now.resources.length === 0);
    await video.play().catch(() => {});
    await mediaEvent(
      video,
      ['timeupdate', 'playing'],
      () => !video.paused && video.currentTime > 0.5 && video.currentTime < 20,
      'play from the start',
    );
    const playbacks = decisions(plex.server.snapshot()).map(({ playbackId }) => playbackId);
    await expect(new Set(playbacks).size).toBe(2);
  },
});

/**
 * dash.js may detect the end some milliseconds before the element does, and pause it. Then the element never fires `ended`, and
 * the player uses the event of dash.js.
 */
export const EndsUnsaid = meta.story({
  args: { media: { ratingKey: '662548', startSeconds: 58.5 }, onEnded: fn() },
  beforeEach: () => {
    const life = new AbortController();
    const keepSilent = (event: Event) => event.stopImmediatePropagation();
    window.addEventListener('ended', keepSilent, { capture: true, signal: life.signal });
    return () => life.abort();
  },
  play: async ({ args, canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await canvas.findByRole('button', { name: 'Replay' }, patient);
    await expect(args.onEnded).toHaveBeenCalledTimes(1);
    await expect(video.currentTime).toBeGreaterThan(59.9);
    await serverHas(plex, 'one `stopped`', (now) => timelines(now, 'stopped').length === 1);
  },
});

/** The metadata says four seconds more than the file has. The video ends where the file ends. */
export const EndsEarly = meta.story({
  args: { media: { ratingKey: '662548', startSeconds: 56 }, onEnded: fn() },
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'longer-metadata', ratingKey: '662548', byMs: 4_000 }),
  play: async ({ args, canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 57);
    await waitFor(() => expect(args.onEnded).toHaveBeenCalledTimes(1), patient);
    await expect(video.currentTime).toBeGreaterThan(59);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    await expect(decisions(plex.server.snapshot())).toHaveLength(1);
  },
});

/** The last two segments of a track are empty. The track ends, and the next one plays. */
export const EmptyTail = meta.story({
  render: ({ autoPlay }) => (
    <MusicPlayer
      queue={[{ ratingKey: '140620', startSeconds: 31 }, { ratingKey: '140611' }]}
      autoPlay={autoPlay}
    />
  ),
  beforeEach: ({ plex }) => plex.server.inject({ kind: 'empty-segments', last: 2 }),
  play: async ({ canvas, canvasElement, plex }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 31.5);
    const next = await serverHas(plex, 'the next track', (now) => decisions(now).length === 2);
    await expect(decisions(next)[1]?.query.path).toContain('140611');
    await reaches(audio, 0.3);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});
