import {
  CompositePlayer,
  createPlexConnection,
  MusicPlayer,
  PlexProvider,
  SinglePlayer,
  useMedia,
  usePlayback,
  usePlexClientSession,
} from 'coplay';
import { Activity, type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { expect, fn, waitFor } from 'storybook/test';
import { useStoryServer } from '../../.storybook/plex/StoryPlexContext.ts';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, playsOn, reaches } from '../support/playing.ts';
import { playingClients, requestsTo, serverHas } from '../support/server.ts';
import { decisions } from '../support/sessions.ts';

const patient = { timeout: PATIENCE_MS };

function Buttons({ children }: { children: ReactNode }) {
  return <div style={{ display: 'flex', gap: 8, marginBlockEnd: 16 }}>{children}</div>;
}

/** Creates a new connection on each render, without `useMemo`. */
export function CarelessPage() {
  const { connection } = useStoryServer();
  const [count, setCount] = useState(0);
  return (
    <PlexProvider connection={createPlexConnection(connection)}>
      <Buttons>
        <button
          type="button"
          className="page-button"
          onClick={() => flushSync(() => setCount((before) => before + 1))}
        >
          Render again ({count})
        </button>
      </Buttons>
      <MusicPlayer playlist="140600" autoPlay />
    </PlexProvider>
  );
}

/** Unusual but legitimate uses of players by hosts. */
const meta = preview.meta({
  title: 'Scenarios/Hosts',
  component: CarelessPage,
  excludeStories: ['CarelessPage'],
  parameters: { plex: { provider: false } },
});

/** Connections are compared by content: fifty renders with a new one send no request, and the cover stays. */
export const ConnectionMadeAnew = meta.story({
  play: async ({ canvas, canvasElement, plex }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 0.3);
    await waitFor(() => expect(canvasElement.querySelector('img')).toBeInTheDocument(), patient);
    const cover = canvasElement.querySelector('img')?.src;
    const asked = () =>
      plex.server.snapshot().requests.filter(({ path }) => !path.endsWith('/timeline')).length;
    const before = asked();
    for (let turn = 0; turn < 50; turn += 1) canvas.getByRole('button', { name: /Render/ }).click();
    await playsOn(audio, 0.5);
    await expect(asked()).toBe(before);
    await expect(canvasElement.querySelector('img')?.src).toBe(cover);
  },
});

function Ranges() {
  const player = usePlayback({ playerRole: 'ranges', mediaType: 'video', media: undefined });
  // Returns a new nested array each time.
  const ranges = useMedia(({ buffered }) => buffered.map(({ start, end }) => [start, end]), player);
  const facts = useMedia(({ status }) => ({ of: [status] }), player);
  return (
    <p>
      {ranges.length} ranges, {facts.of[0]}
    </p>
  );
}

/** A selector may return a new object each time. */
export const SelectorOfLists = meta.story({
  tags: ['!dev', '!autodocs'],
  parameters: { plex: { dock: false, provider: true } },
  render: () => <Ranges />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('0 ranges, idle')).toBeVisible();
  },
});

/** A music player without a provider shows an error, as the other players do. */
export const NoProvider = meta.story({
  args: { onError: fn() } as never,
  render: (args) => <MusicPlayer playlist="140600" {...args} />,
  play: async ({ args, canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('PlexProvider');
    const { onError } = args as unknown as { onError: () => void };
    await expect(onError).toHaveBeenCalledTimes(1);
    await expect(onError).toHaveBeenCalledWith(
      expect.objectContaining({ code: 'invalid-connection' }),
    );
  },
});

function Stubborn() {
  const { connection } = useStoryServer();
  return (
    <PlexProvider connection={{ baseUrl: 'no address at all' }}>
      <OwnConnection connection={createPlexConnection(connection)} />
    </PlexProvider>
  );
}

function OwnConnection({ connection }: Pick<Parameters<typeof usePlayback>[0], 'connection'>) {
  const media = { ratingKey: '662548' };
  const player = usePlayback({ playerRole: 'own', mediaType: 'video', media, connection });
  const title = useMedia(({ item, error }) => error?.code ?? item?.title, player);
  return <p>It plays: {title}</p>;
}

/** The `connection` option takes precedence over the provider's. */
export const OwnConnectionCounts = meta.story({
  tags: ['!dev', '!autodocs'],
  parameters: { plex: { dock: false, provider: false } },
  render: () => <Stubborn />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/It plays: Sunrise/, {}, patient)).toBeVisible();
  },
});

