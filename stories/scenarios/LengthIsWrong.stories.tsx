import { SinglePlayer } from 'coplay';
import { expect, fn, waitFor } from 'storybook/test';
import type { StoryPlex } from '../../.storybook/plex/story-plex.ts';
import preview from '../../.storybook/preview.tsx';
import { findOne, mediaEvent, PATIENCE_MS, reaches } from '../support/playing.ts';

/** The metadata of the server are wrong about the length of a file. The file counts. */
const meta = preview.meta({
  title: 'Scenarios/Length is wrong',
  component: SinglePlayer,
  args: { media: { ratingKey: '662548', startSeconds: 57 }, autoPlay: true, onEnded: fn() },
});

const segments = ({ server }: StoryPlex) =>
  server.snapshot().requests.filter(({ path }) => path.endsWith('.m4s'));

const patient = { timeout: PATIENCE_MS };

/** The file has 60 s, the metadata say 66 s: the video ends where the file ends. */
export const ALittleShorter = meta.story({
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'longer-metadata', ratingKey: '662548', byMs: 6_000 }),
  play: async ({ args, canvas, canvasElement }) => {
    const video = await findOne(canvasElement, 'video');
    await waitFor(() => expect(args.onEnded).toHaveBeenCalledTimes(1), patient);
    await expect(video.currentTime).toBeGreaterThan(59);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});

/** The metadata say 80 s. That is no end but a broken file: the player says so, and asks the server once a second at most. */
export const MuchShorter = meta.story({
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'longer-metadata', ratingKey: '662548', byMs: 20_000 }),
  play: async ({ args, canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 59);
    const before = segments(plex).length;
    const since = performance.now();
    const alert = await canvas.findByRole('alert', {}, patient);
    await expect(alert).toHaveTextContent('has no more media');
    const seconds = (performance.now() - since) / 1000;
    await expect(segments(plex).length - before).toBeLessThan(seconds + 4);
    await expect(args.onEnded).not.toHaveBeenCalled();
  },
});

/** The file has 60 s, the metadata say 50 s: it plays on, and the duration follows. */
export const Longer = meta.story({
  args: { media: { ratingKey: '662548', startSeconds: 47 } },
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'shorter-metadata', ratingKey: '662548', byMs: 10_000 }),
  play: async ({ args, canvas, canvasElement }) => {
    const video = await findOne(canvasElement, 'video');
    await mediaEvent(video, ['loadedmetadata'], () => video.readyState > 0, 'load');
    await expect(video.duration).toBeLessThan(51);
    await reaches(video, 51);
    await waitFor(() => expect(args.onEnded).toHaveBeenCalledTimes(1), patient);
    await expect(video.currentTime).toBeGreaterThan(59);
    await expect(video.duration).toBeGreaterThan(59);
    await expect(video.duration).toBeLessThan(61);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});
