import { MusicPlayer, SinglePlayer, usePlexClientSession } from 'coplay';
import { Activity, useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import type { PageArgs } from '../support/page-args.ts';
import { findOne, PATIENCE_MS, playsOn, reaches } from '../support/playing.ts';
import { requestsTo, serverHas, timelines } from '../support/server.ts';
import { decisions } from '../support/sessions.ts';

/** A host that leases the id itself, and changes the key of its player. */
export function Lounge({ autoPlay }: PageArgs) {
  const [visit, setVisit] = useState(0);
  const [ratingKey, setRatingKey] = useState('662548');
  return (
    <>
      <div style={{ display: 'flex', gap: 8, marginBlockEnd: 16 }}>
        <button type="button" className="page-button" onClick={() => setVisit(visit + 1)}>
          Come back
        </button>
        <button type="button" className="page-button" onClick={() => setRatingKey('662549')}>
          Another film
        </button>
      </div>
      <Named key={`${visit} ${ratingKey}`} ratingKey={ratingKey} autoPlay={autoPlay} />
    </>
  );
}

function Named({ ratingKey, autoPlay }: PageArgs & { ratingKey: string }) {
  const plexClientSession = usePlexClientSession('lounge');
  return (
    <SinglePlayer media={{ ratingKey }} plexClientSession={plexClientSession} autoPlay={autoPlay} />
  );
}

/** Components unmount and remount. Their playback continues, ends, or stays ended. */
const meta = preview.meta({
  title: 'Scenarios/Coming back',
  component: Lounge,
  excludeStories: ['Lounge'],
  args: { autoPlay: true },
});

const patient = { timeout: PATIENCE_MS };

/**
 * The id of the host arrives some milliseconds after the mount. The component then gets its player back, with the same element
 * and session. Another film is a new playback, and the old one sends `stopped` before it.
 */
export const UnderTheHostsOwnName = meta.story({
  parameters: { plex: { server: { stopScope: 'client' } } },
  play: async ({ canvas, canvasElement, plex, step, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    await step('the same film plays on after a remount', async () => {
      const before = video.currentTime;
      await userEvent.click(canvas.getByRole('button', { name: 'Come back' }));
      await waitFor(() => expect(canvasElement.querySelector('video')).toBe(video), patient);
      await playsOn(video, 0.3);
      await expect(video.currentTime).toBeGreaterThan(before);
      await expect(decisions(plex.server.snapshot())).toHaveLength(1);
    });
    await step('another film starts after the first has sent `stopped`', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Another film' }));
      const now = await serverHas(plex, 'the other film', (snapshot) =>
        requestsTo(snapshot, '/start.mpd').some(({ query }) => /662549$/.test(query.path ?? '')),
      );
      const order = now.requests.flatMap(({ path, query }) => {
        if (query.state === 'stopped') return ['stopped'];
        return path.endsWith('/decision') ? ['decision'] : [];
      });
      await expect(order).toEqual(['decision', 'stopped', 'decision']);
      await reaches(await findOne(canvasElement, 'video'), 0.5);
      await expect(plex.server.snapshot().ended).toHaveLength(1);
      await expect(
        new Set(decisions(now).map(({ clientIdentifier }) => clientIdentifier)).size,
      ).toBe(1);
    });
  },
});

/** A video that has ended stays ended over a remount. */
export const AtItsEnd = meta.story({
  render: ({ autoPlay }) => <Kept autoPlay={autoPlay} />,
  play: async ({ canvas, plex, userEvent }) => {
    await canvas.findByRole('button', { name: 'Replay' }, patient);
    await serverHas(plex, 'no stream', (now) => now.resources.length === 0);
    await userEvent.click(canvas.getByRole('button', { name: 'Come back' }));
    await waitFor(
      () => expect(canvas.getByRole('button', { name: 'Replay' })).toBeVisible(),
      patient,
    );
    await serverHas(plex, 'no open request', ({ requests }) =>
      requests.every(({ status }) => status !== undefined),
    );
    await expect(decisions(plex.server.snapshot())).toHaveLength(1);
    await expect(timelines(plex.server.snapshot(), 'stopped')).toHaveLength(1);
  },
});

function Kept({ autoPlay }: PageArgs) {
  const [visit, setVisit] = useState(0);
  return (
    <>
      <button type="button" className="page-button" onClick={() => setVisit(visit + 1)}>
        Come back
      </button>
      <SinglePlayer
        key={visit}
        media={{ ratingKey: '662560', startSeconds: 18.5 }}
        autoPlay={autoPlay}
      />
    </>
  );
}

/** A remount after a failure tries again. */
export const AfterAFailure = meta.story({
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'status', status: 403, on: { path: '/decision' }, times: 1 }),
  play: async ({ canvas, canvasElement, userEvent }) => {
    await canvas.findByRole('alert', {}, patient);
    await userEvent.click(canvas.getByRole('button', { name: 'Come back' }));
    await waitFor(
      () => expect(canvasElement.querySelector('video')?.currentTime).toBeGreaterThan(0.5),
      patient,
    );
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});

const roles = { gym: 'gym-music', lounge: 'lounge-music' };
const songs = [{ ratingKey: '140611' }, { ratingKey: '140612' }, { ratingKey: '140613' }];

/** Two players with the same queue each have their own current entry, also when one is hidden while the other mounts. */
export const TwoRoomsOneList = meta.story({
  render: () => <Rooms />,
  play: async ({ canvas, canvasElement, userEvent, step }) => {
    const placesOf = () =>
      [...canvasElement.querySelectorAll('.coplay-music-player')].map((player) =>
        [...player.querySelectorAll('li')].findIndex((row) => 'current' in row.dataset),
      );
    const next = (room: number) => canvas.getAllByRole('button', { name: 'Next track' })[room];
    await step('the gym moves to its second track', async () => {
      await waitFor(() => expect(placesOf()).toEqual([0]), patient);
      await userEvent.click(next(0) as Element);
      await expect(placesOf()).toEqual([1]);
    });
    await step('the lounge starts with the first track', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Hide the gym, open the lounge' }));
      await waitFor(() => expect(placesOf()).toEqual([1, 0]), patient);
    });
    await step('neither changes the entry of the other', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Show the gym' }));
      await waitFor(() => expect(next(1)).toBeVisible());
      await userEvent.click(next(1) as Element);
      await waitFor(() => expect(placesOf()).toEqual([1, 1]));
      await userEvent.click(next(0) as Element);
      await waitFor(() => expect(placesOf()).toEqual([2, 1]));
    });
  },
});

function Rooms() {
  const [gym, setGym] = useState<'visible' | 'hidden'>('visible');
  const [lounge, setLounge] = useState(false);
  function openLounge() {
    setGym('hidden');
    setLounge(true);
  }
  return (
    <>
      <div style={{ display: 'flex', gap: 8, marginBlockEnd: 16 }}>
        <button type="button" className="page-button" onClick={openLounge}>
          Hide the gym, open the lounge
        </button>
        <button type="button" className="page-button" onClick={() => setGym('visible')}>
          Show the gym
        </button>
      </div>
      <div style={{ display: 'grid', gap: 16 }}>
        <Activity mode={gym}>
          <MusicPlayer playerRole={roles.gym} queue={songs} />
        </Activity>
        {lounge ? <MusicPlayer playerRole={roles.lounge} queue={songs} /> : null}
      </div>
    </>
  );
}
