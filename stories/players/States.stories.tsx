import { CompositePlayer, MusicPlayer, SinglePlayer } from 'coplay';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { refuseNextPlay } from '../support/autoplay.ts';
import { ownCatalogue } from '../support/own-catalogue.ts';
import { findOne, hasBuffered, mediaEvent, PATIENCE_MS, reaches } from '../support/playing.ts';
import { requestsTo, serverHas } from '../support/server.ts';

/**
 * What a viewer sees when it is not simply playing. Each state is a real one: the emulated server is slow, refuses or
 * ends something, and the player answers to that.
 */
const meta = preview.meta({
  title: 'Players/States',
  component: SinglePlayer,
  // On its docs page few of them can be caused, so that has been written by hand.
  tags: ['!autodocs'],
  args: { media: { ratingKey: '662548' }, autoPlay: true },
});

const hour = 3_600_000;
const patient = { timeout: PATIENCE_MS };
/** The sixth second, of picture and of sound. */
const sixthSecond = { path: /\/5\.m4s$/ };

/** The server has not answered the request for a decision yet. */
export const Loading = meta.story({
  tags: ['screenshot'],
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'latency', milliseconds: hour, on: { path: '/decision' } }),
  play: async ({ canvas, plex }) => {
    // What passes quickly is not shown: the words come slowly.
    await waitFor(() => expect(canvas.getByText('Loading…')).toBeVisible(), patient);
    // And a moment later for those who do not see it.
    await expect(await canvas.findByText('Loading', {}, patient)).toHaveRole('status');
    await serverHas(plex, 'the question', (now) => requestsTo(now, '/decision').length === 1);
    const player = canvas.getByRole('group', { name: 'Video player' });
    await expect(player).toHaveAttribute('data-status', 'loading');
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});

/** Five seconds have come, and the sixth is on its way: the picture stands still, and the player says why. */
export const Buffering = meta.story({
  tags: ['screenshot'],
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'latency', milliseconds: hour, on: sixthSecond }),
  play: async ({ canvas, canvasElement }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 1);
    await expect(await canvas.findByText('Buffering…', {}, patient)).toBeInTheDocument();
    const player = canvas.getByRole('group', { name: /^Video player/ });
    await expect(player).toHaveAttribute('data-waiting');
    await expect(player).not.toHaveAttribute('data-paused');
    await expect(video.currentTime).toBeLessThan(6);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});

/** The encoder is slower than the video, and then it catches up: it plays on by itself, in the same session. */
export const BufferingEnds = meta.story({
  tags: ['!dev'],
  parameters: { plex: { server: { encoderSpeed: 0.5 } } },
  play: async ({ canvas, canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('it waits', async () => {
      await reaches(video, 0.2);
      await canvas.findByText('Buffering…', {}, patient);
      await expect(video.currentTime).toBeLessThan(6);
    });
    await step('it plays on', async () => {
      plex.server.configure({ encoderSpeed: 500 });
      await reaches(video, 6.5);
      await waitFor(() => expect(canvas.queryByText('Buffering…')).not.toBeInTheDocument());
      await expect(requestsTo(plex.server.snapshot(), '/decision')).toHaveLength(1);
    });
  },
});

/** Played to its end: the last picture stays, and Play has become Replay. */
export const Ended = meta.story({
  tags: ['screenshot'],
  args: { media: { ratingKey: '662560', startSeconds: 18 } },
  play: async ({ canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await mediaEvent(video, ['ended'], () => video.ended, 'end');
    await expect(await canvas.findByRole('button', { name: 'Replay' })).toBeVisible();
    const player = canvas.getByRole('group', { name: /^Video player/ });
    await expect(player).toHaveAttribute('data-status', 'ended');
    await serverHas(plex, 'no stream', (now) => now.resources.length === 0);
  },
});

/** Something went wrong. The sentence names a way out, and Retry goes on where it stopped. */
export const Failed = meta.story({
  name: 'Error',
  tags: ['screenshot'],
  beforeEach: ({ plex }) => plex.server.inject({ kind: 'bandwidth', aboveKbps: 1 }),
  play: async ({ canvas, plex }) => {
    const alert = await canvas.findByRole('alert', {}, patient);
    await expect(alert).toHaveTextContent('no bandwidth left for this. Stop another stream');
    await expect(alert).toHaveTextContent('bandwidth');
    await expect(canvas.getByRole('button', { name: 'Retry' })).toBeVisible();
    await expect(plex.server.snapshot().resources).toEqual([]);
  },
});

/** A first answer that says no, and a second that does not: Retry plays. */
export const RetryHelps = meta.story({
  tags: ['!dev'],
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'status', status: 403, on: { path: '/decision' }, times: 1 }),
  play: async ({ canvas, canvasElement, userEvent }) => {
    await canvas.findByRole('alert', {}, patient);
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }));
    await reaches(await findOne(canvasElement, 'video'), 0.5);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});

