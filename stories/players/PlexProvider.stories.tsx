import {
  CompositePlayer,
  MediaSurface,
  PlexProvider,
  type PlexProviderProps,
  SinglePlayer,
  useItem,
  useMedia,
  usePlayback,
  useQueue,
} from 'coplay';
import { useState } from 'react';
import { expect, fn, type Mock, waitFor, within } from 'storybook/test';
import { useStoryServer } from '../../.storybook/plex/StoryPlexContext.ts';
import preview from '../../.storybook/preview.tsx';
import { findOne, mediaEvent, PATIENCE_MS, reaches } from '../support/playing.ts';
import { serverHas } from '../support/server.ts';
import { decisions } from '../support/sessions.ts';

/** A page with a player that plays from the server of the story. */
function Page({ messages, onEvent }: Pick<PlexProviderProps, 'messages' | 'onEvent'>) {
  const { connection, video } = useStoryServer();
  const [last, setLast] = useState('none yet');
  return (
    <PlexProvider
      connection={connection}
      messages={messages}
      onEvent={(event) => {
        onEvent?.(event);
        setLast(event.name);
      }}
    >
      <SinglePlayer media={{ ratingKey: video }} />
      <p>
        The last event: <code>{last}</code>
      </p>
    </PlexProvider>
  );
}

/** Gives the players inside it the server, the texts and an event handler. Renders no element. */
const meta = preview.meta({
  title: 'Players/PlexProvider',
  component: PlexProvider,
  args: { connection: { baseUrl: 'http://192.168.1.10:32400' }, onEvent: fn() },
  argTypes: {
    connection: { control: false },
    messages: { control: false },
    children: { control: false },
  },
  parameters: { plex: { provider: false } },
  render: ({ messages, onEvent }) => <Page messages={messages} onEvent={onEvent} />,
});

const patient = { timeout: PATIENCE_MS };

/** `messages` replaces texts. Here some are German; the others stay English. */
export const OwnWords = meta.story({
  args: { messages: { locale: 'de', play: () => 'Abspielen', pause: () => 'Anhalten' } },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Abspielen' }, patient));
    await reaches(await findOne(canvasElement, 'video'), 0.3);
    await expect(canvas.getByRole('button', { name: 'Anhalten' })).toBeInTheDocument();
    await expect(canvas.getByRole('button', { name: 'Mute' })).toBeInTheDocument();
    await expect(canvas.queryByRole('button', { name: 'Pause' })).not.toBeInTheDocument();
  },
});

/** `onEvent` is called with what happens between the players and the server. No event holds a URL or a token. */
export const Events = meta.story({
  play: async ({ args, canvas, canvasElement, plex, userEvent }) => {
    const { mock } = args.onEvent as Mock<NonNullable<PlexProviderProps['onEvent']>>;
    const heard = () => mock.calls.map(([event]) => event.name);
    await userEvent.click(await canvas.findByRole('button', { name: 'Play' }, patient));
    await reaches(await findOne(canvasElement, 'video'), 0.3);
    await waitFor(() => expect(heard()).toContain('plex.media-url-generated'), patient);
    await expect(canvas.getByText(heard().at(-1) ?? '')).toBeInTheDocument();
    await expect(JSON.stringify(mock.calls)).not.toContain(plex.connection.token);
  },
});

function Limits() {
  const { connection } = useStoryServer();
  const [kbps, setKbps] = useState(9_000);
  const film = { ratingKey: '662548' };
  return (
    <PlexProvider connection={connection} network="wan" musicBitrateKbps={96}>
      <PlexProvider connection={connection} maxVideoBitrateKbps={kbps}>
        <button type="button" className="page-button" onClick={() => setKbps(400)}>
          Save data
        </button>
        <SinglePlayer media={{ ratingKey: '662560' }} aria-label="Like the provider" defaultMuted />
        <SinglePlayer media={film} maxVideoBitrateKbps={500} network="lan" playerRole="own" />
        <CompositePlayer
          primary={film}
          overlay={{ ratingKey: '662549', type: 'video' }}
          overlayMaxVideoBitrateKbps={300}
        />
        <CompositePlayer
          primary={film}
          overlay={{ queue: [{ ratingKey: '140620' }] }}
          playerRole="with-music"
          preload="auto"
        />
      </PlexProvider>
    </PlexProvider>
  );
}

