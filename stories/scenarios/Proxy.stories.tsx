import { SinglePlayer } from 'coplay';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, reaches } from '../support/playing.ts';

/**
 * No token in the page. A media element cannot send headers, so direct play needs the token in its `src`. A proxy that adds
 * the token avoids that: point `baseUrl` at it (a path is fine), and omit `token`.
 *
 * ```nginx
 * location /plex/ {
 *   proxy_pass http://192.168.1.10:32400/;
 *   proxy_set_header X-Plex-Token $plex_token;
 * }
 * ```
 *
 * Here the emulated server needs no token, as a server behind such a proxy.
 */
const meta = preview.meta({
  title: 'Scenarios/Behind a proxy',
  component: SinglePlayer,
  args: { media: { ratingKey: '662560' }, autoPlay: true },
  parameters: { plex: { server: { token: null } } },
});

/** Direct play: the URL of the file has the client identifier, and no token. */
export const NoTokenInThePage = meta.story({
  play: async ({ canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('the file plays directly', async () => {
      await reaches(video, 0.5);
      await expect(plex.server.snapshot().resources.map(({ decision }) => decision)).toEqual([
        'directplay',
      ]);
    });
    await step('its URL has the path of the proxy', async () => {
      const { baseUrl } = plex.connection;
      await expect(new URL(baseUrl).pathname).not.toBe('/');
      await expect(video.src).toContain(`${baseUrl}/library/parts/`);
      await expect(video.src).toContain('X-Plex-Client-Identifier=');
    });
    await step('there is no token in the URL or in the page', async () => {
      await expect(plex.connection.token).toBeUndefined();
      await expect(canvasElement.outerHTML).not.toMatch(/X-Plex-Token/i);
    });
  },
});
