import { CompositePlayer, MusicPlayer, SinglePlayer } from 'coplay';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { refuseNextPlay } from '../support/autoplay.ts';
import { ownCatalogue } from '../support/own-catalogue.ts';
import { findOne, hasBuffered, mediaEvent, PATIENCE_MS, reaches } from '../support/playing.ts';
import { requestsTo, serverHas } from '../support/server.ts';

/**
 * The states of a player other than playing. Each is real: the emulated server is slow, refuses a request or ends a session,
 * and the player responds.
 */
const meta = preview.meta({
  title: 'Players/States',
  component: SinglePlayer,
  // The docs page is States.mdx: few of the states can be caused on a docs page.
  tags: ['!autodocs'],
  args: { media: { ratingKey: '662548' }, autoPlay: true },
});

const hour = 3_600_000;
const minute = 60_000;
const patient = { timeout: PATIENCE_MS };
/** The segments of the sixth second, of video and audio. */
const sixthSecond = { path: /\/5\.m4s$/ };

/** The server has not answered the request for a decision yet. */
export const Loading = meta.story({
  tags: ['screenshot'],
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'latency', milliseconds: hour, on: { path: '/decision' } }),
  play: async ({ canvas, plex }) => {
    // The text fades in after a moment, so that a short state does not flash.
    await waitFor(() => expect(canvas.getByText('Loading…')).toBeVisible(), patient);
    // Screen readers get it a moment later.
    await expect(await canvas.findByText('Loading', {}, patient)).toHaveRole('status');
    await serverHas(plex, 'the question', (now) => requestsTo(now, '/decision').length === 1);
    const player = canvas.getByRole('group', { name: 'Video player' });
    await expect(player).toHaveAttribute('data-status', 'loading');
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});

/** The manifest and the initialisation segments are there, the first media segments are late: the video still loads. */
export const LoadingFirstSegments = meta.story({
  tags: ['!dev'],
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'latency', milliseconds: minute, on: { path: /\/\d+\.m4s$/ } }),
  play: async ({ canvas, canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    const phases = new Set<string | undefined>();
    const overlay = () => canvasElement.querySelector<HTMLElement>('.coplay-status');
    const watch = new MutationObserver(() => phases.add(overlay()?.dataset.phase));
    watch.observe(canvasElement, { subtree: true, childList: true, attributes: true });
    await step('the player says that it loads', async () => {
      await mediaEvent(video, ['loadedmetadata'], () => video.readyState > 0, 'know its length');
      // The live region says what lasts for a second.
      await expect(await canvas.findByText('Loading', {}, patient)).toHaveRole('status');
      await waitFor(() => expect(canvas.getByText('Loading…')).toBeVisible(), patient);
      await expect(video.readyState).toBe(1);
      await expect([...phases]).toEqual(['loading']);
    });
    await step('it plays once the segments are there', async () => {
      plex.server.advance(minute);
      await reaches(video, 0.2);
      await expect(phases).not.toContain('buffering');
    });
    watch.disconnect();
  },
});

/** Five seconds are loaded, and the sixth is late: the picture stands still, and the player says that it is buffering. */
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

/** The encoder is slower than playback, and then catches up. The video plays on in the same session. */
export const BufferingEnds = meta.story({
  tags: ['!dev'],
  parameters: { plex: { server: { encoderSpeed: 0.5 } } },
  play: async ({ canvas, canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('the video waits', async () => {
      await reaches(video, 0.2);
      await canvas.findByText('Buffering…', {}, patient);
      await expect(video.currentTime).toBeLessThan(6);
    });
    await step('the video plays on', async () => {
      plex.server.configure({ encoderSpeed: 500 });
      await reaches(video, 6.5);
      await waitFor(() => expect(canvas.queryByText('Buffering…')).not.toBeInTheDocument());
      await expect(requestsTo(plex.server.snapshot(), '/decision')).toHaveLength(1);
    });
  },
});

/** The video has ended: the last picture stays, and Play becomes Replay. */
export const Ended = meta.story({
  tags: ['screenshot'],
  args: { media: { ratingKey: '662560', startSeconds: 18 } },
  play: async ({ canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await mediaEvent(video, ['ended'], () => video.ended, 'end');
    // It fades in: at first it is not visible.
    await waitFor(
      () => expect(canvas.getByRole('button', { name: 'Replay' })).toBeVisible(),
      patient,
    );
    const player = canvas.getByRole('group', { name: /^Video player/ });
    await expect(player).toHaveAttribute('data-status', 'ended');
    await serverHas(plex, 'no stream', (now) => now.resources.length === 0);
  },
});

/** Playback has failed. The message says what to do, and Retry resumes at the same position. */
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

/** The server refuses once. Retry plays. */
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

/** The server owner ends the stream from the dashboard. The player shows the reason and does not restart by itself. */
export const EndedByTheOwner = meta.story({
  args: { media: { ratingKey: '662560' } },
  play: async ({ canvas, canvasElement, userEvent, plex }) => {
    await reaches(await findOne(canvasElement, 'video'), 1);
    const { resources } = await serverHas(plex, 'a stream', (now) => now.resources.length === 1);
    plex.server.terminate(resources[0]?.playbackId ?? '', 'The class is over. See you on Monday!');
    // The player gets the reason with its next report: every ten seconds, and at each change of state.
    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
    const alert = await canvas.findByRole('alert', {}, patient);
    await expect(alert).toHaveTextContent('The class is over. See you on Monday!');
    await expect(requestsTo(plex.server.snapshot(), '/decision')).toHaveLength(1);
  },
});

/** The browser requires a click before it plays sound, as most do on a first visit. */
export const AutoplayBlocked = meta.story({
  tags: ['screenshot'],
  beforeEach: ({ viewMode }) => (viewMode === 'docs' ? undefined : refuseNextPlay()),
  play: async ({ canvas, canvasElement }) => {
    const alert = await canvas.findByRole('alert', {}, patient);
    await expect(alert).toHaveTextContent('The browser wants a click before it plays sound');
    await waitFor(
      () => expect(canvas.getByRole('button', { name: 'Play' })).toBeVisible(),
      patient,
    );
    const player = canvas.getByRole('group', { name: /^Video player/ });
    await expect(player).toHaveAttribute('data-autoplay-blocked');
    const video = await findOne(canvasElement, 'video');
    await hasBuffered(video, 1);
    await expect(video.currentTime).toBe(0);
  },
});

/** After the click the video plays, and the message is gone. */
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

/** At a width of 320 pixels, each control is visible and large enough to press. */
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

/** Titles that are too long end in an ellipsis, and displace nothing. */
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
 * A page from right to left. The players follow, except for times and timelines of media, which run from left to right
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

/** No text or control exceeds its player, and the page does not scroll sideways. */
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
