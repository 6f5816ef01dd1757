import { SinglePlayer } from 'coplay';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, reaches } from '../support/playing.ts';
import { requestsTo } from '../support/server.ts';

/** Which URLs contain the token. */
const meta = preview.meta({
  title: 'Start here/Keeping the token out of the page',
  component: SinglePlayer,
  args: { media: { ratingKey: '662560' }, autoPlay: true },
  tags: ['!autodocs'],
});

/** The connection has no token, as behind a proxy that adds it. Direct play works. */
export const BehindAProxy = meta.story({
  parameters: { plex: { server: { token: null } } },
  play: async ({ canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 1);
    await expect(plex.connection.token).toBeUndefined();
    await expect(video.currentSrc).toContain('/library/parts/');
    await expect(video.currentSrc).not.toMatch(/token/i);
    await expect(requestsTo(plex.server.snapshot(), '/decision')).toHaveLength(1);
  },
});

/** With a token, direct play has it in the `src` of the element. */
export const InTheElement = meta.story({
  tags: ['!dev'],
  play: async ({ canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 1);
    await expect(new URL(video.currentSrc).searchParams.get('X-Plex-Token')).toBe(
      plex.connection.token,
    );
  },
});

/** With DASH, the element has a `blob:` URL, without a token. */
export const NotByDash = meta.story({
  tags: ['!dev'],
  args: { media: { ratingKey: '662548' } },
  play: async ({ canvasElement, plex }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 1);
    await expect(video.currentSrc).toMatch(/^blob:/);
    await expect(canvasElement.outerHTML).not.toContain(plex.connection.token);
  },
});
