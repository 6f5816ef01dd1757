import { MusicPlayer } from 'coplay';
import { useState } from 'react';
import { expect, fn, mocked, spyOn, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, mediaEvent, PATIENCE_MS, reaches } from '../support/playing.ts';
import { requestsTo, serverHas, timelines } from '../support/server.ts';

/** A queue of music: rating keys, a playlist or an album. The player has one identity, and each track is a playback. */
const meta = preview.meta({
  title: 'Players/MusicPlayer',
  component: MusicPlayer,
  decorators: [(Story) => <div style={{ maxWidth: 480 }}>{Story()}</div>],
});

/** An album, with its cover and its tracks. */
export const Default = meta.story({
  tags: ['screenshot'],
  args: { album: '140610' },
  play: async ({ canvas }) => {
    const list = await canvas.findByRole('list', { name: 'Tracks' }, { timeout: PATIENCE_MS });
    await waitFor(() => expect(list.querySelectorAll('li')).toHaveLength(8));
  },
});

/** A playlist of the server. */
export const Playlist = meta.story({
  tags: ['screenshot'],
  args: { playlist: '140600', autoPlay: true },
  play: async ({ canvasElement, plex }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 0.5);
    await expect(requestsTo(plex.server.snapshot(), '/playlists/140600/items')).toHaveLength(1);
  },
});

/** A list of rating keys. */
export const Queue = meta.story({
  args: {
    playerRole: 'fitness-music',
    queue: [{ ratingKey: '140614' }, { ratingKey: '140612' }, { ratingKey: '140614' }],
  },
  play: async ({ canvas }) => {
    const list = await canvas.findByRole('list', { name: 'Tracks' }, { timeout: PATIENCE_MS });
    await waitFor(() => expect(list.querySelectorAll('li')).toHaveLength(3));
  },
});

/**
 * Three tracks with Next: `plexClientSession` stays, `currentMediaGuid` and the playback id change. The server has one stream at
 * a time, because each playback ends before the next requests its decision.
 */
export const NextAndNext = meta.story({
  args: { playlist: '140600', playerRole: 'fitness-music', autoPlay: true },
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 0.5);
    const root = audio.closest<HTMLElement>('[data-current-media-guid]');
    if (!root) throw new Error('The player does not say which entry it plays.');
    let most = 0;
    const unsubscribe = plex.server.subscribe(() => {
      most = Math.max(most, plex.server.snapshot().resources.length);
    });
    const seen: {
      session: string | undefined;
      guid: string | undefined;
      playbackId: string | undefined;
    }[] = [];
    const note = () => {
      const [resource] = plex.server.snapshot().resources;
      seen.push({
        session: root.dataset.plexClientSession,
        guid: root.dataset.currentMediaGuid,
        playbackId: resource?.playbackId,
      });
    };
    note();
    for (const count of [2, 3]) {
      await step(`track ${count}`, async () => {
        await userEvent.click(canvas.getByRole('button', { name: 'Next track' }));
        await serverHas(
          plex,
          `decision ${count}`,
          (now) => requestsTo(now, '/decision').length === count,
        );
        await mediaEvent(
          audio,
          ['timeupdate'],
          () => audio.currentTime > 0.3 && audio.currentTime < 5,
          'play the track',
        );
        await serverHas(plex, 'one stream', (now) => now.resources.length === 1);
        note();
      });
    }
    unsubscribe();
    await step('the session stays, the entry and the playback id change', async () => {
      const different = (key: 'session' | 'guid' | 'playbackId') =>
        new Set(seen.map((one) => one[key])).size;
      await expect(different('session')).toBe(1);
      await expect(seen[0]?.session).toMatch(/^fitness-music-/);
      await expect(different('guid')).toBe(3);
      await expect(different('playbackId')).toBe(3);
    });
    await step('there is one stream at a time, and each gets one `stopped`', async () => {
      await expect(most).toBe(1);
      const { ended, devices } = plex.server.snapshot();
      await expect(ended).toHaveLength(2);
      await expect(timelines(plex.server.snapshot(), 'stopped')).toHaveLength(2);
      await expect(
        devices.filter(({ clientIdentifier }) => clientIdentifier.endsWith('-audio')),
      ).toHaveLength(1);
    });
  },
});

