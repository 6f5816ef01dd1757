import { CompositePlayer, MusicPlayer, SinglePlayer } from 'coplay';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';
import { killTranscode } from '../support/sessions.ts';

/** Controls come, go and can't be used for a moment. Who has the focus on one keeps it, or is next to what matters now. */
const meta = preview.meta({
  title: 'Scenarios/Focus',
  component: MusicPlayer,
  tags: ['!autodocs'],
  args: { queue: [{ ratingKey: '140611', startSeconds: 21.5 }, { ratingKey: '140612' }] },
});

const patient = { timeout: PATIENCE_MS };

/** On the seek slider while one track follows another, and on Next at the last one. */
export const BetweenTracks = meta.story({
  args: { autoPlay: true },
  play: async ({ canvas, canvasElement, step, userEvent }) => {
    const audio = await findOne(canvasElement, 'audio');
    const isSecond = () => canvas.getByText('Tempo Run', { selector: '.coplay-music-title' });
    await step('the slider keeps it while the next track is loaded', async () => {
      await reaches(audio, 21.6);
      const slider = canvas.getByRole('slider', { name: 'Seek' });
      slider.focus();
      await waitFor(isSecond, patient);
      await reaches(audio, 0.3);
      await expect(slider).toHaveFocus();
    });
    await step('Next does so at the last track, where it can do nothing', async () => {
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

/** The controls of a video go when it fails. One Tab from where the focus goes, there is Retry. */
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

/** Retry goes with the error it stands beside, and the focus stays in the player. */
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