function Named({ autoPlay }: { autoPlay: boolean }) {
  const plexClientSession = usePlexClientSession('shared');
  return (
    <SinglePlayer
      media={{ ratingKey: '662548' }}
      plexClientSession={plexClientSession}
      autoPlay={autoPlay}
    />
  );
}

function TwoTabs() {
  const [first, setFirst] = useState(true);
  const [second, setSecond] = useState(false);
  return (
    <>
      <Buttons>
        <button type="button" className="page-button" onClick={() => setFirst(!first)}>
          {first ? 'Hide the first' : 'Show the first'}
        </button>
        <button type="button" className="page-button" onClick={() => setSecond(true)}>
          Add a second
        </button>
      </Buttons>
      <div style={{ display: 'grid', gap: 16 }}>
        <Activity mode={first ? 'visible' : 'hidden'}>
          <Named autoPlay />
        </Activity>
        {second ? <Named autoPlay /> : null}
      </div>
    </>
  );
}

/**
 * The host leases the ids itself. A hidden player releases its id, and another player gets it. When it is shown again, the
 * first player must lease another id, so that it does not end the other's stream.
 */
export const HiddenAndReplaced = meta.story({
  parameters: { plex: { provider: true, server: { stopScope: 'client' } } },
  render: () => <TwoTabs />,
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    const press = (name: string) => userEvent.click(canvas.getByRole('button', { name }));
    await reaches(await findOne(canvasElement, 'video'), 0.5);
    const [given] = playingClients(plex.server.snapshot());
    await step('hiding the first player ends its playback and frees its id', async () => {
      await press('Hide the first');
      await serverHas(plex, 'no stream', (now) => now.resources.length === 0);
    });
    await step('a second player gets the id', async () => {
      await press('Add a second');
      const { resources } = await serverHas(plex, 'a stream', (now) => now.resources.length === 1);
      await expect(resources.map(({ clientIdentifier }) => clientIdentifier)).toEqual([given]);
    });
    await step('the first player gets another id when shown again, and both play', async () => {
      await press('Show the first');
      const { resources, ended } = await serverHas(
        plex,
        'two streams',
        (now) => now.resources.length === 2,
      );
      const clients = resources.map(({ clientIdentifier }) => clientIdentifier);
      await expect(new Set(clients).size).toBe(2);
      await expect(ended).toHaveLength(1);
      const videos = [...canvasElement.querySelectorAll('video')];
      await Promise.all(videos.map((video) => playsOn(video, 1)));
      await expect(decisions(plex.server.snapshot())).toHaveLength(3);
    });
  },
});

function KeyedMusic() {
  const [key, setKey] = useState(0);
  return (
    <>
      <Buttons>
        <button type="button" className="page-button" onClick={() => setKey(key + 1)}>
          Change the key
        </button>
      </Buttons>
      <MusicPlayer key={key} playlist="140600" autoPlay />
    </>
  );
}

/** The playlist loads only after Retry. Then a new key keeps the track and the position. */
export const KeyChangesAfterRetry = meta.story({
  parameters: { plex: { provider: true } },
  beforeEach: ({ plex }) => {
    plex.server.inject({ kind: 'status', status: 503, on: { path: '/playlists/' }, times: 1 });
  },
  render: () => <KeyedMusic />,
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Retry' }, patient));
    await reaches(await findOne(canvasElement, 'audio'), 0.2);
    await userEvent.click(canvas.getByRole('button', { name: 'Next track' }));
    const audio = await findOne(canvasElement, 'audio');
    await serverHas(plex, 'the second track', (now) => decisions(now).length === 2);
    await reaches(audio, 0.5);
    const before = audio.currentTime;
    await userEvent.click(canvas.getByRole('button', { name: 'Change the key' }));
    const after = await findOne(canvasElement, 'audio');
    await playsOn(after, 0.5);
    await expect(after).toBe(audio);
    await expect(after.currentTime).toBeGreaterThan(before);
    await expect(decisions(plex.server.snapshot())).toHaveLength(2);
    await expect(requestsTo(plex.server.snapshot(), '/140600/items')).toHaveLength(2);
  },
});

