import { CompositePlayer, type Corner, MusicPlayer, type Player, SinglePlayer } from 'coplay';
import { useRef, useState } from 'react';
import { expect, fn, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { refuseSound } from '../support/autoplay.ts';
import { findMedia, findOne, mediaEvent, PATIENCE_MS, reaches } from '../support/playing.ts';

/** How a page controls a player by a ref, adds content to it, and handles its events. */
const meta = preview.meta({
  title: 'Players/Props for hosts',
  component: SinglePlayer,
  tags: ['!autodocs'],
  args: { media: { ratingKey: '662548' } },
});

const patient = { timeout: PATIENCE_MS };

function Chapters() {
  const player = useRef<Player>(null);
  const [shown, setShown] = useState(true);
  const [state, setState] = useState('');
  return (
    <>
      <div style={{ display: 'flex', gap: 8, marginBlockEnd: 16 }}>
        <button type="button" className="page-button" onClick={() => player.current?.seek(30)}>
          Second chapter
        </button>
        <button type="button" className="page-button" onClick={() => void player.current?.play()}>
          Start
        </button>
        <button type="button" className="page-button" onClick={() => setShown(false)}>
          Unmount
        </button>
        <button
          type="button"
          className="page-button"
          onClick={() => setState(player.current?.state.status ?? 'no player')}
        >
          Ask
        </button>
        <output>{state}</output>
      </div>
      {shown ? <SinglePlayer media={{ ratingKey: '662548' }} playerRef={player} /> : null}
    </>
  );
}

/** `playerRef` gets the `Player`: the page plays, seeks and reads the state. It is `null` after the player has unmounted. */
export const PlayerRef = meta.story({
  render: () => <Chapters />,
  play: async ({ canvas, canvasElement, userEvent }) => {
    const press = (name: string) => userEvent.click(canvas.getByRole('button', { name }));
    const video = await findOne(canvasElement, 'video');
    await mediaEvent(video, ['loadeddata'], () => video.readyState >= 2, 'load its first frame');
    await press('Second chapter');
    await mediaEvent(video, ['seeked'], () => video.currentTime >= 30, 'seek');
    await press('Start');
    await reaches(video, 30.3);
    await press('Ask');
    await expect(await canvas.findByText('ready')).toBeInTheDocument();
    await press('Unmount');
    await press('Ask');
    await expect(await canvas.findByText('no player')).toBeInTheDocument();
  },
});

const composite = { primary: fn(), overlay: fn() };

/** A CompositePlayer has a ref for each of its players. */
export const TwoPlayerRefs = meta.story({
  tags: ['!dev'],
  beforeEach: () => {
    composite.primary.mockClear();
    composite.overlay.mockClear();
  },
  render: () => (
    <CompositePlayer
      primary={{ ratingKey: '662548' }}
      overlay={{ playlist: '140600' }}
      playerRef={composite.primary}
      overlayPlayerRef={composite.overlay}
      preload="none"
    />
  ),
  play: async ({ canvasElement }) => {
    const video = await findOne(canvasElement, 'video');
    const audio = await findOne(canvasElement, 'audio');
    const last = (mock: typeof composite.primary) => mock.mock.lastCall?.[0] as Player;
    await waitFor(() => expect(last(composite.primary).element).toBe(video));
    await waitFor(() => expect(last(composite.overlay).element).toBe(audio));
  },
});

const onReact = fn();

/** `children` are over the picture and below the controls. Clicks beside them reach the picture. */
export const OverThePicture = meta.story({
  beforeEach: () => void onReact.mockClear(),
  render: (args) => (
    <SinglePlayer {...args}>
      <div
        style={{
          position: 'absolute',
          inset: '56px 20px auto auto',
          display: 'flex',
          gap: 8,
        }}
      >
        <input aria-label="Comment" placeholder="Comment" />
        <button type="button" className="page-button" onClick={onReact}>
          Applaud
        </button>
      </div>
    </SinglePlayer>
  ),
  args: { autoPlay: true },
  play: async ({ canvas, canvasElement, step, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.3);
    const input = canvas.getByRole('textbox', { name: 'Comment' });
    await step('their controls work', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Applaud' }));
      await expect(onReact).toHaveBeenCalledTimes(1);
      await expect(video.paused).toBe(false);
    });
    await step('keys typed into them are no shortcuts', async () => {
      await userEvent.type(input, 'k m 0');
      await expect(input).toHaveValue('k m 0');
      await expect([video.paused, video.muted]).toEqual([false, false]);
    });
    await step('they come before the controls, also for Tab', async () => {
      input.focus();
      await userEvent.tab();
      await userEvent.tab();
      await expect(canvas.getByRole('slider', { name: 'Seek' })).toHaveFocus();
    });
    await step('a click beside them reaches the picture', async () => {
      const slot = canvasElement.querySelector('.coplay-slot');
      if (!slot) throw new Error('There is no slot.');
      const { left, top, width, height } = slot.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width * 0.3, top + height * 0.3);
      await expect(hit).toBe(video);
      await userEvent.click(video);
      await mediaEvent(video, ['pause'], () => video.paused, 'pause');
    });
  },
});

const events = {
  onPlay: fn(),
  onPlaying: fn(),
  onPause: fn(),
  onSeeking: fn(),
  onSeeked: fn(),
  onTimeUpdate: fn(),
  onRateChange: fn(),
  onLoadedMetadata: fn(),
  onDurationChange: fn(),
};

