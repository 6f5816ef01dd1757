import {
  FullscreenButton,
  MediaSurface,
  PlayButton,
  type Player,
  PlayerFrame,
  SeekBar,
  StatusOverlay,
  TimeDisplay,
  useMedia,
  usePlayback,
} from 'coplay';
import { useRef } from 'react';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, playsOn, reaches } from '../support/playing.ts';
import { playingClients, serverHas } from '../support/server.ts';

interface OwnPlayerProps {
  ratingKey: string;
  autoPlay?: boolean | undefined;
}

/** The purpose of the player, and the prefix of its id. */
const playerRole = 'own';

/** The parts in a custom layout. `PlayerFrame` gives them the player, the styles and the keyboard shortcuts. */
export function OwnPlayer({ ratingKey, autoPlay }: OwnPlayerProps) {
  const player = usePlayback({ playerRole, mediaType: 'video', media: { ratingKey }, autoPlay });
  const title = useMedia(({ item }) => item?.title, player);
  return (
    <PlayerFrame
      player={player}
      playerRole={playerRole}
      hasPicture
      aria-label={`My player: ${title ?? 'nothing yet'}`}
      style={{
        overflow: 'hidden',
        maxWidth: 560,
        borderRadius: 20,
        background: '#8881',
      }}
    >
      <div style={{ position: 'relative', aspectRatio: '16 / 9' }}>
        <MediaSurface className="own-picture" style={{ position: 'absolute', inset: 0 }} />
        <StatusOverlay />
      </div>
      <div style={{ display: 'flex', alignItems: 'center', gap: 12, padding: '8px 16px' }}>
        <PlayButton />
        <SeekBar style={{ flex: 1 }} />
        <TimeDisplay />
        <FullscreenButton />
      </div>
      <style>{'.own-picture > video { inline-size: 100%; block-size: 100%; }'}</style>
    </PlayerFrame>
  );
}

/**
 * The hook behind all players. It creates a player with identity, session and engine. Show it with `MediaSurface`, control it
 * with its methods, and read its state with `useMedia`.
 */
const meta = preview.meta({
  title: 'Hooks/usePlayback',
  component: OwnPlayer,
  excludeStories: ['OwnPlayer'],
  // The docs page is usePlayback.mdx.
  tags: ['!autodocs'],
  args: { ratingKey: '662549', autoPlay: true },
  argTypes: {
    ratingKey: { description: 'The item to play.' },
    autoPlay: { description: 'Whether to start by itself.' },
  },
});

/** A custom player made of parts. */
export const FromParts = meta.story({
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('the player plays with its own role', async () => {
      await reaches(video, 1);
      const now = await serverHas(plex, 'a stream', ({ resources }) => resources.length === 1);
      await expect(playingClients(now)).toEqual([expect.stringMatching(/^own-[a-z0-9]{16}-\d+$/)]);
      await canvas.findByRole('group', { name: 'My player: Night Swim' });
    });
    await step('the parts control it', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
      await expect(video.paused).toBe(true);
      canvas.getByRole('slider', { name: 'Seek' }).focus();
      await userEvent.keyboard('{Home}{PageUp}');
      await reaches(video, 30);
      await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
      await playsOn(video, 0.5);
    });
  },
});

/** Only hooks and `MediaSurface`, without the stylesheet. Each line selects one value, and counts its renders. */
export const FromHooksAlone = meta.story({
  render: ({ ratingKey, autoPlay }) => <BarePlayer ratingKey={ratingKey} autoPlay={autoPlay} />,
  play: async ({ canvas, canvasElement, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    const renders = (of: string) =>
      Number(canvasElement.querySelector(`[data-renders-of="${of}"]`)?.textContent);
    await reaches(video, 1);
    await expect(canvas.getAllByRole('status')[0]).toHaveTextContent('Night Swim');
    await step('useMedia renders again only when the selected value changes', async () => {
      const before = { title: renders('title'), second: renders('second') };
      const start = Math.floor(video.currentTime);
      let updates = 0;
      video.addEventListener('timeupdate', () => {
        updates += 1;
      });
      await playsOn(video, 3);
      const seconds = Math.floor(video.currentTime) - start;
      await expect(renders('title') - before.title).toBe(0);
      await expect(renders('second') - before.second).toBeGreaterThanOrEqual(2);
      await expect(renders('second') - before.second).toBeLessThanOrEqual(seconds + 1);
      await expect(updates).toBeGreaterThan(seconds + 1);
    });
    await step('the methods control the player', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
      await expect(video.paused).toBe(true);
      await userEvent.click(await canvas.findByRole('button', { name: 'To the middle' }));
      await reaches(video, 30);
      await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
      await playsOn(video, 0.5);
    });
  },
});

function BarePlayer({ ratingKey, autoPlay }: OwnPlayerProps) {
  const player = usePlayback({ playerRole, mediaType: 'video', media: { ratingKey }, autoPlay });
  const paused = useMedia((media) => media.paused, player);
  const duration = useMedia((media) => media.duration, player);
  return (
    <>
      <MediaSurface player={player} />
      <p>
        <button type="button" className="page-button" onClick={() => player.togglePaused()}>
          {paused ? 'Play' : 'Pause'}
        </button>{' '}
        <button type="button" className="page-button" onClick={() => player.seek(duration / 2)}>
          To the middle
        </button>
      </p>
      <dl>
        <Reading name="title" player={player} select={({ item }) => item?.title ?? ''} />
        <Reading
          name="second"
          player={player}
          select={({ currentTime }) => Math.floor(currentTime)}
        />
      </dl>
    </>
  );
}

interface ReadingProps {
  name: string;
  player: Player;
  select: Parameters<typeof useMedia<string | number>>[0];
}

function Reading({ name, player, select }: ReadingProps) {
  const value = useMedia(select, player);
  const renders = useRef(0);
  renders.current += 1;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <output>{value}</output> (rendered <span data-renders-of={name}>{renders.current}</span>{' '}
        times)
      </dd>
    </>
  );
}
