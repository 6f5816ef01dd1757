import { SinglePlayer } from 'coplay';
import { useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';
import { serverHas } from '../support/server.ts';
import { decisions } from '../support/sessions.ts';

/** The panel below the stories distinguishes streams ended by their player from streams killed by the server. */
const meta = preview.meta({
  title: 'Internal/Dock',
  tags: ['!autodocs', '!dev'],
  parameters: { plex: { dock: 'open' } },
  render: () => <Leavable />,
});

function Leavable() {
  const [shown, setShown] = useState(true);
  return (
    <>
      <button type="button" className="page-button" onClick={() => setShown(false)}>
        Leave
      </button>
      {shown ? <SinglePlayer media={{ ratingKey: '662548' }} autoPlay /> : null}
    </>
  );
}

const patient = { timeout: PATIENCE_MS };

/** A far seek stops the previous transcode, and unmounting stops the stream: nothing was killed. */
export const HealthyEnds = meta.story({
  play: async ({ canvas, canvasElement, plex, userEvent, step }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.5);
    await step('a far seek', async () => {
      video.currentTime = 55;
      await reaches(video, 55.2);
      await serverHas(
        plex,
        'the second transcode alone',
        (now) => decisions(now).length === 2 && now.jobs.length === 1,
      );
    });
    await step('the end', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Leave' }));
      await waitFor(() => expect(rowStates(canvasElement)).toEqual(['ended']), patient);
      await waitFor(() => expect(linesOf(canvasElement, 'end')).toHaveLength(9), patient);
      await expect(linesOf(canvasElement, 'kill')).toEqual([]);
    });
  },
});

/** The server owner ends the stream: it was killed. */
export const Killed = meta.story({
  play: async ({ canvasElement, plex }) => {
    await reaches(await findOne(canvasElement, 'video'), 0.5);
    plex.server.terminate(plex.server.snapshot().resources[0]?.playbackId ?? '');
    await waitFor(() => expect(rowStates(canvasElement)).toEqual(['killed']), patient);
    await expect(linesOf(canvasElement, 'kill').join()).toContain('Terminated session');
    await expect(linesOf(canvasElement, 'end')).toEqual([]);
  },
});

function rowStates(root: HTMLElement): (string | undefined)[] {
  const rows = root.ownerDocument.querySelectorAll<HTMLElement>('.dock-sessions .dock-row');
  return [...rows].map(({ dataset }) => dataset.state);
}

function linesOf(root: HTMLElement, kind: string): string[] {
  const lines = root.ownerDocument.querySelectorAll(`.dock-line[data-kind="${kind}"]`);
  return [...lines].map(({ textContent }) => textContent);
}
