import {
  CompositePlayer,
  MusicPlayer,
  PlexProvider,
  SinglePlayer,
  useArtwork,
  useItem,
} from 'coplay';
import { type RequestRecord, resetPage, type ServerSnapshot } from 'coplay/testing';
import { useState } from 'react';
import { expect, waitFor, within } from 'storybook/test';
import { useStoryServer } from '../../.storybook/plex/StoryPlexContext.ts';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';
import { serverHas, timelines } from '../support/server.ts';
import { decisions } from '../support/sessions.ts';

type Account = 'first' | 'refused' | 'by another fetch';

const otherFetch: typeof globalThis.fetch = (...request) => globalThis.fetch(...request);

/** Mounts its players anew when the account changes, or for another visit of the same one. */
export function Accounts() {
  const { connection } = useStoryServer();
  const [{ account, visit }, show] = useState<{ account: Account | undefined; visit: number }>({
    account: 'first',
    visit: 0,
  });
  const of: Record<Account, object> = {
    first: {},
    refused: { token: 'token-of-another-account' },
    'by another fetch': { fetch: otherFetch },
  };
  const button = (label: string, next: Account | undefined) => (
    <button
      type="button"
      className="page-button"
      onClick={() => show({ account: next, visit: visit + 1 })}
    >
      {label}
    </button>
  );
  return (
    <>
      <div style={{ display: 'flex', gap: 8, marginBlockEnd: 16 }}>
        {button('Come back', account)}
        {button('Another account', 'refused')}
        {button('Another fetch', 'by another fetch')}
        {button('Sign out', undefined)}
        {button('Sign in', 'first')}
      </div>
      {account && (
        <PlexProvider key={visit} connection={{ ...connection, ...of[account] }}>
          <SinglePlayer media={{ ratingKey: '662548' }} autoPlay />
          <MusicPlayer playlist="140600" />
        </PlexProvider>
      )}
    </>
  );
}

/** Players and lists wait 1.5 s for a remount. Another account or server gets none of them. */
const meta = preview.meta({
  title: 'Scenarios/Accounts',
  component: Accounts,
  excludeStories: ['Accounts'],
  parameters: { plex: { provider: false } },
});

const patient = { timeout: PATIENCE_MS };

const ofTheFilm = ({ query }: RequestRecord) => /662548$/.test(query.path ?? query.key ?? '');
const filmDecisions = (now: ServerSnapshot) => decisions(now).filter(ofTheFilm);
const filmStops = (now: ServerSnapshot) => timelines(now, 'stopped').filter(ofTheFilm);

/** The same account gets its player back: the same element, and no new decision. */
export const TheSameAccount = meta.story({
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    await canvas.findAllByRole('listitem', {}, patient);
    await userEvent.click(canvas.getByRole('button', { name: 'Come back' }));
    await waitFor(() => expect(canvasElement.querySelector('video')).toBe(video), patient);
    await reaches(video, video.currentTime + 0.3);
    await expect(filmDecisions(plex.server.snapshot())).toHaveLength(1);
  },
});

