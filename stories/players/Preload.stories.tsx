import { CompositePlayer, MusicPlayer, SinglePlayer } from 'coplay';
import { expect, waitFor } from 'storybook/test';
import type { StoryPlex } from '../../.storybook/plex/story-plex.ts';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';
import { requestsTo, serverHas } from '../support/server.ts';

/** What is loaded before the first play: `none`, `metadata` (the default for music) or `auto` (the default for a video). */
const meta = preview.meta({
  title: 'Players/Preload',
  component: SinglePlayer,
  args: { media: { ratingKey: '662548' } },
});

/** The requests that occupy the server: decisions, streams and files. */
function streamRequests(plex: StoryPlex) {
  return plex.server
    .snapshot()
    .requests.filter(({ path }) => /\/(?:decision|start\.mpd)$|^\/library\/parts\//.test(path));
}

/** The large Play button over the picture. It is hidden from screen readers, so it has no role. */
function findBigButton(root: ParentNode): Promise<Element> {
  return waitFor(
    () => {
      const button = root.querySelector('[data-phase="start"] .coplay-big-button');
      if (!button?.checkVisibility()) throw new Error('There is no large Play button.');
      return button;
    },
    { timeout: PATIENCE_MS },
  );
}

/** Nothing is requested before the first play. A large Play button lies over the empty picture. */
export const None = meta.story({
  args: { preload: 'none' },
  play: async ({ canvasElement, plex, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    const button = await findBigButton(canvasElement);
    await step('nothing has been requested', async () => {
      await expect(plex.server.snapshot().requests).toEqual([]);
    });
    await step('the button plays', async () => {
      await userEvent.click(button);
      await reaches(video, 0.5);
      await expect(requestsTo(plex.server.snapshot(), '/decision')).toHaveLength(1);
    });
  },
});

/** In a narrow picture too. */
export const NoneNarrow = meta.story({
  args: { preload: 'none' },
  decorators: [(Story) => <div style={{ width: 300 }}>{Story()}</div>],
  play: async ({ canvasElement, plex }) => {
    await findBigButton(canvasElement);
    await expect(plex.server.snapshot().requests).toEqual([]);
  },
});

/** Title and length are known before the first play, without a decision or a stream. */
export const Metadata = meta.story({
  args: { preload: 'metadata' },
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('title and length are shown', async () => {
      await canvas.findByText('Sunrise Ride', undefined, { timeout: PATIENCE_MS });
      await expect(await canvas.findByText('1:00')).toBeVisible();
      await findBigButton(canvasElement);
    });
    await step('the server has no stream', async () => {
      await expect(streamRequests(plex)).toEqual([]);
      await expect(plex.server.snapshot().resources).toEqual([]);
    });
    await step('Play plays', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
      await reaches(video, 0.5);
    });
  },
});

/** A seek before the first play moves the start: the only decision is for that position. */
export const SeekBeforePlay = meta.story({
  args: { preload: 'metadata' },
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    const slider = canvas.getByRole('slider', { name: 'Seek' });
    await waitFor(() => expect(slider).not.toHaveAttribute('aria-disabled'), {
      timeout: PATIENCE_MS,
    });
    await step('Page Up moves by half a minute, and requests nothing', async () => {
      slider.focus();
      await userEvent.keyboard('{PageUp}');
      await expect(await canvas.findByText('0:30')).toBeVisible();
      await expect(streamRequests(plex)).toEqual([]);
    });
    await step('Play begins there', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
      await reaches(video, 30.5);
      await expect(video.currentTime).toBeLessThan(40);
      const decisions = requestsTo(plex.server.snapshot(), '/decision');
      await expect(decisions.map(({ query }) => query.offset)).toEqual(['30']);
    });
  },
});

/** Music shows title, length and cover before the first play. The server has no stream until then. */
export const Music = meta.story({
  render: () => <MusicPlayer album="140610" />,
  decorators: [(Story) => <div style={{ maxWidth: 480 }}>{Story()}</div>],
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    const audio = await findOne(canvasElement, 'audio');
    const shown = (selector: string) => () =>
      expect(canvasElement.querySelector(selector)).toBeVisible();
    await step('title, length and cover are shown', async () => {
      await waitFor(
        () => expect(canvasElement.querySelector('.coplay-music-title')).toHaveTextContent(/\w/),
        { timeout: PATIENCE_MS },
      );
      await waitFor(shown('.coplay-artwork img'), { timeout: PATIENCE_MS });
      const length = canvasElement.querySelector('.coplay-music-times .coplay-time-duration');
      await waitFor(() => expect(length).toHaveTextContent('0:23'));
    });
    await step('the server has no stream', async () => {
      await expect(streamRequests(plex)).toEqual([]);
      await expect(plex.server.snapshot().resources).toEqual([]);
    });
    await step('Play plays', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
      await reaches(audio, 0.5);
      const { resources } = await serverHas(plex, 'a stream', (now) => now.resources.length > 0);
      await expect(resources.map(({ kind }) => kind)).toEqual(['music']);
    });
  },
});

/** Music with `preload="none"`: even the list is only requested with the first play. */
export const MusicNone = meta.story({
  render: () => <MusicPlayer playlist="140600" preload="none" />,
  decorators: [(Story) => <div style={{ maxWidth: 480 }}>{Story()}</div>],
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    const play = await canvas.findByRole('button', { name: 'Play' });
    await expect(play).toBeEnabled();
    await expect(plex.server.snapshot().requests).toEqual([]);
    await userEvent.click(play);
    await reaches(await findOne(canvasElement, 'audio'), 0.5);
  },
});

/** A video with an overlay of unknown kind and `preload="none"`. The overlay is looked up with the first play. */
export const CompositeNone = meta.story({
  render: () => (
    <CompositePlayer
      primary={{ ratingKey: '662548' }}
      overlay={{ ratingKey: '140611' }}
      preload="none"
    />
  ),
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    await findBigButton(canvasElement);
    await expect(plex.server.snapshot().requests).toEqual([]);
    await userEvent.click(canvas.getByRole('button', { name: 'Play main video' }));
    await reaches(await findOne(canvasElement, 'video'), 0.5);
    await canvas.findByRole('button', { name: 'Play music' }, { timeout: PATIENCE_MS });
  },
});