/** The owner of the server has ended the stream from the dashboard: the player gives the reason, and does not fight. */
export const EndedByTheOwner = meta.story({
  args: { media: { ratingKey: '662560' } },
  play: async ({ canvas, canvasElement, userEvent, plex }) => {
    await reaches(await findOne(canvasElement, 'video'), 1);
    const { resources } = await serverHas(plex, 'a stream', (now) => now.resources.length === 1);
    plex.server.terminate(resources[0]?.playbackId ?? '', 'The class is over. See you on Monday!');
    // It hears of that with its next report: after ten seconds, or at once when it has something to say.
    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
    const alert = await canvas.findByRole('alert', {}, patient);
    await expect(alert).toHaveTextContent('The class is over. See you on Monday!');
    await expect(requestsTo(plex.server.snapshot(), '/decision')).toHaveLength(1);
  },
});

/** The browser wants a click before it plays sound, as most do on a first visit. One click plays. */
export const AutoplayBlocked = meta.story({
  tags: ['screenshot'],
  beforeEach: ({ viewMode }) => (viewMode === 'docs' ? undefined : refuseNextPlay()),
  play: async ({ canvas, canvasElement }) => {
    const alert = await canvas.findByRole('alert', {}, patient);
    await expect(alert).toHaveTextContent('The browser wants a click before it plays sound');
    await expect(canvas.getByRole('button', { name: 'Play' })).toBeVisible();
    const player = canvas.getByRole('group', { name: /^Video player/ });
    await expect(player).toHaveAttribute('data-autoplay-blocked');
    const video = await findOne(canvasElement, 'video');
    await hasBuffered(video, 1);
    await expect(video.currentTime).toBe(0);
  },
});