/** A row of the list plays its track; the end of a track plays the next one. */
export const GoesOnByItself = meta.story({
  args: { album: '140610', autoPlay: true, onTrackChange: fn() },
  play: async ({ args, canvas, canvasElement, plex, userEvent, step }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 0.3);
    await step('choose the third track', async () => {
      const list = canvas.getByRole('list', { name: 'Tracks' });
      const third = list.querySelectorAll('button')[2];
      if (third) await userEvent.click(third);
      await waitFor(() => expect(third).toHaveAttribute('aria-current', 'true'));
      await mediaEvent(
        audio,
        ['timeupdate'],
        () => audio.currentTime > 0.3 && audio.duration > 5,
        'play',
      );
    });
    await step('at its end the fourth starts', async () => {
      audio.currentTime = audio.duration - 0.6;
      const list = canvas.getByRole('list', { name: 'Tracks' });
      await waitFor(
        () => expect(list.querySelectorAll('button')[3]).toHaveAttribute('aria-current', 'true'),
        {
          timeout: PATIENCE_MS,
        },
      );
      await mediaEvent(
        audio,
        ['timeupdate'],
        () => audio.currentTime > 0.3 && audio.currentTime < 8,
        'play on',
      );
    });
    await step('the server heard each time that another track follows', async () => {
      const stopped = timelines(plex.server.snapshot(), 'stopped');
      await expect(stopped.map(({ query }) => query.continuing)).toEqual(['1', '1']);
    });
    await step('onTrackChange gets the reason of each track', async () => {
      const details = mocked(args.onTrackChange ?? fn()).mock.calls.map(([, given]) => given);
      await expect(details.map(({ reason }) => reason)).toEqual(['initial', 'list', 'ended']);
      await expect(details[1]?.event).toBeInstanceOf(Event);
    });
  },
});

/** A track without direct play: the server converts it to DASH, as a video. */
export const Converted = meta.story({
  args: { queue: [{ ratingKey: '140620' }], autoPlay: true },
  play: async ({ canvasElement, plex }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 1);
    const [start] = requestsTo(plex.server.snapshot(), 'start.mpd');
    await expect(start?.path).toContain('/music/');
  },
});

/** The host adds a track before the current one, and one after it. The current track plays on. */
export const ListChanges = meta.story({
  render: ({ autoPlay }) => <GrowingList autoPlay={autoPlay} />,
  args: { autoPlay: true },
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 0.5);
    const before = audio.currentTime;
    await userEvent.click(canvas.getByRole('button', { name: 'Change the list' }));
    const rows = () => [...canvas.getByRole('list', { name: 'Tracks' }).querySelectorAll('button')];
    await waitFor(() => expect(rows()).toHaveLength(3));
    await expect(rows().map((row) => row.ariaCurrent)).toEqual([null, 'true', null]);
    await reaches(audio, before + 0.5);
    await expect(requestsTo(plex.server.snapshot(), '/decision')).toHaveLength(1);
  },
});

function GrowingList({ autoPlay }: { autoPlay?: boolean | undefined }) {
  const [keys, setKeys] = useState(['140611']);
  return (
    <>
      <button
        type="button"
        className="page-button"
        style={{ marginBlockEnd: 16 }}
        onClick={() => setKeys(['140612', '140611', '140613'])}
      >
        Change the list
      </button>
      <MusicPlayer queue={keys.map((ratingKey) => ({ ratingKey }))} autoPlay={autoPlay} />
    </>
  );
}

/** A cover that is no raster picture, such as an SVG with a script, becomes no blob of the page. The placeholder stays. */
export const CoverWithAScript = meta.story({
  args: { queue: [{ ratingKey: '140611' }], autoPlay: true },
  beforeEach: ({ plex }) => {
    const body =
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.domain)</script></svg>';
    plex.server.inject({
      kind: 'body',
      body,
      contentType: 'image/svg+xml',
      // The small picture, and the full one after it.
      on: { path: /\/thumb\/|^\/photo\// },
    });
    return spyOn(URL, 'createObjectURL').mockRestore;
  },
  play: async ({ canvasElement, plex }) => {
    await serverHas(plex, 'the request for the cover', ({ requests }) =>
      requests.some(({ path, status }) => path.includes('/thumb/') && status === 200),
    );
    await reaches(await findOne(canvasElement, 'audio'), 0.5);
    await expect(canvasElement.querySelector('.coplay-artwork')).toHaveAttribute('data-empty');
    await expect(canvasElement.querySelector('.coplay-artwork img')).toBeNull();
    await expect(mocked(URL.createObjectURL)).not.toHaveBeenCalledWith(expect.any(Blob));
  },
});
