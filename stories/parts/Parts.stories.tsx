import {
  Artwork,
  ErrorNotice,
  FullscreenButton,
  LiveRegion,
  MediaSurface,
  PlayButton,
  PlayerFrame,
  SeekBar,
  StatusOverlay,
  TimeDisplay,
  TrackList,
  useArtwork,
  usePlayback,
  useQueue,
  VolumeControl,
} from 'coplay';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';
import './parts.css';

interface PlayerOfPartsProps {
  /** The videos to choose from. */
  ratingKeys: readonly string[];
}

/** The purpose of the player, and the prefix of its id. */
const playerRole = 'parts';

export function PlayerOfParts({ ratingKeys }: PlayerOfPartsProps) {
  const list = useQueue({ queue: ratingKeys.map((ratingKey) => ({ ratingKey })) });
  const player = usePlayback({
    playerRole,
    mediaType: 'video',
    media: list.current?.media,
    entry: list.current?.currentMediaGuid,
    onEnded: list.next,
  });
  const cover = useArtwork(list.current?.item?.thumb);
  const title = list.current?.item?.title ?? 'nothing yet';

  function choose(index: number): void {
    player.armPlayback();
    list.select(index);
  }

  return (
    <PlayerFrame
      player={player}
      playerRole={playerRole}
      hasPicture
      aria-label={title}
      className="parts"
    >
      <div className="parts-picture">
        <MediaSurface />
        <StatusOverlay />
      </div>
      <div className="parts-row">
        <PlayButton />
        <SeekBar />
        <TimeDisplay />
        <VolumeControl />
        <FullscreenButton />
      </div>
      <div className="parts-list">
        <Artwork src={cover} />
        <TrackList
          entries={list.entries}
          index={list.index}
          onSelect={choose}
          aria-label="Videos"
        />
      </div>
    </PlayerFrame>
  );
}

/**
 * The parts of our players, for your own player. `usePlayback` creates the player. `PlayerFrame` gives it to the parts inside,
 * handles keys and has the state in `data-*` attributes. Outside of a frame, pass the player to each part as `player`.
 *
 * Each part takes `ref`, the props of its element, `className` and `style` as a value or a function of its state, and
 * `render`. Its state is in `data-*` attributes. The tabs below have the other props of each. `FullscreenButton` has none.
 */
const meta = preview.meta({
  title: 'Players/Parts',
  component: PlayerOfParts,
  excludeStories: ['PlayerOfParts'],
  subcomponents: {
    PlayerFrame,
    MediaSurface,
    StatusOverlay,
    ErrorNotice,
    LiveRegion,
    PlayButton,
    SeekBar,
    TimeDisplay,
    VolumeControl,
    Artwork,
    TrackList,
  },
  args: { ratingKeys: ['662548', '662549'] },
  argTypes: { ratingKeys: { table: { type: { summary: 'readonly string[]' } } } },
});

const patient = { timeout: PATIENCE_MS };

/** All parts in one player: two videos to choose from, with the cover of the current one. */
export const AllTogether = meta.story({
  play: async ({ canvas, canvasElement, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('each part is shown', async () => {
      await canvas.findByRole('group', { name: 'Sunrise Ride' }, patient);
      await canvas.findByRole('button', { name: 'Play' });
      await expect(canvas.getByRole('slider', { name: 'Seek' })).toBeVisible();
      await expect(canvas.getByRole('slider', { name: 'Volume' })).toBeVisible();
      await expect(canvas.getByRole('button', { name: 'Mute' })).toBeVisible();
      await expect(canvas.queryAllByRole('button', { name: 'Full screen' })).toHaveLength(
        document.fullscreenEnabled ? 1 : 0,
      );
      const rows = canvas.getByRole('list', { name: 'Videos' }).querySelectorAll('li');
      await expect(rows).toHaveLength(2);
      await waitFor(() => expect(pictureOf(canvasElement)?.src).toMatch(/^blob:/), patient);
      await waitFor(() => expect(timeOf(canvasElement)).toBe('0:00/1:00'), patient);
      await waitFor(() => expect(overlayOf(canvasElement)).toBe('start'), patient);
    });
    await step('it plays', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
      await reaches(video, 1);
      await expect(canvas.getByRole('button', { name: 'Pause' })).toBeVisible();
      await waitFor(() => expect(timeOf(canvasElement)).toMatch(/^0:0[1-9]\/1:00$/));
      await expect(overlayOf(canvasElement)).toBeUndefined();
    });
    await step('the list plays the other video', async () => {
      await userEvent.click(await canvas.findByRole('button', { name: /Night Swim/ }));
      await canvas.findByRole('group', { name: 'Night Swim' }, patient);
      await reaches(video, 0.3);
    });
  },
});

function pictureOf(root: HTMLElement): HTMLImageElement | null {
  return root.querySelector('.coplay-artwork img');
}

function timeOf(root: HTMLElement): string | null | undefined {
  return root.querySelector('.coplay-time')?.textContent;
}

function overlayOf(root: HTMLElement): string | undefined {
  return root.querySelector<HTMLElement>('.coplay-status')?.dataset.phase;
}
