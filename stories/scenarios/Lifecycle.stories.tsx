import { MusicPlayer, SinglePlayer } from 'coplay';
import { useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { watchHitches } from '../support/hitches.ts';
import { holdIntervals } from '../support/intervals.ts';
import type { PageArgs } from '../support/page-args.ts';
import { findOne, hasBuffered, PATIENCE_MS, playsOn, reaches } from '../support/playing.ts';
import { requestsTo, serverHas, timelines } from '../support/server.ts';
import { decisions } from '../support/sessions.ts';

interface PageProps extends PageArgs {
  /** The first video. */
  ratingKey: string;
  /** Its start position, in seconds. */
  startSeconds?: number;
}

export function Page({ ratingKey, startSeconds = 0, autoPlay }: PageProps) {
  const [media, setMedia] = useState({ ratingKey, startSeconds });
  const [shown, setShown] = useState(true);
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <div style={{ display: 'flex', gap: 8 }}>
        <button
          type="button"
          className="page-button"
          onClick={() => setMedia({ ratingKey: '662549', startSeconds: 0 })}
        >
          Another video
        </button>
        <button type="button" className="page-button" onClick={() => setShown(false)}>
          Leave
        </button>
      </div>
      {shown ? (
        <>
          <SinglePlayer media={media} autoPlay={autoPlay} />
          <MusicPlayer queue={[{ ratingKey: '140611' }]} variant="bar" autoPlay={autoPlay} />
        </>
      ) : (
        <p>The players have left. The server's log says how.</p>
      )}
    </div>
  );
}

/** How playback ends on the server: with exactly one `stopped`, whatever ends it. */
const meta = preview.meta({
  title: 'Scenarios/Lifecycle',
  component: Page,
  excludeStories: ['Page'],
  args: { ratingKey: '662548', autoPlay: true },
});

const patient = { timeout: PATIENCE_MS };

/** Both players unmount while they play. Each sends one `stopped`, and nothing after it. */
export const Unmount = meta.story({
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    await reaches(await findOne(canvasElement, 'video'), 0.5);
    await reaches(await findOne(canvasElement, 'audio'), 0.5);
    const playing = decisions(plex.server.snapshot()).map(({ playbackId }) => playbackId);
    await userEvent.click(canvas.getByRole('button', { name: 'Leave' }));
    const over = await serverHas(
      plex,
      'two stopped',
      (now) => timelines(now, 'stopped').length === 2 && now.resources.length === 0,
    );
    await step('each playback gets one `stopped`', async () => {
      const stopped = timelines(over, 'stopped').map(({ playbackId }) => playbackId);
      await expect(stopped.toSorted()).toEqual(playing.toSorted());
      await expect(over.jobs).toEqual([]);
    });
    await step('it is the last request of its client', async () => {
      for (const { clientIdentifier, id } of timelines(over, 'stopped')) {
        const theirs = over.requests.filter((one) => one.clientIdentifier === clientIdentifier);
        await expect(theirs.at(-1)?.id).toBe(id);
      }
    });
  },
});

/** The video has ended and sent `stopped` before the players unmount. The unmount sends no second one. */
export const EndAndUnmount = meta.story({
  args: { ratingKey: '662560', startSeconds: 18.5 },
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await waitFor(() => expect(video.ended).toBe(true), patient);
    await serverHas(plex, 'its stopped', (now) => timelines(now, 'stopped').length === 1);
    await reaches(await findOne(canvasElement, 'audio'), 0.5);
    await userEvent.click(canvas.getByRole('button', { name: 'Leave' }));
    // Both are kept for 1.5 s: when the music has stopped, the video would have too.
    const over = await serverHas(plex, 'the end of the music', (now) => now.resources.length === 0);
    const stopped = timelines(over, 'stopped').map(({ playbackId }) => playbackId);
    await expect(stopped).toHaveLength(2);
    await expect(new Set(stopped).size).toBe(2);
  },
});

/** The player gets another video: the old one sends `stopped` before the new one requests its decision. */
export const ItemChange = meta.story({
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    const [old] = requestsTo(plex.server.snapshot(), '/decision').filter(({ path }) =>
      path.startsWith('/video/'),
    );
    await userEvent.click(canvas.getByRole('button', { name: 'Another video' }));
    const now = await serverHas(plex, 'the second video', ({ resources }) =>
      resources.some(({ ratingKey, state }) => ratingKey === '662549' && state === 'playing'),
    );
    const own = now.requests.filter((one) => one.clientIdentifier === old?.clientIdentifier);
    const stopped = own.findIndex(({ query }) => query.state === 'stopped');
    const next = own.findIndex(
      ({ path, playbackId }) => path.endsWith('/decision') && playbackId !== old?.playbackId,
    );
    await expect(own[stopped]?.playbackId).toBe(old?.playbackId);
    await expect(next).toBeGreaterThan(stopped);
    await expect(own.filter(({ query }) => query.state === 'stopped')).toHaveLength(1);
    await expect(now.jobs).toHaveLength(1);
    await reaches(video, 0.3);
  },
});

