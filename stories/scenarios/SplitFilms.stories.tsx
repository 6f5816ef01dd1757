import { PlexProvider, SinglePlayer, type SinglePlayerProps } from 'coplay';
import { useState } from 'react';
import { expect, fn, waitFor } from 'storybook/test';
import { useStoryServer } from '../../.storybook/plex/StoryPlexContext.ts';
import preview from '../../.storybook/preview.tsx';
import { findOne, mediaEvent, PATIENCE_MS, playsOn, reaches } from '../support/playing.ts';
import { requestsTo, serverHas, timelines } from '../support/server.ts';
import { decisions } from '../support/sessions.ts';

/** Films of 40 s in two files of 20 s. For the viewer, the host and the server each is one item. */
const meta = preview.meta({
  title: 'Scenarios/Split films',
  component: SinglePlayer,
  parameters: { plex: { server: { specialItems: true } } },
  args: { media: { ratingKey: '670002', startSeconds: 19 }, autoPlay: true, onEnded: fn() },
});

const SECOND_PART = '/library/parts/710004/';
const deny = (status: number) => ({ kind: 'status', status, on: { path: SECOND_PART } }) as const;

const patient = { timeout: PATIENCE_MS };

/** Notes the events of an element from now on, above it, where React listens. */
function listen(video: HTMLMediaElement, names: readonly string[]): string[] {
  const heard: string[] = [];
  for (const name of names)
    video.parentElement?.addEventListener(name, () => heard.push(name), { capture: true });
  return heard;
}

/** Each file plays as it is. Nothing tells that one has ended and another has begun. */
export const AcrossTheChange = meta.story({
  play: async ({ args, canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 19.2);
    const heard = listen(video, ['ended', 'pause', 'play', 'emptied', 'seeking']);
    const slider = canvas.getByRole<HTMLInputElement>('slider', { name: 'Seek' });
    await expect(Number(slider.max)).toBeCloseTo(40, 0);
    video.playbackRate = 2;
    await reaches(video, 21);
    await expect(heard).toEqual([]);
    await expect(video).toMatchObject({ paused: false, playbackRate: 2 });
    await expect(Number(slider.value)).toBeGreaterThan(20);
    await expect(video.buffered.end(0)).toBeGreaterThan(21);
    const now = plex.server.snapshot();
    await expect(requestsTo(now, '.mp4').map(({ status }) => status)).not.toContain(503);
    await expect(decisions(now)).toHaveLength(1);
    await expect(args.onEnded).not.toHaveBeenCalled();
  },
});

/** Seeks into the second file and back, playing and paused. */
export const SeeksIntoBothParts = meta.story({
  args: { media: { ratingKey: '670002' } },
  play: async ({ canvas, canvasElement, plex, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.3);
    const heard = listen(video, ['pause', 'seeking', 'seeked']);
    video.currentTime = 30;
    await expect(video.currentTime).toBe(30);
    await reaches(video, 30.3);
    await expect(heard).toEqual(['seeking', 'seeked']);
    await userEvent.click(canvas.getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(heard).toContain('pause'));
    video.currentTime = 5;
    await mediaEvent(video, ['seeked'], () => !video.seeking, 'seek');
    await expect(video).toMatchObject({ paused: true, currentTime: 5 });
    await canvas.findByRole('button', { name: 'Play' });
    await userEvent.click(canvas.getByRole('button', { name: 'Play' }));
    await playsOn(video, 0.3);
    await expect(video.currentTime).toBeLessThan(10);
    await expect(decisions(plex.server.snapshot())).toHaveLength(1);
  },
});

/** Resumes in the second file. The server hears of the time and the length of the item, and of one end. */
export const ResumesInTheSecondPart = meta.story({
  args: { media: { ratingKey: '670002', startSeconds: 38 } },
  play: async ({ args, canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 38.3);
    await canvas.findByRole('button', { name: 'Replay' }, patient);
    await expect(args.onEnded).toHaveBeenCalledTimes(1);
    const now = await serverHas(plex, 'one `stopped`', (is) => timelines(is, 'stopped').length > 0);
    for (const { query } of requestsTo(now, '/:/timeline')) {
      await expect(Number(query.time)).toBeGreaterThanOrEqual(38_000);
      await expect(Number(query.duration) / 1000).toBeCloseTo(40, 0);
    }
    await expect(requestsTo(now, '.mp4').every(({ path }) => path.includes('710004'))).toBe(true);
    await userPlaysAgain(canvas.getByRole('button', { name: 'Replay' }), video);
  },
});

