import { CompositePlayer, MusicPlayer, type MusicPlayerProps } from 'coplay';
import { useState } from 'react';
import { expect, fn, mocked, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import {
  countWaiting,
  findOne,
  mediaEvent,
  PATIENCE_MS,
  playsOn,
  reaches,
} from '../support/playing.ts';
import { requestsTo, serverHas, timelines } from '../support/server.ts';

/** A queue with entries that can't be played. They are marked and skipped, and the music goes on. */
const meta = preview.meta({
  title: 'Scenarios/Bad entries',
  component: MusicPlayer,
  decorators: [(Story) => <div style={{ maxWidth: 480 }}>{Story()}</div>],
  args: { autoPlay: true, onError: fn(), onTrackChange: fn() },
});

const queueOf = (...keys: string[]) => keys.map((ratingKey) => ({ ratingKey }));
const patient = { timeout: PATIENCE_MS };

/** The rows of the list, by a function: they change. */
const rowsIn = (root: HTMLElement) => () => [
  ...root.querySelectorAll<HTMLElement>('.coplay-track-button'),
];

const isCurrent = (row: HTMLElement | undefined) =>
  waitFor(() => expect(row).toHaveAttribute('aria-current', 'true'), patient);

const plays = (audio: HTMLMediaElement) =>
  mediaEvent(
    audio,
    ['timeupdate'],
    () => !audio.paused && audio.currentTime > 0.2 && audio.currentTime < 2,
    'play the track',
  );

/** Notes the sentences of a live region about tracks, from now on. */
function listenTo(region: HTMLElement): () => string[] {
  const said: string[] = [];
  const note = () => said.push(region.textContent ?? '');
  new MutationObserver(note).observe(region, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  return () => said.filter((text) => text.includes('playing') || text.includes('played'));
}

/** The second entry does not exist. `onError` hears of it once, a notice is shown and announced, and the third entry plays. */
export const OneInBetween = meta.story({
  args: { queue: queueOf('140611', '999999', '140612') },
  play: async ({ args, canvas, canvasElement, plex, step }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 0.2);
    const announced = listenTo(canvas.getByRole('status'));
    audio.currentTime = audio.duration - 0.4;
    await isCurrent(rowsIn(canvasElement)()[2]);
    await plays(audio);
    await step('it is said once, in words and as an error', async () => {
      const sentence = "“Untitled” can't be played. Skipped.";
      await expect(canvas.getByText(sentence)).toBeVisible();
      const playing = 'Now playing Tempo Run by The Interval Club';
      await waitFor(() => expect(announced()).toEqual([`${sentence} ${playing}`]));
      const errors = mocked(args.onError ?? fn()).mock.calls.map(([error]) => error.code);
      await expect(errors).toEqual(['not-found']);
    });
    await step('onTrackChange gets each entry, marked and with its reason', async () => {
      const calls = mocked(args.onTrackChange ?? fn()).mock.calls;
      await expect(calls.map(([, { reason }]) => reason)).toEqual(['initial', 'ended', 'skipped']);
    });
    await step('the server heard that another track follows', async () => {
      const [stopped] = timelines(plex.server.snapshot(), 'stopped');
      await expect(stopped?.query.continuing).toBe('1');
    });
  },
});

/** The music beside a video skips a bad entry. The video plays on, in its session, without a stall. */
export const BesideAVideo = meta.story({
  render: () => (
    <CompositePlayer
      primary={{ ratingKey: '662548' }}
      overlay={{ queue: queueOf('999999', '140612') }}
      autoPlay
    />
  ),
  decorators: [],
  play: async ({ canvas, canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.3);
    const waits = countWaiting(video);
    await step('the next entry plays', async () => {
      const audio = await findOne(canvasElement, 'audio');
      await plays(audio);
      await expect(canvas.getByText(/can't be played\. Skipped\.$/)).toBeInTheDocument();
    });
    await step('the video goes on', async () => {
      await playsOn(video, 1);
      await expect(waits()).toBe(0);
      const now = plex.server.snapshot();
      const starts = requestsTo(now, '/start.mpd');
      await expect(starts).toHaveLength(1);
      const ended = timelines(now, 'stopped').map(({ clientIdentifier }) => clientIdentifier);
      await expect(ended).not.toContain(starts[0]?.clientIdentifier);
      await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    });
  },
});

/** Three bad entries in a row are an error. Retry goes on; so does another row. Previous never returns to where it came from. */
export const ThreeInARow = meta.story({
  args: { queue: queueOf('999991', '999992', '999993', '999994', '140611') },
  play: async ({ args, canvas, canvasElement, userEvent, step }) => {
    const audio = await findOne(canvasElement, 'audio');
    const rows = rowsIn(canvasElement);
    const errors = () => mocked(args.onError ?? fn()).mock.calls.length;
    await step('the third one stops', async () => {
      await expect(await canvas.findByRole('alert', undefined, patient)).toHaveTextContent(
        'not-found',
      );
      await isCurrent(rows()[2]);
      await expect(errors()).toBe(3);
    });
    await step('Retry goes on to the one that plays', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Retry' }));
      await isCurrent(rows()[4]);
      await plays(audio);
      await expect(errors()).toBe(5);
    });
    await step('Previous goes back, and stops after three', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Previous track' }));
      await canvas.findByRole('alert', undefined, patient);
      await isCurrent(rows()[1]);
      await expect(errors()).toBe(8);
    });
    await step('another row plays', async () => {
      const last = rows()[4];
      if (last) await userEvent.click(last);
      await plays(audio);
      await expect(canvas.queryByRole('alert')).toBeNull();
    });
  },
});

/** The second track has lost its file. The viewer chooses it, and the next one plays. */
export const ChosenWithoutItsFile = meta.story({
  args: { queue: queueOf('140611', '145004', '140612') },
  parameters: { plex: { server: { specialItems: true } } },
  play: async ({ args, canvas, canvasElement, userEvent }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 0.2);
    const rows = rowsIn(canvasElement);
    const second = rows()[1];
    if (second) await userEvent.click(second);
    await isCurrent(rows()[2]);
    await plays(audio);
    await expect(canvas.getByText(/can't be played\. Skipped\.$/)).toBeVisible();
    await expect(mocked(args.onError ?? fn())).toHaveBeenCalledTimes(1);
  },
});

/** The server says in its list that the second file is missing: nothing is requested for it. */
export const KnownToBeMissing = meta.story({
  args: { album: '140610' },
  beforeEach: ({ plex }) => {
    plex.server.inject({
      kind: 'body',
      body: (text) => {
        const answer = JSON.parse(text);
        answer.MediaContainer.Metadata[1].Media[0].Part[0].exists = false;
        return JSON.stringify(answer);
      },
      on: { path: '/library/metadata/140610/children' },
    });
  },
  play: async ({ args, canvas, canvasElement, plex, userEvent }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 0.2);
    await userEvent.click(canvas.getByRole('button', { name: 'Next track' }));
    await isCurrent(rowsIn(canvasElement)()[2]);
    await plays(audio);
    const asked = requestsTo(plex.server.snapshot(), '/decision').map(({ query }) => query.path);
    await expect(asked).toEqual(['/library/metadata/140611', '/library/metadata/140613']);
    const errors = mocked(args.onError ?? fn()).mock.calls.map(([error]) => error.code);
    await expect(errors).toEqual(['not-found']);
  },
});

/** A bitrate of no use is no fault of an entry: nothing is skipped, and the track goes on once it is put right. */
export const WrongBitrate = meta.story({
  args: { queue: queueOf('140611', '140612', '140613'), defaultMuted: true },
  render: (args) => <WithBitrates {...args} />,
  play: async ({ args, canvas, canvasElement, userEvent }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 0.5);
    await userEvent.click(canvas.getByRole('button', { name: 'A wrong bitrate' }));
    const alert = await canvas.findByRole('alert', {}, patient);
    await expect(alert).toHaveTextContent('musicBitrateKbps');
    await userEvent.click(canvas.getByRole('button', { name: 'A bitrate' }));
    await waitFor(() => expect(canvas.queryByRole('alert')).not.toBeInTheDocument(), patient);
    await playsOn(audio, 0.2);
    await isCurrent(rowsIn(canvasElement)()[0]);
    await expect(canvas.queryByText("Can't be played")).not.toBeInTheDocument();
    const errors = mocked(args.onError ?? fn()).mock.calls.map(([error]) => error.code);
    await expect(errors).toEqual(['invalid-argument']);
  },
});

