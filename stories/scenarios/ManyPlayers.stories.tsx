import { MusicPlayer, SinglePlayer } from 'coplay';
import type { ServerSnapshot } from 'coplay/testing';
import { useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import type { PageArgs } from '../support/page-args.ts';
import { findMedia, PATIENCE_MS, reaches } from '../support/playing.ts';
import { evictions, playingClients, serverHas, timelines } from '../support/server.ts';

const videos = [
  { name: 'first', ratingKey: '662548' },
  { name: 'second', ratingKey: '662549' },
  { name: 'third', ratingKey: '662548' },
  { name: 'fourth', ratingKey: '662549' },
];
const tracks = ['140611', '140612', '140613', '140614'];

export function EightPlayers({ autoPlay }: PageArgs) {
  const [visit, setVisit] = useState(1);
  const [away, setAway] = useState(false);
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <button
        type="button"
        className="page-button"
        style={{ justifySelf: 'start' }}
        onClick={() => {
          if (away) setVisit(visit + 1);
          setAway(!away);
        }}
      >
        {away ? 'Come back' : 'Leave the page'}
      </button>
      {away ? (
        <p>The players have left. The server's log says how.</p>
      ) : (
        <div
          style={{
            display: 'grid',
            gap: 16,
            gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
          }}
        >
          {videos.map(({ name, ratingKey }) => (
            <SinglePlayer
              key={`${visit} ${name}`}
              media={{ ratingKey }}
              defaultVolume={0.1}
              autoPlay={autoPlay}
            />
          ))}
          {tracks.map((ratingKey) => (
            <MusicPlayer
              key={`${visit} ${ratingKey}`}
              queue={[{ ratingKey }]}
              defaultVolume={0.1}
              autoPlay={autoPlay}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** Eight players on one page, which is visited four times. */
const meta = preview.meta({
  title: 'Scenarios/Many players',
  component: EightPlayers,
  excludeStories: ['EightPlayers'],
  args: { autoPlay: true },
});

/** Eight identifiers and eight devices, and one for the library. After three more visits the server still has these devices. */
export const Eight = meta.story({
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    const playAll = async () => {
      const media = await findMedia(canvasElement, 'video, audio', 8);
      await Promise.all(media.map((one) => reaches(one, 0.3)));
    };
    await step('all eight play', playAll);
    await step(
      'they have eight identifiers and are eight devices, beside the one for the library',
      async () => {
        const snapshot = plex.server.snapshot();
        await expect(playingClients(snapshot)).toHaveLength(8);
        await expect(snapshot.devices).toHaveLength(9);
        await expect(evictions(snapshot)).toEqual([]);
      },
    );
    const before = plex.server.snapshot().devices;
    for (const visit of [2, 3, 4]) {
      await step(`visit ${visit}`, async () => {
        await userEvent.click(canvas.getByRole('button', { name: 'Leave the page' }));
        const stopped = 8 * (visit - 1);
        await serverHas(
          plex,
          `${stopped} stopped`,
          (now) => timelines(now, 'stopped').length === stopped,
        );
        await userEvent.click(canvas.getByRole('button', { name: 'Come back' }));
        await playAll();
      });
    }
    await step('the devices are still the same', () =>
      expect(plex.server.snapshot().devices).toEqual(before),
    );
  },
});

/** Fifty players of one album that nobody has started: one request for the album and one for its cover, no decision and no stream. */
export const FiftyIdle = meta.story({
  tags: ['!dev', '!autodocs'],
  // The check takes seconds for 400 rows, and other stories check the same player.
  parameters: { a11y: { test: 'off' } },
  render: () => (
    <>
      {Array.from({ length: 50 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: only the index tells the players apart
        <MusicPlayer key={at} album="140610" />
      ))}
    </>
  ),
  play: async ({ canvasElement, plex }) => {
    const tracks = 50 * 8;
    await waitFor(() => expect(canvasElement.querySelectorAll('li')).toHaveLength(tracks), {
      timeout: PATIENCE_MS,
    });
    const picturesOf = ({ requests }: ServerSnapshot) =>
      requests.map(({ path }) => path).filter((path) => /\/thumb\/|^\/photo\//.test(path));
    const { requests, resources } = plex.server.snapshot();
    const pictures = picturesOf(plex.server.snapshot());
    const rest = requests.map(({ path }) => path).filter((path) => !pictures.includes(path));
    await expect(rest).toEqual(['/library/metadata/140610/children']);
    const shown = () => canvasElement.querySelectorAll('[style*="blob:"]');
    await waitFor(() => expect(shown()).toHaveLength(50), { timeout: PATIENCE_MS });
    const all = picturesOf(plex.server.snapshot());
    await expect(all).toEqual([...new Set(all)]);
    await expect(resources).toEqual([]);
  },
});