async function userPlaysAgain(button: HTMLElement, video: HTMLMediaElement): Promise<void> {
  button.click();
  await mediaEvent(video, ['timeupdate'], () => video.currentTime < 20, 'start again');
  await playsOn(video, 0.3);
}

/** The second file is one that the browser can't play: the server joins both into one stream. */
export const Converted = meta.story({
  args: { media: { ratingKey: '670001', startSeconds: 19 } },
  play: async ({ canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 20.5);
    const slider = canvas.getByRole<HTMLInputElement>('slider', { name: 'Seek' });
    await expect(Number(slider.max)).toBeCloseTo(40, 0);
    const now = plex.server.snapshot();
    const [start] = requestsTo(now, '/start.mpd');
    await expect(start?.query).toMatchObject({ partIndex: '-1', directPlay: '0' });
    await expect(requestsTo(now, '.mp4')).toEqual([]);
  },
});

/** The server denies the second file once, as one whose session knows the first file only: it is asked for that file, and it goes on. */
export const SecondPartIsDenied = meta.story({
  beforeEach: ({ plex }) => plex.server.inject({ ...deny(503), times: 2 }),
  play: async ({ args, canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 20.3);
    const now = plex.server.snapshot();
    await expect(decisions(now).map(({ query }) => query.partIndex)).toEqual(['0', '1']);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    await expect(args.onEnded).not.toHaveBeenCalled();
  },
});

/** The token is replaced while the first file plays, and refused where it still has a part: the film goes on without an error. */
export const TokenIsReplaced = meta.story({
  args: { onError: fn() },
  parameters: { plex: { provider: false } },
  beforeEach: ({ plex }) => plex.server.inject({ ...deny(401), times: 2 }),
  render: (args) => <WithTokens {...args} />,
  play: async ({ args, canvas, canvasElement, plex, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 19.2);
    await userEvent.click(canvas.getByRole('button', { name: 'Replace the token' }));
    await reaches(video, 20.3);
    await expect(args.onError).not.toHaveBeenCalled();
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
    const last = decisions(plex.server.snapshot()).at(-1);
    await expect(last?.query).toMatchObject({ partIndex: '1', directPlay: '1' });
  },
});

/** The token of a story stays the same: another product makes it another connection. */
function WithTokens(props: SinglePlayerProps) {
  const { connection } = useStoryServer();
  const [product, setProduct] = useState('Tests');
  return (
    <PlexProvider connection={{ ...connection, product }}>
      <button type="button" className="page-button" onClick={() => setProduct('Other tests')}>
        Replace the token
      </button>
      <SinglePlayer {...props} />
    </PlexProvider>
  );
}

/** The second file is none: the server is asked to convert, and the film goes on where it was. */
export const SecondPartIsBroken = meta.story({
  beforeEach: ({ plex }) =>
    plex.server.inject({ kind: 'body', body: 'no film', on: { path: SECOND_PART } }),
  play: async ({ canvas, canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 20.3);
    const [start] = requestsTo(plex.server.snapshot(), '/start.mpd');
    await expect(start?.query.partIndex).toBe('-1');
    await expect(Number(start?.query.offset)).toBeCloseTo(20, 0);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});

/** The second file is gone, and the player is to recover from nothing: the film does not end in the middle, it fails. */
export const SecondPartIsGone = meta.story({
  args: { recovery: false },
  beforeEach: ({ plex }) => plex.server.inject(deny(404)),
  play: async ({ args, canvas }) => {
    await expect(await canvas.findByRole('alert', {}, patient)).toBeVisible();
    await expect(args.onEnded).not.toHaveBeenCalled();
  },
});

/** The host plays one part only. */
export const OnePartOnly = meta.story({
  args: { media: { ratingKey: '670002', partIndex: 0, startSeconds: 18.5 } },
  play: async ({ args, canvas }) => {
    await canvas.findByRole('button', { name: 'Replay' }, patient);
    await expect(args.onEnded).toHaveBeenCalledTimes(1);
    const slider = canvas.getByRole<HTMLInputElement>('slider', { name: 'Seek' });
    await expect(Number(slider.max)).toBeCloseTo(20, 0);
  },
});
