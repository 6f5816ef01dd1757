import { SinglePlayer } from 'coplay';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, reaches } from '../support/playing.ts';

/**
 * No token in the page. A media element can't send headers, so for direct play the token has to stand in its `src`. A
 * proxy of yours that adds the token avoids that: point `baseUrl` at it, a path is fine, and leave `token` out.
 *
 * ```nginx
 * location /plex/ {
 *   proxy_pass http://192.168.1.10:32400/;
 *   proxy_set_header X-Plex-Token $plex_token;
 * }
 * ```
 *
 * Here the emulated server asks for no token, as a server behind such a proxy seems to.
 */
const meta = preview.meta({
  title: 'Scenarios/Behind a proxy',
  component: SinglePlayer,
  args: { media: { ratingKey: '662560' }, autoPlay: true },
  parameters: { plex: { server: { token: null } } },
});

/** Direct play: the address of the file holds who asks, and no token. */
export const NoTokenInThePage = meta.story({
  play: async ({ canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('the file plays as it is', async () => {
      await reaches(video, 0.5);
      await expect(plex.server.snapshot().resources.map(({ decision }) => decision)).toEqual([
        'directplay',
      ]);
    });
    await step('its address goes by the path of the proxy', async () => {
      const { baseUrl } = plex.connection;
      await expect(new URL(baseUrl).pathname).not.toBe('/');
      await expect(video.src).toContain(`${baseUrl}/library/parts/`);
      await expect(video.src).toContain('X-Plex-Client-Identifier=');
    });
    await step('no token is in it, nor anywhere in the page', async () => {
      await expect(plex.connection.token).toBeUndefined();
      await expect(canvasElement.outerHTML).not.toMatch(/X-Plex-Token/i);
    });
  },
});
