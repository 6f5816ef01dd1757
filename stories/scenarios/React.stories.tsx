import { MusicPlayer, SinglePlayer } from 'coplay';
import { Activity, StrictMode, Suspense, use, useState } from 'react';
import { flushSync } from 'react-dom';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import type { PageArgs } from '../support/page-args.ts';
import { findOne, mediaEvent, playsOn, reaches } from '../support/playing.ts';
import { requestsTo, serverHas, timelines } from '../support/server.ts';
import { decisions } from '../support/sessions.ts';

export function Page({ autoPlay }: PageArgs) {
  const [shown, setShown] = useState(true);
  const [count, setCount] = useState(0);
  const [key, setKey] = useState(0);
  return (
    <StrictMode>
      <div style={{ display: 'flex', gap: 8, marginBlockEnd: 16 }}>
        <button
          type="button"
          className="page-button"
          onClick={() => flushSync(() => setCount((before) => before + 1))}
        >
          Render again ({count})
        </button>
        <button type="button" className="page-button" onClick={() => setKey(key + 1)}>
          Change the key
        </button>
        <button type="button" className="page-button" onClick={() => setShown(!shown)}>
          {shown ? 'Unmount' : 'Mount'}
        </button>
      </div>
      {shown ? (
        <div style={{ display: 'grid', gap: 16 }}>
          <SinglePlayer key={key} media={{ ratingKey: '662548' }} autoPlay={autoPlay} />
          <MusicPlayer key={`music ${key}`} queue={[{ ratingKey: '140611' }]} autoPlay={autoPlay} />
        </div>
      ) : (
        <p>The players have left. The server's log says how.</p>
      )}
    </StrictMode>
  );
}

/** What React does to components: double mounts, renders with equal props, new keys, Suspense, `<Activity>`. */
const meta = preview.meta({
  title: 'Scenarios/React',
  component: Page,
  excludeStories: ['Page'],
  args: { autoPlay: true },
});

/** One decision, one start and one `stopped` for each player, over StrictMode, renders and a new key. */
export const Strict = meta.story({
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    const audio = await findOne(canvasElement, 'audio');
    await Promise.all([reaches(video, 0.5), reaches(audio, 0.5)]);
    const started = () => {
      const now = plex.server.snapshot();
      const playbacks = requestsTo(now, '/decision').map(({ playbackId }) => playbackId);
      return { playbacks, starts: requestsTo(now, '/start.mpd').length };
    };
    const first = started();
    await step('each player requests one decision, the video one start', async () => {
      await expect(first.playbacks).toHaveLength(2);
      await expect(first.starts).toBe(1);
    });
    await step('300 renders with equal props send no request', async () => {
      const again = canvas.getByRole('button', { name: /^Render again/ });
      for (let render = 0; render < 300; render += 1) again.click();
      await canvas.findByRole('button', { name: 'Render again (300)' });
      await playsOn(video, 0.3);
      await expect(started()).toEqual(first);
    });
    await step('a new key keeps the element, the session and the position', async () => {
      const before = video.currentTime;
      await userEvent.click(canvas.getByRole('button', { name: 'Change the key' }));
      await expect(await findOne(canvasElement, 'video')).toBe(video);
      await expect(await findOne(canvasElement, 'audio')).toBe(audio);
      await playsOn(audio, 0.3);
      await expect(video.paused).toBe(false);
      await playsOn(video, 0.3);
      await expect(video.currentTime).toBeGreaterThan(before);
      await expect(started()).toEqual(first);
    });
    await step('each player sends one `stopped` after unmount', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Unmount' }));
      const over = await serverHas(plex, 'no stream', (now) => now.resources.length === 0);
      const stopped = timelines(over, 'stopped').map(({ playbackId }) => playbackId);
      await expect(stopped.toSorted()).toEqual(first.playbacks.toSorted());
      await expect(over.jobs).toEqual([]);
    });
  },
});

function Comments({ loaded }: { loaded: Promise<string> }) {
  return <p>{use(loaded)}</p>;
}

/** A page whose comments load late, and whose content can be hidden. */
function TabbedPage({ autoPlay }: PageArgs) {
  const [hidden, setHidden] = useState(false);
  const [comments, setComments] = useState<{ loaded: Promise<string>; come(text: string): void }>();
  function openComments() {
    let come: (text: string) => void = () => {};
    const loaded = new Promise<string>((resolve) => {
      come = resolve;
    });
    setComments({ loaded, come });
  }
  return (
    <>
      <div style={{ display: 'flex', gap: 8, marginBlockEnd: 16 }}>
        <button type="button" className="page-button" onClick={() => setHidden(!hidden)}>
          {hidden ? 'Show' : 'Hide'}
        </button>
        <button type="button" className="page-button" onClick={openComments}>
          Open the comments
        </button>
        <button
          type="button"
          className="page-button"
          onClick={() => comments?.come('What a ride!')}
        >
          Let them come
        </button>
      </div>
      <Activity mode={hidden ? 'hidden' : 'visible'}>
        <Suspense fallback={<p>One moment…</p>}>
          <SinglePlayer media={{ ratingKey: '662548' }} autoPlay={autoPlay} />
          {comments ? <Comments loaded={comments.loaded} /> : null}
        </Suspense>
      </Activity>
    </>
  );
}