function WithBitrates(props: MusicPlayerProps) {
  const [kbps, setKbps] = useState<number>();
  const button = (label: string, next: number) => (
    <button type="button" className="page-button" onClick={() => setKbps(next)}>
      {label}
    </button>
  );
  return (
    <>
      {button('A wrong bitrate', 0)}
      {button('A bitrate', 96)}
      <MusicPlayer {...props} musicBitrateKbps={kbps} />
    </>
  );
}

/** A sign-in that has expired is no fault of an entry: nothing is skipped. */
export const SignInHasExpired = meta.story({
  args: { queue: queueOf('140611', '140612') },
  beforeEach: ({ plex }) => {
    plex.server.inject({ kind: 'status', status: 401, on: { path: '/decision' } });
  },
  play: async ({ args, canvas, canvasElement, plex }) => {
    await expect(await canvas.findByRole('alert', undefined, patient)).toHaveTextContent(
      'auth-expired',
    );
    await serverHas(plex, 'the titles', (now) =>
      now.requests.some(({ path }) => path.endsWith('/140611,140612')),
    );
    await isCurrent(rowsIn(canvasElement)()[0]);
    await expect(requestsTo(plex.server.snapshot(), '/decision')).toHaveLength(1);
    await expect(mocked(args.onError ?? fn())).toHaveBeenCalledTimes(1);
  },
});
