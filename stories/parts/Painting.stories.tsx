import {
  MediaSurface,
  PlayButton,
  PlayerFrame,
  SeekBar,
  TimeDisplay,
  usePlayback,
  VolumeControl,
} from 'coplay';
import { Profiler } from 'react';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, playsOn, reaches } from '../support/playing.ts';

let commits = 0;

/** A player whose clock and seek bar are observed. */
export function WatchedPlayer() {
  const player = usePlayback({
    playerRole: 'watched',
    mediaType: 'video',
    media: { ratingKey: '662548' },
    autoPlay: true,
  });
  return (
    <PlayerFrame player={player} playerRole="watched" hasPicture className="parts">
      <MediaSurface className="parts-picture" />
      <div className="parts-row coplay-controls" style={{ position: 'static' }}>
        <PlayButton />
        <Profiler id="watched" onRender={() => (commits += 1)}>
          <TimeDisplay />
          <SeekBar />
          <VolumeControl />
        </Profiler>
      </div>
    </PlayerFrame>
  );
}

/** Updates of the DOM during playback. */
const meta = preview.meta({
  title: 'Internal/Painting',
  component: WatchedPlayer,
  excludeStories: ['WatchedPlayer'],
  tags: ['!dev', '!autodocs'],
});

/**
 * The clock and the seek bar are updated from the store, without a render of React. While the controls are hidden, the seek bar is
 * updated once a second. It is up to date when they are shown again.
 */
export const WithoutReact = meta.story({
  play: async ({ canvasElement, step }) => {
    const video = await findOne(canvasElement, 'video');
    const player = canvasElement.querySelector<HTMLElement>('.coplay-player');
    const bar = canvasElement.querySelector<HTMLElement>('.coplay-seek-bar');
    const clock = canvasElement.querySelector('.coplay-time-position');
    const slider = canvasElement.querySelector<HTMLInputElement>('.coplay-seek-slider');
    if (!player || !bar || !clock || !slider) throw new Error('A part is missing.');
    const drawn = () => Number(bar.style.getPropertyValue('--coplay-progress')) * video.duration;
    await reaches(video, 1);

    await step('the clock runs without a commit', async () => {
      const before = commits;
      await playsOn(video, 2);
      await expect(commits).toBe(before);
      await waitFor(() => expect(clock).toHaveTextContent(clockOf(video.currentTime)));
    });

    await step('hidden, the bar is updated once a second', async () => {
      await waitFor(() => expect(player.dataset.controls).toBe('hidden'), {
        timeout: PATIENCE_MS,
      });
      let painted = 0;
      const observer = new MutationObserver(() => {
        painted += 1;
      });
      observer.observe(bar, { attributeFilter: ['style'] });
      const began = performance.now();
      await playsOn(video, 2.5);
      observer.disconnect();
      await expect(painted).toBeGreaterThan(0);
      await expect(painted).toBeLessThanOrEqual(1 + (performance.now() - began) / 1_000);
      await expect(player.dataset.controls).toBe('hidden');
    });

    await step('shown, it is up to date at once', async () => {
      player.dispatchEvent(
        new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse' }),
      );
      await waitFor(() => expect(player.dataset.controls).toBe('visible'));
      await waitFor(() => expect(Math.abs(drawn() - video.currentTime)).toBeLessThan(0.6));
      await expect(Math.abs(slider.valueAsNumber - video.currentTime)).toBeLessThan(1.2);
    });

    await step('a seek while paused updates it', async () => {
      video.pause();
      video.currentTime = 42;
      await waitFor(() => expect(drawn()).toBeCloseTo(42, 1));
      await expect(clock).toHaveTextContent('0:42');
      await waitFor(() => expect(slider.ariaValueText).toMatch(/^42 seconds of/));
    });
  },
});

/** Whole seconds, below a minute. */
function clockOf(seconds: number): string {
  return `0:${String(Math.floor(seconds)).padStart(2, '0')}`;
}
