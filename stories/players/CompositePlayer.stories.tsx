import { CompositePlayer } from 'coplay';
import { expect, fn, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import {
  countWaiting,
  findMedia,
  findOne,
  hasBuffered,
  PATIENCE_MS,
  playsOn,
  reaches,
} from '../support/playing.ts';
import { evictions, logLines, playingClients, serverHas } from '../support/server.ts';

/** A video with music below it, or with a second video in a corner. */
const meta = preview.meta({
  title: 'Players/CompositePlayer',
  component: CompositePlayer,
  args: { primary: { ratingKey: '662548' }, overlay: { playlist: '140600' } },
});

/** A fitness video with music. */
export const Default = meta.story({
  play: async ({ canvas }) => {
    await canvas.findByRole('button', { name: 'Play main video' });
    await canvas.findByRole('button', { name: 'Play music' });
  },
});

/** Both play for more than five seconds, with two client identifiers. The server ends neither. */
export const MusicUnderVideo = meta.story({
  tags: ['screenshot'],
  args: { autoPlay: true },
  play: async ({ canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    const audio = await findOne(canvasElement, 'audio');
    await Promise.all([reaches(video, 0.5), reaches(audio, 0.5)]);
    await hasBuffered(video, 5);
    const held = countWaiting(video);
    await step('both play on for five seconds', async () => {
      await Promise.all([playsOn(video, 5), playsOn(audio, 5)]);
      await expect(held()).toBe(0);
    });
    await step(
      'there are two client identifiers, and that of the music ends in -audio',
      async () => {
        const clients = playingClients(plex.server.snapshot());
        await expect(clients).toHaveLength(2);
        await expect(
          clients.filter((one) => /^composite-overlay-.*-audio$/.test(one)),
        ).toHaveLength(1);
        await expect(clients.filter((one) => /^composite-primary-.*[^o]$/.test(one))).toHaveLength(
          1,
        );
      },
    );
    await step('the log has no ended stream, and none without a decision', async () => {
      const snapshot = plex.server.snapshot();
      await expect(logLines(snapshot, 'Client stopped playback.')).toEqual([]);
      await expect(logLines(snapshot, 'AdHoc')).toEqual([]);
      await expect(evictions(snapshot)).toEqual([]);
    });
  },
});

/** A second video as an inset picture. */
export const PictureInPicture = meta.story({
  tags: ['screenshot'],
  args: { overlay: { ratingKey: '662549' }, autoPlay: true },
  play: async ({ canvasElement, plex }) => {
    const videos = await findMedia(canvasElement, 'video', 2);
    await Promise.all(videos.map((video) => reaches(video, 2)));
    const { resources } = await serverHas(plex, 'two streams', (now) => now.resources.length === 2);
    await expect(new Set(resources.map(({ ratingKey }) => ratingKey))).toEqual(
      new Set(['662548', '662549']),
    );
  },
});

/** Each player has its own volume, and controls that name the player. */
export const TwoVolumes = meta.story({
  args: { autoPlay: true, defaultVolume: 0.8, defaultOverlayVolume: 0.2 },
  play: async ({ canvas, canvasElement, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    const audio = await findOne(canvasElement, 'audio');
    await Promise.all([reaches(video, 0.3), reaches(audio, 0.3)]);
    await expect(video.volume).toBeCloseTo(0.8);
    await expect(audio.volume).toBeCloseTo(0.2);
    await userEvent.click(canvas.getByRole('button', { name: 'Mute music' }));
    await waitFor(() => expect(audio.muted).toBe(true));
    await expect(video.muted).toBe(false);
    await userEvent.click(canvas.getByRole('button', { name: 'Pause main video' }));
    await waitFor(() => expect(video.paused).toBe(true));
    await expect(audio.paused).toBe(false);
  },
});

/** The music does not exist. An error with Retry is shown below, and the video plays on. */
export const MusicCannotBeHad = meta.story({
  args: { overlay: { ratingKey: '1' }, autoPlay: true, onOverlayError: fn(), onError: fn() },
  play: async ({ args, canvas, canvasElement, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('the error is shown, with Retry', async () => {
      const alert = await canvas.findByRole('alert', {}, { timeout: PATIENCE_MS });
      await expect(alert).toHaveTextContent('The server has no such item');
      await expect(alert).toHaveTextContent('not-found');
      await expect(canvas.getByRole('button', { name: 'Retry' })).toBeVisible();
      await expect(canvas.queryByRole('group', { name: /^Music player/ })).not.toBeInTheDocument();
    });
    await step('the video plays on', async () => {
      await reaches(video, 0.5);
      await playsOn(video, 1);
      await expect(canvas.getAllByRole('alert')).toHaveLength(1);
    });
    await step('onOverlayError is called once', async () => {
      await expect(args.onOverlayError).toHaveBeenCalledTimes(1);
      await expect(args.onOverlayError).toHaveBeenCalledWith(
        expect.objectContaining({ code: 'not-found' }),
      );
      await expect(args.onError).not.toHaveBeenCalled();
    });
  },
});

/** An overlay that is neither media nor a list, as untyped code may pass it. The error says so, and the video is shown. */
export const OverlayOfNoShape = meta.story({
  tags: ['!dev', '!autodocs'],
  args: { overlay: 140611 as never, onOverlayError: fn() },
  play: async ({ args, canvas }) => {
    const alert = await canvas.findByRole('alert');
    await expect(alert).toHaveTextContent('Pass media such as { ratingKey: "662548" }.');
    await canvas.findByRole('button', { name: 'Play main video' });
    await expect(args.onOverlayError).toHaveBeenCalledTimes(1);
    await expect(args.onOverlayError).toHaveBeenCalledWith(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  },
});
