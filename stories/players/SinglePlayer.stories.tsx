import { SinglePlayer } from 'coplay';
import { expect, fn, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, mediaEvent, PATIENCE_MS, playsOn, reaches } from '../support/playing.ts';
import { requestsTo, serverHas, timelines } from '../support/server.ts';

/**
 * One video. The server decides whether it is converted to DASH or played directly. The player keeps the session alive during
 * playback, and ends it once.
 */
const meta = preview.meta({
  title: 'Players/SinglePlayer',
  component: SinglePlayer,
  args: { media: { ratingKey: '662548' } },
});

/** A video that waits for Play. Its first frame is shown. */
export const Default = meta.story({
  play: async ({ canvas, canvasElement, userEvent, step }) => {
    await step('the first frame is shown before Play', async () => {
      const video = await findOne(canvasElement, 'video');
      await mediaEvent(video, ['loadeddata'], () => video.readyState >= 2, 'load its first frame');
      await expect(video.paused).toBe(true);
    });
    await step('Play plays', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
      await reaches(await findOne(canvasElement, 'video'), 0.5);
    });
  },
});

/** A video that is converted to DASH. The decision comes first, and all requests of the playback have one identity. */
export const Dash = meta.story({
  tags: ['screenshot'],
  args: { autoPlay: true },
  play: async ({ canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('time moves', () => reaches(video, 2));
    await step('the decision came before the start, with the same query', async () => {
      const { requests } = plex.server.snapshot();
      const decision = requests.findIndex(({ path }) => path.endsWith('/decision'));
      const start = requests.findIndex(({ path }) => path.endsWith('/start.mpd'));
      await expect(decision).toBeGreaterThanOrEqual(0);
      await expect(start).toBeGreaterThan(decision);
      await expect(requests[start]?.query).toEqual(requests[decision]?.query);
    });
    await step('all requests have one identity', async () => {
      const snapshot = await serverHas(
        plex,
        'a timeline',
        (now) => timelines(now, 'playing').length > 0,
      );
      const named = snapshot.requests.filter(({ path }) => !path.includes('/session/'));
      const of = (key: 'clientIdentifier' | 'playbackId' | 'transcodeId') =>
        new Set(named.map((request) => request[key]));
      await expect(of('clientIdentifier').size).toBe(1);
      await expect(of('playbackId').size).toBe(1);
      await expect(of('transcodeId').size).toBe(1);
      const segments = snapshot.requests.filter(({ path }) => path.includes('/session/'));
      await expect(new Set(segments.map(({ transcodeId }) => transcodeId))).toEqual(
        of('transcodeId'),
      );
    });
    await step('the server has one device with one stream, with a decision', async () => {
      const { devices, resources } = plex.server.snapshot();
      await expect(devices).toHaveLength(1);
      await expect(resources.map(({ origin }) => origin)).toEqual(['decision']);
    });
  },
});

/** A file for direct play: the media element requests it with `Range`, and dash.js is not used. */
export const DirectPlay = meta.story({
  args: { media: { ratingKey: '662560' }, autoPlay: true },
  play: async ({ canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('time moves', () => reaches(video, 1));
    await step('the file is requested, and a range is answered with 206', async () => {
      const { requests } = plex.server.snapshot();
      const parts = requests.filter(({ path }) => path.startsWith('/library/parts/'));
      await expect(parts.length).toBeGreaterThan(0);
      for (const { range, status } of parts) {
        // The first request of WebKit has no range.
        await expect(status).toBe(range === undefined ? 200 : 206);
      }
      await expect(requestsTo(plex.server.snapshot(), 'start.mpd')).toEqual([]);
    });
    await step('the element plays the file itself', async () => {
      await expect(new URL(video.currentSrc).protocol).toMatch(/^https?:$/);
    });
  },
});

/** Play, pause, seek and volume, by control and by key. */
export const Controls = meta.story({
  args: { autoPlay: true, onVolumeChange: fn() },
  play: async ({ args, canvas, canvasElement, plex, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    const group = await canvas.findByRole('group', { name: /^Video player/ });
    await reaches(video, 0.5);
    await step('pause and play by button', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
      await expect(video.paused).toBe(true);
      await serverHas(plex, 'a paused timeline', (now) => timelines(now, 'paused').length > 0);
      await userEvent.click(await canvas.findByRole('button', { name: 'Play' }));
      await playsOn(video, 0.3);
    });
    await step('pause and play by key', async () => {
      group.focus();
      await userEvent.keyboard('k');
      await expect(video.paused).toBe(true);
      await userEvent.keyboard('k');
      await playsOn(video, 0.3);
    });
    await step('seek by key', async () => {
      const before = video.currentTime;
      await userEvent.keyboard('l');
      await mediaEvent(video, ['seeked'], () => video.currentTime >= before + 9, 'jump 10 s ahead');
      await playsOn(video, 0.3);
      await userEvent.keyboard('0');
      await mediaEvent(video, ['seeked'], () => video.currentTime < 5, 'jump to the start');
    });
    await step('volume by button and by key', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Mute' }));
      await waitFor(() => expect(video.muted).toBe(true));
      await userEvent.keyboard('m');
      await waitFor(() => expect(video.muted).toBe(false));
      group.focus();
      const before = video.volume;
      await userEvent.keyboard('{ArrowDown}');
      await waitFor(() => expect(video.volume).toBeLessThan(before));
      await expect(args.onVolumeChange).toHaveBeenLastCalledWith(expect.closeTo(video.volume), {
        muted: false,
        reason: 'keyboard',
        event: expect.objectContaining({ key: 'ArrowDown' }),
      });
    });
    await step('the sliders announce their value as text', async () => {
      const seek = canvas.getByRole('slider', { name: 'Seek' });
      await waitFor(() =>
        expect(seek).toHaveAttribute(
          'aria-valuetext',
          expect.stringMatching(/second.* of 1 minute/),
        ),
      );
      await expect(canvas.getByRole('slider', { name: 'Volume' })).toHaveAttribute(
        'aria-valuetext',
        expect.stringMatching(/%/),
      );
    });
  },
});

/** Starts in the middle: `offset` places the encoder, and the element is seeked too. */
export const StartsInTheMiddle = meta.story({
  args: { media: { ratingKey: '662549', startSeconds: 30 }, autoPlay: true },
  play: async ({ canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 31);
    await expect(video.currentTime).toBeLessThan(40);
    const [decision] = requestsTo(plex.server.snapshot(), '/decision');
    await expect(decision?.query.offset).toBe('30');
  },
});

/** At the end the server gets one `stopped`, and the last picture stays. Replay plays it again. */
export const PlaysToItsEnd = meta.story({
  args: { media: { ratingKey: '662560', startSeconds: 18 }, autoPlay: true, onEnded: fn() },
  play: async ({ args, canvas, canvasElement, plex, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 18.2);
    await step('it ends', async () => {
      video.currentTime = video.duration - 1;
      await waitFor(() => expect(args.onEnded).toHaveBeenCalledTimes(1), { timeout: PATIENCE_MS });
      const over = await serverHas(plex, 'no stream', (now) => now.resources.length === 0);
      await expect(timelines(over, 'stopped')).toHaveLength(1);
    });
    await step('Replay starts a new playback with the same identity', async () => {
      const [replay] = await canvas.findAllByRole('button', { name: 'Replay' });
      if (replay) await userEvent.click(replay);
      const again = await serverHas(
        plex,
        'a second decision',
        (now) => requestsTo(now, '/decision').length > 1,
      );
      const [first, second] = requestsTo(again, '/decision');
      await expect(second?.clientIdentifier).toBe(first?.clientIdentifier);
      await expect(second?.playbackId).not.toBe(first?.playbackId);
      await mediaEvent(
        video,
        ['timeupdate'],
        () => video.currentTime > 0.2 && video.currentTime < 10,
        'start over',
      );
    });
  },
});

/** At a width of 320 pixels, all controls fit. */
export const Narrow = meta.story({
  tags: ['screenshot'],
  args: { media: { ratingKey: '662549' } },
  decorators: [(Story) => <div style={{ width: 320 }}>{Story()}</div>],
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('button', { name: 'Play' });
    const player = await canvas.findByRole('group', { name: /^Video player/ });
    await expect(player.scrollWidth).toBeLessThanOrEqual(320);
    await expect(canvasElement.ownerDocument.documentElement.scrollWidth).toBeLessThanOrEqual(
      innerWidth,
    );
  },
});