/** The titles of the queue cannot be loaded. The current track shows its own title and cover. */
export const TitlesCannotBeHad = meta.story({
  parameters: { plex: { provider: true } },
  beforeEach: ({ plex }) => {
    plex.server.inject({ kind: 'status', status: 503, on: { path: /metadata\/140611,140612$/ } });
  },
  render: () => <MusicPlayer queue={[{ ratingKey: '140611' }, { ratingKey: '140612' }]} autoPlay />,
  play: async ({ canvas, canvasElement }) => {
    await reaches(await findOne(canvasElement, 'audio'), 0.2);
    const title = canvasElement.querySelector('.coplay-music-title');
    await waitFor(() => expect(title).toHaveTextContent('First Light'), patient);
    await waitFor(() => expect(canvasElement.querySelector('img')).toBeInTheDocument(), patient);
    await expect(canvas.getByRole('button', { name: /First Light/ })).toBeInTheDocument();
  },
});

function ChangesAtOnce() {
  const [ratingKey, setRatingKey] = useState('662548');
  useEffect(() => {
    const timer = setTimeout(() => setRatingKey('662549'), 0);
    return () => clearTimeout(timer);
  }, []);
  return <SinglePlayer media={{ ratingKey }} autoPlay />;
}

/** `media` changes while the player leases its id: the player still gets the first id. */
export const ChangesAtOnceAfterMounting = meta.story({
  tags: ['!dev', '!autodocs'],
  parameters: { plex: { provider: true } },
  render: () => <ChangesAtOnce />,
  play: async ({ canvasElement, plex }) => {
    await reaches(await findOne(canvasElement, 'video'), 0.2);
    const { devices } = plex.server.snapshot();
    await expect(devices.map(({ clientIdentifier }) => clientIdentifier)).toEqual([
      expect.stringMatching(/-1$/),
    ]);
  },
});

function ConnectionGoesBad() {
  const { connection } = useStoryServer();
  const [isBad, setIsBad] = useState(false);
  return (
    <PlexProvider connection={isBad ? { baseUrl: 'no address at all' } : connection}>
      <Buttons>
        <button type="button" className="page-button" onClick={() => setIsBad(!isBad)}>
          {isBad ? 'Give a good connection' : 'Give a bad connection'}
        </button>
      </Buttons>
      <CompositePlayer
        primary={{ ratingKey: '662548' }}
        overlay={{ ratingKey: '140611' }}
        onError={onError}
        onOverlayError={onOverlayError}
        autoPlay
      />
    </PlexProvider>
  );
}

const onError = fn();
const onOverlayError = fn();

/** The base URL becomes invalid while both play: each player reports it once, and resumes with a valid one. */
export const ConnectionThatGoesBad = meta.story({
  tags: ['!dev', '!autodocs'],
  beforeEach: () => {
    onError.mockClear();
    onOverlayError.mockClear();
  },
  render: () => <ConnectionGoesBad />,
  play: async ({ canvas, canvasElement, userEvent }) => {
    const both = async () =>
      Promise.all([
        findOne(canvasElement, 'video').then((video) => reaches(video, 0.5)),
        findOne(canvasElement, 'audio').then((audio) => reaches(audio, 0.5)),
      ]);
    await both();
    await userEvent.click(canvas.getByRole('button', { name: 'Give a bad connection' }));
    await waitFor(() => expect(canvas.getAllByRole('alert').length).toBeGreaterThan(1), patient);
    await expect(onError).toHaveBeenCalledTimes(1);
    await expect(onOverlayError).toHaveBeenCalledTimes(1);
    await userEvent.click(canvas.getByRole('button', { name: 'Give a good connection' }));
    await waitFor(() => expect(canvas.queryByRole('alert')).not.toBeInTheDocument(), patient);
    await both();
  },
});
