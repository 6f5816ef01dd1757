import { createPlexConnection, MusicPlayer, PlexProvider, SinglePlayer } from 'coplay';
import { expect, waitFor } from 'storybook/test';
import { useStoryServer } from '../../.storybook/plex/StoryPlexContext.ts';
import preview from '../../.storybook/preview.tsx';
import { findMedia, findOne, PATIENCE_MS, reaches } from '../support/playing.ts';
import { serverHas, timelines } from '../support/server.ts';

/**
 * No token in the page. A media element can't send headers, so for direct play its `src` holds the token. A proxy of yours that
 * adds the token avoids that: set `baseUrl` to its address, or to a path of your page's own origin (`/plex`), and leave `token`
 * out.
 *
 * ```nginx
 * location /plex/ {
 *   proxy_pass http://192.168.1.10:32400/;
 *   proxy_set_header X-Plex-Token $plex_token;
 * }
 * ```
 *
 * Here the emulated server needs no token, like a server behind such a proxy.
 */
const meta = preview.meta({
  title: 'Scenarios/Behind a proxy',
  component: SinglePlayer,
  args: { media: { ratingKey: '662560' }, autoPlay: true },
  parameters: { plex: { server: { token: null } } },
});

/** Direct play: the address of the file holds the client identifier, and no token. */
export const NoTokenInThePage = meta.story({
  play: async ({ canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    await step('the file plays directly', async () => {
      await reaches(video, 0.5);
      await expect(plex.server.snapshot().resources.map(({ decision }) => decision)).toEqual([
        'directplay',
      ]);
    });
    await step('its address is below the path of the proxy', async () => {
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

/** One connection as plain options, one that was created: both by a path of the page. */
function PathOfThePage() {
  const { connection } = useStoryServer();
  const baseUrl = new URL(connection.baseUrl).pathname;
  return (
    <>
      <PlexProvider connection={{ baseUrl }}>
        <SinglePlayer media={{ ratingKey: '662548' }} autoPlay />
        <MusicPlayer playlist="140600" autoPlay />
      </PlexProvider>
      <PlexProvider connection={createPlexConnection({ baseUrl })}>
        <SinglePlayer media={{ ratingKey: '662560' }} autoPlay />
      </PlexProvider>
    </>
  );
}

/** The base URL is a path of the page's own origin. It is resolved against the page: for DASH, direct play, music and pictures. */
export const BaseUrlIsAPath = meta.story({
  parameters: { plex: { provider: false } },
  render: () => <PathOfThePage />,
  play: async ({ canvasElement, plex, step }) => {
    const { baseUrl } = plex.connection;
    const [converted, direct] = await findMedia(canvasElement, 'video', 2);
    await step('a converted video, a file and music play', async () => {
      await reaches(converted!, 0.5);
      await reaches(direct!, 0.5);
      await reaches(await findOne(canvasElement, 'audio'), 0.3);
      await expect(converted?.src).toMatch(/^blob:/);
      await expect(direct?.src).toContain(`${baseUrl}/library/parts/`);
    });
    await step('the picture of the music is shown', () =>
      waitFor(() => expect(canvasElement.querySelector('img')?.src).toMatch(/^blob:/), {
        timeout: PATIENCE_MS,
      }),
    );
    await step('the server gets the reports of all three', async () => {
      await serverHas(plex, 'three clients that play', (now) => {
        const playing = timelines(now, 'playing').map(({ clientIdentifier }) => clientIdentifier);
        return new Set(playing).size === 3;
      });
    });
  },
});
