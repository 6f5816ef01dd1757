import { CompositePlayer } from 'coplay';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { refuseNextPlay } from '../support/autoplay.ts';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';

/** A browser that blocks autoplay until a user gesture. */
const meta = preview.meta({
  title: 'Scenarios/Autoplay',
  component: CompositePlayer,
  args: {
    primary: { ratingKey: '662548' },
    overlay: { playlist: '140600' },
    autoPlay: true,
  },
});

/** The browser blocks both the video and its music. One message is shown, and one click starts both. */
export const OneClickForBoth = meta.story({
  beforeEach: () => refuseNextPlay(2),
  play: async ({ canvas, canvasElement, step, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    const audio = await findOne(canvasElement, 'audio');
    await step('one message asks for a click', async () => {
      const asks = await canvas.findByRole('alert', {}, { timeout: PATIENCE_MS });
      await expect(asks).toHaveTextContent('The browser wants a click before it plays sound.');
      await expect(video.paused && audio.paused).toBe(true);
    });
    await step('Play starts both', async () => {
      await userEvent.click(
        await canvas.findByRole('button', { name: 'Play main video' }, { timeout: PATIENCE_MS }),
      );
      await Promise.all([reaches(video, 0.5), reaches(audio, 0.5)]);
      await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    });
  },
});