/** Another token for the same media: nothing of the first account is shown, and its playback ends on the server. */
export const AnotherToken = meta.story({
  play: async ({ canvas, canvasElement, plex, step, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    await canvas.findAllByRole('listitem', {}, patient);
    await userEvent.click(canvas.getByRole('button', { name: 'Another account' }));
    await step('both players say that this account is refused', async () => {
      await waitFor(() => expect(canvas.getAllByRole('alert')).toHaveLength(2), patient);
      for (const alert of canvas.getAllByRole('alert'))
        await expect(alert).toHaveTextContent('does not accept this sign-in');
    });
    await step('no picture, title or list of the first account is there', async () => {
      await expect(video).not.toBeInTheDocument();
      await expect(canvas.queryAllByRole('listitem')).toHaveLength(0);
      await expect(canvasElement).not.toHaveTextContent('Sunrise');
    });
    await step('the first playback ends on the server', async () => {
      await serverHas(plex, 'one stopped', (now) => filmStops(now).length === 1);
    });
  },
});

/** Title and picture of the film, by hooks alone. */
function Poster() {
  const { item, error } = useItem('662548');
  const picture = useArtwork(item?.thumb ?? item?.art);
  return <p>{picture ? <img src={picture} alt={item?.title} width={120} /> : error?.code}</p>;
}

/** Nothing is mounted anew when the token changes. */
function Tokens() {
  const { connection } = useStoryServer();
  const [isGood, setIsGood] = useState(false);
  return (
    <PlexProvider connection={isGood ? connection : { ...connection, token: 'old-token' }}>
      <button type="button" className="page-button" onClick={() => setIsGood(!isGood)}>
        {isGood ? 'Old token' : 'New token'}
      </button>
      <Poster />
      <SinglePlayer media={{ ratingKey: '662560' }} />
      <MusicPlayer playlist="140600" aria-label="Music" />
      <CompositePlayer primary={{ ratingKey: '662548' }} overlay={{ ratingKey: '662549' }} />
    </PlexProvider>
  );
}

/** A token that is refused, then a new one: players, lists, hooks and pictures go on by themselves, the music at its track. */
export const NewToken = meta.story({
  render: () => <Tokens />,
  play: async ({ canvas, canvasElement, step, userEvent }) => {
    const renew = () => userEvent.click(canvas.getByRole('button', { name: 'New token' }));
    const alerts = () => canvas.queryAllByRole('alert');
    await step('all say that the token is refused', async () => {
      // The video, the music, and primary and overlay of the third player.
      await waitFor(() => expect(alerts()).toHaveLength(4), patient);
      for (const alert of alerts()) await expect(alert).toHaveTextContent('Sign in again');
      await canvas.findByText('auth-expired', {}, patient);
    });
    await step('all go on with a new one', async () => {
      await renew();
      await waitFor(() => expect(alerts()).toHaveLength(0), patient);
      await canvas.findByRole('img', { name: /Sunrise/ }, patient);
      await waitFor(
        () =>
          expect(
            [...canvasElement.querySelectorAll('video')].map(({ readyState }) => readyState > 1),
          ).toEqual([true, true, true]),
        patient,
      );
    });
    await step('music that fails at its third track goes on there', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Old token' }));
      const music = within(canvas.getByRole('group', { name: 'Music' }));
      const rows = await music.findAllByRole('listitem', {}, patient);
      await userEvent.click(within(rows[2] as HTMLElement).getByRole('button'));
      await music.findByRole('alert', {}, patient);
      await renew();
      const audio = await findOne(canvasElement, 'audio');
      await reaches(audio, 0.2);
      await expect(rows[2]).toHaveAttribute('data-current');
    });
  },
});

/** Another `fetch` may lead to another account: it starts anew. */
export const AnotherFetch = meta.story({
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    await userEvent.click(canvas.getByRole('button', { name: 'Another fetch' }));
    await serverHas(plex, 'two decisions', (now) => filmDecisions(now).length === 2);
    await reaches(await findOne(canvasElement, 'video'), 0.3);
    await expect(video).not.toBeInTheDocument();
  },
});

/** `resetPage()` of `coplay/testing` ends what waits for a remount at once: the next test gets none of it. */
export const ResetBetweenTests = meta.story({
  tags: ['!dev', '!autodocs'],
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    await userEvent.click(canvas.getByRole('button', { name: 'Sign out' }));
    await resetPage();
    const stored = Object.keys(localStorage).filter((key) => key.startsWith('coplay:'));
    await expect(stored).toEqual([]);
    await userEvent.click(canvas.getByRole('button', { name: 'Sign in' }));
    const now = await serverHas(plex, 'two decisions', (one) => filmDecisions(one).length === 2);
    await expect(filmStops(now)).toHaveLength(1);
    await expect(canvasElement.querySelector('video')).not.toBe(video);
  },
});
