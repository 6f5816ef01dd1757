import { SinglePlayer } from 'coplay';
import { createPlaybackIds, createPlexConnection, fetchItem, partUrl } from 'coplay/plex';
import { useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import { useStoryServer } from '../../.storybook/plex/StoryPlexContext.ts';
import preview from '../../.storybook/preview.tsx';
import type { PageArgs } from '../support/page-args.ts';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';
import { serverHas } from '../support/server.ts';

/**
 * The page of the original report, without the fix.
 *
 * A video plays. Then the page starts its music the old way: it sets the URL of the file on an `<audio>` element, with the
 * identity of the video and without a decision.
 */
export function PageOfTheReport({ autoPlay }: PageArgs) {
  const { connection: options, video } = useStoryServer();
  const [music, setMusic] = useState<string>();

  async function startMusic() {
    const connection = createPlexConnection(options);
    // One identity for both: for the server, the same device starts another stream.
    const ids = createPlaybackIds('one-identity-for-all', 'video');
    const { clientIdentifier } = ids;
    const [part] = (await fetchItem(connection, '140611', { clientIdentifier })).parts;
    if (part) setMusic(partUrl(connection, { ids, partKey: part.key }));
  }

  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <SinglePlayer
        media={{ ratingKey: video }}
        plexClientSession="one-identity-for-all"
        recovery={false}
        autoPlay={autoPlay}
      />
      <button
        type="button"
        className="page-button"
        onClick={startMusic}
        disabled={music !== undefined}
        style={{ justifySelf: 'start' }}
      >
        Start the music the old way
      </button>
      {/* biome-ignore lint/a11y/useMediaCaption: music */}
      {music ? <audio src={music} controls autoPlay aria-label="Music the old way" /> : null}
    </div>
  );
}

/**
 * Shows the fault. The story presses its button by itself: the music starts, the server ends the video and deletes its
 * segments, and the video's requests for them get 404. Recovery is off here, so the player can only show an error. Press the
 * reload arrow above the story to see it again.
 */
const meta = preview.meta({
  title: 'Scenarios/The collision',
  component: PageOfTheReport,
  excludeStories: ['PageOfTheReport'],
  args: { autoPlay: true },
  globals: { evict: 'adhoc', generation: '1.42', deadSegments: '404' },
  parameters: { plex: { leavesOpen: 'A bare <audio> never says that it has stopped.' } },
});

/** The lines of the log in the report, in order. */
const linesOfTheReport = [
  /\[Req#\w+\] Killing job\.$/,
  /\[Req#\w+\] Signalling job ID \d+ with 9$/,
  /\[Req#\w+\] Stopping transcode session \S+$/,
  /Streaming Resource: Terminated session 0x\w+:\S+ with reason Client stopped playback\.$/,
  /Streaming Resource: Attempting to create AdHoc dp session \S+ for part 145739$/,
  /Streaming Resource: Added session 0x\w+:\S+$/,
  /Streaming Resource: Reached Decision id=140611 codes=\(MDE=1000,Direct play OK\.\)$/,
];

/**
 * Two players have one identity, and the second requests no decision: the server ends the first. The story presses the button
 * by itself. The log below shows the server's side.
 */
export const OneIdentityForTwo = meta.story({
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('the video plays', () => reaches(video, 1));
    await step('the music starts with the same identity', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Start the music the old way' }));
      await reaches(await findOne(canvasElement, 'audio'), 0.3);
    });
    await step(
      'the server logs the lines of the report, within the request of the music',
      async () => {
        const { log } = plex.server.snapshot();
        let from = log.findIndex(({ text }) => linesOfTheReport[0]?.test(text));
        const request = /\[Req#\w+\]/.exec(log[from]?.text ?? '')?.[0];
        for (const line of linesOfTheReport) {
          const at = log.findIndex(({ text }, index) => index >= from && line.test(text));
          await expect(at, String(line)).toBeGreaterThanOrEqual(from);
          await expect(log[at]?.text).toContain(request);
          from = at + 1;
        }
      },
    );
    await step('the next segment of the video gets 404', async () => {
      const dead = (path: string) => /\/session\/.*\.m4s$/.test(path);
      await serverHas(plex, 'a segment that is gone', (now) =>
        now.requests.some(({ path, status }) => dead(path) && status === 404),
      );
    });
    await step('the player shows an error', async () => {
      const alert = await canvas.findByRole('alert', {}, { timeout: PATIENCE_MS });
      await expect(alert).toHaveTextContent('ended this session');
      await waitFor(() => expect(canvas.getByRole('button', { name: 'Retry' })).toBeVisible());
    });
  },
});
