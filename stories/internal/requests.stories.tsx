import { expect } from 'storybook/test';
import { takeBreaches } from '../../.storybook/plex/story-requests.ts';
import preview from '../../.storybook/preview.tsx';

/** Resolves to this machine without a look-up, and nothing listens there. */
const elsewhere = 'http://elsewhere.localhost:47811';
const declared = 'http://declared.localhost:47811';

/** The check of the requests of all stories, which fails a story with a request that it must not make. */
const meta = preview.meta({
  title: 'Internal/Requests',
  tags: ['!dev', '!autodocs'],
  render: () => <p>Requests to elsewhere</p>,
});

/** Every way in which a page can send a request to another origin. */
export const ToAnotherOrigin = meta.story({
  parameters: { plex: { otherOrigins: [declared] } },
  play: async ({ canvasElement }) => {
    await fetch(`${declared}/declared`, { mode: 'no-cors' }).catch(() => {});
    await expect(await takeBreaches()).toEqual([]);

    await fetch(`${elsewhere}/fetch`, { mode: 'no-cors' }).catch(() => {});
    await ended(new Image(), 'error', (image) => {
      image.src = `${elsewhere}/image`;
    });
    await ended(new Audio(), 'error', (audio) => {
      audio.src = `${elsewhere}/audio`;
    });
    await ended(new XMLHttpRequest(), 'loadend', (request) => {
      request.open('GET', `${elsewhere}/xhr`);
      request.send();
    });
    navigator.sendBeacon(`${elsewhere}/beacon`, 'text');
    const events = new EventSource(`${elsewhere}/events`);
    await ended(events, 'error', () => {});
    events.close();
    await ended(new WebSocket(`${elsewhere.replace('http', 'ws')}/socket`), 'close', () => {});
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    await ended(style, 'error', (link) => {
      link.href = `${elsewhere}/style`;
      canvasElement.append(link);
    });
    // axe would load it again.
    style.remove();
    const frame = document.createElement('iframe');
    frame.title = 'Elsewhere';
    await ended(frame, 'load', () => {
      frame.src = `${elsewhere}/frame`;
      canvasElement.append(frame);
    });
    frame.remove();

    const found = (await takeBreaches()).map((breach) => /47811\/(\w+) is/.exec(breach)?.[1]);
    const ways = ['fetch', 'image', 'audio', 'xhr', 'beacon', 'events', 'socket', 'style', 'frame'];
    await expect(found.sort()).toEqual(ways.sort());
  },
});

/** The token of the story's server to a path that is not below it, and in the URL of a segment. */
export const WithTheTokenElsewhere = meta.story({
  play: async ({ plex }) => {
    const { baseUrl, token = '' } = plex.connection;
    const query = `?X-Plex-Token=${encodeURIComponent(token)}`;
    await fetch(`${baseUrl}/identity${query}`);
    await expect(await takeBreaches()).toEqual([]);

    await fetch(`${baseUrl}-not/identity${query}`);
    await fetch(`${baseUrl}-not/identity?other=${encodeURIComponent(query)}`);
    await fetch(`${baseUrl}-not/identity`, { headers: { 'X-Note': token } });
    await fetch(`${baseUrl}/video/:/transcode/universal/session/abc/0/1.m4s${query}`);
    const found = await takeBreaches();
    await expect(found).toHaveLength(5);
    await expect(found.join()).not.toContain(token);
  },
});

function ended<T extends EventTarget>(target: T, type: string, act: (target: T) => void) {
  return new Promise<void>((resolve) => {
    target.addEventListener(type, () => resolve(), { once: true });
    act(target);
  });
}
