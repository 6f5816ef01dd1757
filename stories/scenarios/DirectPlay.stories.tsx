import { SinglePlayer } from 'coplay';
import { expect, fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { clipCatalogue } from '../support/clip-catalogue.ts';
import { findOne, mediaEvent, PATIENCE_MS, reaches } from '../support/playing.ts';
import { serverHas, timelines } from '../support/server.ts';
import { decisions } from '../support/sessions.ts';

/** A file of 20 seconds that plays as it is. */
const meta = preview.meta({
  title: 'Scenarios/Direct play',
  component: SinglePlayer,
  args: { media: { ratingKey: '662560' }, autoPlay: true, onEnded: fn() },
});

/** The metadata say twelve seconds more. The video ends where the file ends, and the length is that of the file. */
export const ShorterThanItsMetadata = meta.story({
  args: { media: { ratingKey: '662560', startSeconds: 18.5 } },
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'longer-metadata', ratingKey: '662560', byMs: 12_000 }),
  play: async ({ args, canvas, plex }) => {
    await canvas.findByRole('button', { name: 'Replay' }, { timeout: PATIENCE_MS });
    await expect(args.onEnded).toHaveBeenCalledTimes(1);
    const slider = canvas.getByRole<HTMLInputElement>('slider', { name: 'Seek' });
    await expect(Number(slider.max)).toBeCloseTo(20, 0);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    const now = await serverHas(plex, 'one `stopped`', (is) => timelines(is, 'stopped').length > 0);
    await expect(decisions(now)).toHaveLength(1);
  },
});

/** The metadata say eight seconds less. The video plays on to the end of the file, and can be seeked there. */
export const LongerThanItsMetadata = meta.story({
  args: { media: { ratingKey: '662560', startSeconds: 11 } },
  parameters: { plex: { server: { catalogue: clipCatalogue(12_000) } } },
  play: async ({ args, canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 12.3);
    await expect(args.onEnded).not.toHaveBeenCalled();
    const slider = canvas.getByRole<HTMLInputElement>('slider', { name: 'Seek' });
    await expect(Number(slider.max)).toBeCloseTo(20, 0);
    video.currentTime = 19;
    await mediaEvent(video, ['ended'], () => video.ended, 'end');
    await canvas.findByRole('button', { name: 'Replay' }, { timeout: PATIENCE_MS });
    await expect(args.onEnded).toHaveBeenCalledTimes(1);
    await expect(decisions(plex.server.snapshot())).toHaveLength(1);
  },
});

/** The server answers wrongly once, and then sends the file. The element does not tell this from a file that it cannot play. */
export const AnsweredWronglyOnce = meta.story({
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'status', status: 503, times: 1, on: { path: '/library/parts/' } }),
  play: async ({ canvas, canvasElement, plex }) => {
    await reaches(await findOne(canvasElement, 'video'), 1);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    // It is not converted.
    for (const { path } of plex.server.snapshot().requests)
      await expect(path).not.toContain('/start.mpd');
  },
});