/** The same, and then the click: it plays, and says no more. */
export const AutoplayAllowed = meta.story({
  tags: ['!dev'],
  beforeEach: () => refuseNextPlay(),
  play: async ({ canvas, canvasElement, userEvent }) => {
    await canvas.findByRole('alert', {}, patient);
    await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
    await reaches(await findOne(canvasElement, 'video'), 0.5);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});

/** A phone held upright, 320 pixels wide: each control is there, and can be hit. */
export const Narrow = meta.story({
  tags: ['screenshot'],
  args: { autoPlay: false },
  render: ({ autoPlay }) => (
    <div style={{ display: 'grid', gap: 24, width: 320 }}>
      <CompositePlayer
        primary={{ ratingKey: '662548' }}
        overlay={{ playlist: '140600' }}
        autoPlay={autoPlay}
      />
      <MusicPlayer album="140610" autoPlay={autoPlay} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('button', { name: 'Play main video' }, patient);
    await waitFor(
      () => expect(canvas.getAllByText('First Light').length).toBeGreaterThan(1),
      patient,
    );
    await isContained(canvasElement);
    for (const button of canvas.getAllByRole('button')) {
      const { width, height } = button.getBoundingClientRect();
      await expect(Math.min(width, height), button.ariaLabel ?? '').toBeGreaterThanOrEqual(24);
    }
  },
});

const long = {
  video:
    'The unabridged and slightly annotated morning ride through all twenty-three valleys, part one of nine',
  artist:
    'The Interval Club and the Municipal Symphonic Wind Orchestra of the Lower River District',
  album: 'Eight Counts for a Very Long Road (Remastered, with a spoken introduction)',
  tracks: [
    'First Light over the bridge that nobody has crossed since the flood, in three movements',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    'Short',
  ],
};

/** Titles that are too long for their place end in dots, and push nothing out of it. */
export const LongTitles = meta.story({
  parameters: { plex: { server: { catalogue: ownCatalogue(long) } } },
  args: { autoPlay: false },
  render: ({ autoPlay }) => (
    <div style={{ display: 'grid', gap: 24, maxWidth: 480 }}>
      <CompositePlayer
        primary={{ ratingKey: '662548' }}
        overlay={{ playlist: '140600' }}
        autoPlay={autoPlay}
      />
      <MusicPlayer album="140610" autoPlay={autoPlay} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvas.getAllByText(long.tracks[1] ?? '')).toHaveLength(1), patient);
    await canvas.findByRole('group', { name: `Main video: ${long.video}` });
    const titles = [...canvasElement.querySelectorAll('.coplay-title bdi')];
    await expect(titles.map((title) => title.scrollWidth > title.clientWidth)).toEqual([true]);
    await isContained(canvasElement);
  },
});

const arabic = {
  video: 'رحلة الشروق',
  artist: 'نادي الفواصل',
  album: 'ثماني عدّات',
  tracks: ['أول الضوء', 'جري الإيقاع', 'Tempo Run (live)'],
};

/**
 * A page that runs from right to left: the players follow, but for the timelines of media, which run from left to right
 * everywhere.
 */
export const RightToLeft = meta.story({
  parameters: { plex: { server: { catalogue: ownCatalogue(arabic) } } },
  args: { autoPlay: false },
  render: ({ autoPlay }) => (
    <div dir="rtl" style={{ display: 'grid', gap: 24, maxWidth: 480 }}>
      <CompositePlayer
        primary={{ ratingKey: '662548' }}
        overlay={{ playlist: '140600' }}
        autoPlay={autoPlay}
      />
      <MusicPlayer album="140610" autoPlay={autoPlay} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    const play = await canvas.findByRole('button', { name: 'Play main video' }, patient);
    await waitFor(() => expect(canvas.getAllByText('جري الإيقاع')).toHaveLength(1), patient);
    const full = canvas.queryByRole('button', { name: 'Full screen' });
    if (full) {
      await expect(play.getBoundingClientRect().left).toBeGreaterThan(
        full.getBoundingClientRect().left,
      );
    }
    await isContained(canvasElement);
  },
});

const visibleParts =
  '.coplay-player :is(button, input, .coplay-time, .coplay-title, .coplay-music-words)';

/** Nothing that can be read or pressed stands out of its player, and the page does not scroll sideways. */
async function isContained(canvasElement: HTMLElement): Promise<void> {
  const pieces = [...canvasElement.querySelectorAll(visibleParts)];
  await expect(pieces.length).toBeGreaterThan(5);
  for (const piece of pieces) {
    const inner = piece.getBoundingClientRect();
    const outer = piece.closest('.coplay-player')?.getBoundingClientRect();
    const name = piece.ariaLabel || piece.textContent;
    await expect(inner.left, `left of ${name}`).toBeGreaterThanOrEqual((outer?.left ?? 0) - 1);
    await expect(inner.right, `right of ${name}`).toBeLessThanOrEqual((outer?.right ?? 0) + 1);
  }
  const { documentElement } = canvasElement.ownerDocument;
  await expect(documentElement.scrollWidth).toBeLessThanOrEqual(documentElement.clientWidth);
}