/** Handlers of media events get the events of the media element, with their types in React. */
export const MediaEvents = meta.story({
  args: { autoPlay: true, ...events },
  play: async ({ canvas, canvasElement, step, userEvent, args }) => {
    const video = await findOne(canvasElement, 'video');
    const called = (name: keyof typeof events) =>
      waitFor(() => expect(args[name], name).toHaveBeenCalled(), patient);
    await reaches(video, 0.3);
    await step('events of loading and playing', async () => {
      for (const name of ['onLoadedMetadata', 'onDurationChange', 'onPlay', 'onPlaying'] as const)
        await called(name);
      await called('onTimeUpdate');
      await expect(args.onPlay).toHaveBeenLastCalledWith(
        expect.objectContaining({ type: 'play', target: video }),
      );
    });
    await step('events that the viewer causes', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
      await called('onPause');
      video.playbackRate = 1.5;
      await called('onRateChange');
      video.currentTime = 3;
      await called('onSeeking');
      await called('onSeeked');
    });
  },
});

const onPlay = fn();

/** A CompositePlayer reports the media events of its primary video. */
export const MediaEventsOfThePrimary = meta.story({
  tags: ['!dev'],
  beforeEach: () => void onPlay.mockClear(),
  render: () => (
    <CompositePlayer
      primary={{ ratingKey: '662548' }}
      overlay={{ playlist: '140600' }}
      onPlay={onPlay}
      autoPlay
    />
  ),
  play: async ({ canvasElement }) => {
    const video = await findOne(canvasElement, 'video');
    const audio = await findOne(canvasElement, 'audio');
    await Promise.all([reaches(video, 0.3), reaches(audio, 0.3)]);
    await waitFor(() => expect(onPlay).toHaveBeenCalled());
    for (const [event] of onPlay.mock.calls) await expect(event.target).toBe(video);
  },
});

/** A muted player starts by itself where the browser refuses sound. One click unmutes it. */
export const MutedAutoplay = meta.story({
  beforeEach: () => refuseSound(),
  args: { autoPlay: true, defaultMuted: true, playerRole: 'hero', onVolumeChange: fn() },
  play: async ({ args, canvas, canvasElement, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    await userEvent.click(canvas.getByRole('button', { name: 'Unmute' }));
    await waitFor(() => expect(video.muted).toBe(false));
    await expect(args.onVolumeChange).toHaveBeenCalledWith(1, {
      muted: false,
      reason: 'button',
      event: expect.objectContaining({ type: 'click' }),
    });
  },
});

const onTrackChange = fn();

function ShortList() {
  const [keys, setKeys] = useState(['140611', '140612']);
  return (
    <MusicPlayer queue={keys.map((ratingKey) => ({ ratingKey }))} onTrackChange={onTrackChange}>
      <button type="button" className="page-button" onClick={() => setKeys(['140613'])}>
        Another list
      </button>
    </MusicPlayer>
  );
}

/** `onTrackChange` gets each new track with the reason. */
export const TrackChanges = meta.story({
  tags: ['!dev'],
  beforeEach: () => void onTrackChange.mockClear(),
  render: () => <ShortList />,
  play: async ({ canvas, userEvent }) => {
    const reasons = () => onTrackChange.mock.calls.map(([, details]) => details.reason);
    await waitFor(() => expect(reasons()).toEqual(['initial']), patient);
    await userEvent.click(canvas.getByRole('button', { name: 'Next track' }));
    await waitFor(() => expect(reasons()).toEqual(['initial', 'next']), patient);
    await userEvent.click(await canvas.findByRole('button', { name: /First Light/ }, patient));
    await waitFor(() => expect(reasons()).toEqual(['initial', 'next', 'list']), patient);
    await expect(onTrackChange.mock.lastCall?.[1].event).toBeInstanceOf(PointerEvent);
    await userEvent.click(canvas.getByRole('button', { name: 'Another list' }));
    await waitFor(() => expect(reasons()).toHaveLength(4), patient);
    await expect(onTrackChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ media: { ratingKey: '140613' } }),
      { reason: 'queue-change', event: undefined },
    );
  },
});

const onCorner = fn();

function TwoCorners() {
  const [corner, setCorner] = useState<Corner>('top-left');
  return (
    <CompositePlayer
      primary={{ ratingKey: '662548' }}
      overlay={{ ratingKey: '662549', type: 'video' }}
      overlayCorner={corner}
      onOverlayCornerChange={(next, details) => {
        onCorner(next, details);
        // This page allows the left corners only.
        setCorner(next.endsWith('left') ? next : 'bottom-left');
      }}
    />
  );
}

/** `overlayCorner` is controlled: the page decides where the inset picture is. */
export const ControlledCorner = meta.story({
  tags: ['!dev'],
  beforeEach: () => void onCorner.mockClear(),
  render: () => <TwoCorners />,
  play: async ({ canvas, canvasElement, userEvent }) => {
    await findMedia(canvasElement, 'video', 2);
    const inset = canvasElement.querySelector<HTMLElement>('.coplay-inset-player');
    await expect(inset?.dataset.corner).toBe('top-left');
    await userEvent.click(canvas.getByRole('button', { name: /^Move inset video/ }));
    await waitFor(() => expect(inset?.dataset.corner).toBe('bottom-left'));
    await expect(onCorner).toHaveBeenCalledWith('top-right', {
      reason: 'button',
      event: expect.objectContaining({ type: 'click' }),
    });
  },
});
