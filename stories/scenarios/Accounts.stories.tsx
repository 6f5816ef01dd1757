import { MusicPlayer, PlexProvider, SinglePlayer } from 'coplay';
import { type RequestRecord, resetPage, type ServerSnapshot } from 'coplay/testing';
import { useState } from 'react';
import { expect, waitFor } from 'storybook/test';
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