/** Bitrate and network are given to all players, or to one of them. A change replaces the stream where it is. */
export const BitrateAndNetwork = meta.story({
  render: () => <Limits />,
  play: async ({ canvas, plex, step, userEvent }) => {
    await step('each player asks for its own', async () => {
      const now = await serverHas(plex, 'six decisions', (one) => decisions(one).length === 6);
      const kbps = decisions(now).map(
        ({ query }) => `${query.maxVideoBitrate ?? query.musicBitrate} ${query.location}`,
      );
      await expect(kbps.sort()).toEqual([
        '300 wan',
        '500 lan',
        '9000 wan',
        '9000 wan',
        '9000 wan',
        '96 wan',
      ]);
    });
    await step(
      'a change goes on at the position, here with a conversion instead of the file',
      async () => {
        const player = canvas.getByRole('group', { name: 'Like the provider' });
        await userEvent.click(await within(player).findByRole('button', { name: 'Play' }, patient));
        const video = await findOne(player, 'video');
        await reaches(video, 1);
        const { src } = video;
        await userEvent.click(canvas.getByRole('button', { name: 'Save data' }));
        await serverHas(plex, 'three new decisions', (now) => decisions(now).length === 9);
        // Until the new source is attached, the old one plays on.
        await mediaEvent(
          video,
          ['emptied', 'loadstart', 'loadedmetadata'],
          () => video.src !== src,
          'get a new source',
        );
        await reaches(video, 1.2);
        await expect(video.muted && !video.paused).toBe(true);
        const last = decisions(plex.server.snapshot()).slice(6);
        await expect(last.map(({ query }) => query.maxVideoBitrate)).toEqual(['400', '400', '400']);
        const moved = last.find(({ query }) => query.path?.endsWith('662560'));
        await expect(Number(moved?.query.offset)).toBeGreaterThan(0.9);
      },
    );
  },
});

function HooksWithOptions() {
  const { connection } = useStoryServer();
  const [count, setCount] = useState(0);
  // New literals on each render, like the props of a server component.
  const { item } = useItem('662548', { connection: { ...connection } });
  const { entries } = useQueue({ playlist: '140600' }, { connection: { ...connection } });
  const player = usePlayback({
    playerRole: 'options',
    mediaType: 'video',
    media: { ratingKey: '662560' },
    connection: { ...connection },
  });
  const duration = useMedia((media) => Math.round(media.duration), player);
  return (
    <>
      <MediaSurface player={player} />
      <p>
        {item?.title}, {entries.length} tracks, {duration} s
      </p>
      <button type="button" className="page-button" onClick={() => setCount(count + 1)}>
        Render again ({count})
      </button>
      <button type="button" className="page-button" onClick={() => player.play()}>
        Begin
      </button>
    </>
  );
}

/** Each hook takes plain `{ baseUrl, token }`, without a provider. */
export const HooksWithPlainOptions = meta.story({
  tags: ['!dev', '!autodocs'],
  render: () => <HooksWithOptions />,
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Begin' }));
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.3);
    await canvas.findByText(/^Sunrise.+, [1-9]\d* tracks, [1-9]\d* s$/, {}, patient);
    const asked = () =>
      plex.server.snapshot().requests.filter(({ path }) => !path.endsWith('/timeline')).length;
    const before = asked();
    for (let turn = 0; turn < 5; turn += 1)
      await userEvent.click(canvas.getByRole('button', { name: /Render again/ }));
    await reaches(video, video.currentTime + 0.3);
    await expect(asked()).toBe(before);
  },
});
