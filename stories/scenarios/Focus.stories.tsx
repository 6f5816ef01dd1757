import { CompositePlayer, MusicPlayer, SinglePlayer } from 'coplay';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';
import { killTranscode } from '../support/sessions.ts';

/** Controls appear, disappear and are disabled for a moment. The focus stays on the control, or moves to a useful place. */
const meta = preview.meta({
  title: 'Scenarios/Focus',
  component: MusicPlayer,
  tags: ['!autodocs'],
  args: { queue: [{ ratingKey: '140611', startSeconds: 21.5 }, { ratingKey: '140612' }] },
});

const patient = { timeout: PATIENCE_MS };

/** The seek slider keeps the focus between two tracks, and Next keeps it at the last track. */
export const BetweenTracks = meta.story({
  args: { autoPlay: true },
  play: async ({ canvas, canvasElement, step, userEvent }) => {
    const audio = await findOne(canvasElement, 'audio');
    const isSecond = () => canvas.getByText('Tempo Run', { selector: '.coplay-music-title' });
    await step('the slider keeps the focus while the next track loads', async () => {
      await reaches(audio, 21.6);
      const slider = canvas.getByRole('slider', { name: 'Seek' });
      slider.focus();
      await waitFor(isSecond, patient);
      await reaches(audio, 0.3);
      await expect(slider).toHaveFocus();
    });
    await step('Next keeps the focus at the last track, where it is disabled', async () => {
      const next = canvas.getByRole('button', { name: 'Next track' });
      await userEvent.click(canvas.getByRole('button', { name: 'Previous track' }));
      await waitFor(() => expect(next).not.toHaveAttribute('aria-disabled'), patient);
      next.focus();
      await userEvent.keyboard('{Enter}');
      await waitFor(() => expect(next).toHaveAttribute('aria-disabled', 'true'), patient);
      await expect(next).toHaveFocus();
    });
  },
});

/** The controls of a video disappear when it fails. The focus moves to the player, and Retry is one Tab away. */
export const WhenItFails = meta.story({
  render: () => <SinglePlayer media={{ ratingKey: '662548' }} autoPlay />,
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    await reaches(await findOne(canvasElement, 'video'), 0.5);
    canvas.getByRole('button', { name: 'Pause' }).focus();
    await killTranscode(plex);
    plex.server.inject({ kind: 'status', status: 401 });
    const retry = await canvas.findByRole('button', { name: 'Retry' }, patient);
    await expect(canvas.getByRole('group', { name: /^Video player/ })).toHaveFocus();
    await userEvent.tab();
    await expect(retry).toHaveFocus();
  },
});

/** The Retry button disappears with its error. The focus moves to the player. */
export const RetryOfAnOverlay = meta.story({
  render: () => (
    <CompositePlayer primary={{ ratingKey: '662548' }} overlay={{ ratingKey: 'nowhere' }} />
  ),
  play: async ({ canvas, canvasElement, userEvent }) => {
    const retry = await canvas.findByRole('button', { name: 'Retry' }, patient);
    retry.focus();
    await userEvent.keyboard('{Enter}');
    await expect(canvasElement.querySelector('.coplay-composite-player')).toHaveFocus();
  },
});