/**
 * The server owner ends the video. The player shows the owner's message, sends nothing more, and does not restart by itself.
 * Retry starts a new playback.
 */
export const EndedByTheOwner = meta.story({
  play: async ({ canvas, canvasElement, mount, plex, userEvent, step }) => {
    const intervals = holdIntervals();
    try {
      await mount();
      const video = await findOne(canvasElement, 'video');
      await reaches(video, 1);
      const [first] = decisions(plex.server.snapshot()).filter(isVideo);
      plex.server.terminate(first?.playbackId ?? '', 'Bedtime. Good night!');
      await step('the response to the next report has the reason', async () => {
        intervals.turn(10_000);
        const alert = await canvas.findByRole('alert', {}, patient);
        await expect(alert).toHaveTextContent('Bedtime. Good night!');
      });
      await step('nothing is sent in the next ten minutes', async () => {
        const own = () =>
          plex.server
            .snapshot()
            .requests.filter(({ playbackId }) => playbackId === first?.playbackId).length;
        const sent = own();
        const music = timelines(plex.server.snapshot(), 'playing').length;
        intervals.turn(600_000);
        await serverHas(plex, 'reports of the music', (now) => {
          return timelines(now, 'playing').length >= music + 60;
        });
        await expect(own()).toBe(sent);
        await expect(decisions(plex.server.snapshot()).filter(isVideo)).toHaveLength(1);
      });
      await step('Retry starts a new playback at the same position', async () => {
        const position = video.currentTime;
        await userEvent.click(canvas.getByRole('button', { name: 'Retry' }));
        await reaches(video, Math.max(1, position));
        const [, second] = decisions(plex.server.snapshot()).filter(isVideo);
        await expect(second?.clientIdentifier).toBe(first?.clientIdentifier);
        await expect(second?.playbackId).not.toBe(first?.playbackId);
        await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
      });
    } finally {
      intervals.release();
    }
  },
});

/** The browser goes offline and online again. The player retries on `online`, not only after its next delay. */
export const OfflineAndOnline = meta.story({
  parameters: { plex: { server: { encoderSpeed: 4 } } },
  play: async ({ canvas, canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.2);
    await hasBuffered(video, 4);
    const hitches = watchHitches(video);
    const pings = (status: number) =>
      requestsTo(plex.server.snapshot(), '/ping').filter((one) => one.status === status);
    const before = decisions(plex.server.snapshot()).length;
    const back = plex.server.inject({ kind: 'unreachable' });
    await step(
      'offline: the player has retried twice, and waits two seconds for the next try',
      async () => {
        dispatchEvent(new Event('offline'));
        await serverHas(plex, 'two refused pings', () => pings(0).length === 2);
      },
    );
    await step('online: it retries at once', async () => {
      // In the middle of the delay.
      await playsOn(video, 0.4);
      back();
      const since = performance.now();
      dispatchEvent(new Event('online'));
      await serverHas(plex, 'media', ({ requests }) => {
        const answered = requests.filter(({ path, status }) => path.endsWith('.m4s') && status);
        return answered.at(-1)?.status === 200 && pings(200).length > 0;
      });
      await expect(performance.now() - since).toBeLessThan(1_500);
    });
    await step('the sessions are still alive and are kept', () =>
      expect(decisions(plex.server.snapshot())).toHaveLength(before),
    );
    await step('the video has played without interruption', async () => {
      await playsOn(video, 1);
      await expect(hitches()).toEqual({ waits: 0, heldUpMs: 0, jumps: 0, newSources: 0 });
      await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    });
  },
});

/** The page enters the back/forward cache: playback ends. It is restored: the players are paused at the same position. */
export const BackForwardCache = meta.story({
  play: async ({ canvasElement, plex, userEvent, step, canvas }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 1);
    const position = video.currentTime;
    await step('the page is hidden: both playbacks end', async () => {
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      const over = await serverHas(plex, 'no stream', (now) => now.resources.length === 0);
      await expect(timelines(over, 'stopped')).toHaveLength(2);
    });
    await step('the page is restored: the video is paused', async () => {
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await serverHas(plex, 'new decisions', (now) => decisions(now).length === 4);
      await waitFor(() => expect(video.currentTime).toBeGreaterThan(position - 0.5), patient);
      await expect(video.paused).toBe(true);
    });
    await step('Play resumes at the same position', async () => {
      const [play] = await canvas.findAllByRole('button', { name: 'Play' });
      if (play) await userEvent.click(play);
      await reaches(video, position + 0.5);
      await expect(video.currentTime).toBeLessThan(position + 5);
    });
  },
});

function isVideo({ path }: { readonly path: string }): boolean {
  return path.startsWith('/video/');
}
