import { SinglePlayer } from 'coplay';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, reaches } from '../support/playing.ts';
import { decisions } from '../support/sessions.ts';

/** Seeks to positions outside of the session, or at its edge. */
const meta = preview.meta({
  title: 'Scenarios/Seeking',
  component: SinglePlayer,
  args: { media: { ratingKey: '662548' }, autoPlay: true },
});

/** Seeks forwards and backwards: each far seek gets a new session at once. */
export const FarAndWide = meta.story({
  parameters: { plex: { server: { encoderSpeed: 3 } } },
  play: async ({ canvas, canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    for (const [index, place] of [30, 5, 50, 12].entries()) {
      await step(`to ${place} s`, async () => {
        video.currentTime = place;
        await reaches(video, place + 0.3);
        await expect(decisions(plex.server.snapshot())).toHaveLength(index + 2);
      });
    }
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});

/** A seek to one second before the start of the session, where the server answers as during warm-up. */
export const JustBeforeTheBeginning = meta.story({
  args: { media: { ratingKey: '662548', startSeconds: 31.5 } },
  play: async ({ canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 31.8);
    video.currentTime = 30.2;
    await reaches(video, 30.5);
    await expect(video.currentTime).toBeLessThan(33);
    await expect(decisions(plex.server.snapshot())).toHaveLength(2);
  },
});

/** A start position at the end: the video starts at 0. */
export const BeginsAtTheEnd = meta.story({
  args: { media: { ratingKey: '662548', startSeconds: 60 } },
  play: async ({ canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    await expect(video.currentTime).toBeLessThan(10);
    const transcodes = decisions(plex.server.snapshot()).map(({ transcodeId }) => transcodeId);
    await expect(new Set(transcodes).size).toBe(1);
  },
});
