import { PlexProvider, type PlexProviderProps, SinglePlayer } from 'coplay';
import { useState } from 'react';
import { expect, fn, type Mock, waitFor } from 'storybook/test';
import { useStoryServer } from '../../.storybook/plex/StoryPlexContext.ts';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';

/** A page with a player, by the server of the story. */
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

/** What stands around the players: a server to play from, words, and an ear for what happens. */
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

/** `messages` replaces words: this page speaks German where it has been told how, and English everywhere else. */
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

/** `onEvent` hears what happens between the players and the server. No event holds a URL or a token. */
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