/** A sibling suspends, so React hides the player and shows it again. The video plays on. */
export const Suspended = meta.story({
  render: (args) => <TabbedPage {...args} />,
  play: async ({ canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    // Not with user-event, which runs in `act`, where the component could not suspend.
    canvas.getByRole('button', { name: 'Open the comments' }).click();
    await canvas.findByText('One moment…');
    const before = video.currentTime;
    canvas.getByRole('button', { name: 'Let them come' }).click();
    await canvas.findByText('What a ride!');
    await expect(await findOne(canvasElement, 'video')).toBe(video);
    await playsOn(video, 0.3);
    await expect(video.currentTime).toBeGreaterThan(before);
    await expect(video.currentTime).toBeLessThan(before + 5);
    await expect(requestsTo(plex.server.snapshot(), '/decision')).toHaveLength(1);
    await expect(timelines(plex.server.snapshot(), 'stopped')).toEqual([]);
  },
});

/** A sibling that suspends by its own state change, so that no parent renders again. */
function Neighbour() {
  const [reply, setReply] = useState<{ loaded: Promise<string>; come(text: string): void }>();
  function ask() {
    let come: (text: string) => void = () => {};
    const loaded = new Promise<string>((resolve) => {
      come = resolve;
    });
    // The component is hidden while it is suspended, so the story resolves it with an event.
    document.addEventListener('reply', () => come('Well done!'), { once: true });
    setReply({ loaded, come });
  }
  return (
    <>
      <button type="button" className="page-button" onClick={ask} style={{ marginBlockStart: 16 }}>
        Ask the coach
      </button>
      {reply ? <Comments loaded={reply.loaded} /> : null}
    </>
  );
}

/** A sibling suspends for longer than 1.5 s, and no parent renders again. The video resumes in a new playback. */
export const SuspendedForLong = meta.story({
  render: ({ autoPlay }) => (
    <Suspense fallback={<p>One moment…</p>}>
      <SinglePlayer media={{ ratingKey: '662548' }} autoPlay={autoPlay} />
      <Neighbour />
    </Suspense>
  ),
  play: async ({ canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    canvas.getByRole('button', { name: 'Ask the coach' }).click();
    await canvas.findByText('One moment…');
    const before = video.currentTime;
    const over = await serverHas(plex, 'no stream', (now) => now.resources.length === 0);
    await expect(timelines(over, 'stopped')).toHaveLength(1);
    document.dispatchEvent(new Event('reply'));
    await canvas.findByText('Well done!');
    await reaches(await findOne(canvasElement, 'video'), before + 0.3);
    await expect(video.currentTime).toBeLessThan(before + 5);
    await expect(decisions(plex.server.snapshot())).toHaveLength(2);
  },
});

/** `<Activity>` hides the player for longer than 1.5 s: the server gets `stopped`. When shown again, the player resumes. */
export const HiddenByActivity = meta.story({
  render: (args) => <TabbedPage {...args} />,
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 1);
    video.volume = 0.5;
    const hideUntilStopped = async (times: number) => {
      await userEvent.click(canvas.getByRole('button', { name: 'Hide' }));
      const over = await serverHas(plex, 'no stream', (now) => now.resources.length === 0);
      await expect(timelines(over, 'stopped')).toHaveLength(times);
      await userEvent.click(canvas.getByRole('button', { name: 'Show' }));
    };
    await step('a playing video plays on', async () => {
      const before = video.currentTime;
      await hideUntilStopped(1);
      const shown = await findOne(canvasElement, 'video');
      await expect(shown).toBe(video);
      await reaches(shown, before + 0.3);
      await expect(shown.currentTime).toBeLessThan(before + 5);
      await expect(shown.volume).toBeCloseTo(0.5);
    });
    await step('a paused video is paused at the same position', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
      const before = video.currentTime;
      await hideUntilStopped(2);
      await mediaEvent(
        video,
        ['seeked', 'loadeddata', 'canplay'],
        () => video.readyState >= 2 && Math.abs(video.currentTime - before) < 1,
        'be back in place',
      );
      await expect(video.paused).toBe(true);
      await expect(video.volume).toBeCloseTo(0.5);
      await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
      await playsOn(video, 0.3);
    });
    await step('each time is a new playback', async () => {
      const playbacks = decisions(plex.server.snapshot()).map(({ playbackId }) => playbackId);
      await expect(new Set(playbacks).size).toBe(3);
      await expect(playbacks).toHaveLength(3);
    });
  },
});
