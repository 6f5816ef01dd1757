import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import {
  createPlexConnection,
  fetchItem,
  type PlexEvent,
  type PlexItem,
} from '../../plex/index.ts';
import { createPlexServer, fetchFrom, type PlexServer } from '../../testing/index.ts';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import { tinyCatalogue } from '../../testing/test-support/tiny-catalogue.ts';
import { pageRegistry } from '../page/page-registry.ts';
import { loadSessionParts } from '../session/load-session-parts.ts';
import { Player } from './player.ts';

const loaded = vi.fn();
/** Engines need a browser. */
vi.mock('../engine/load-engine.ts', () => ({
  loadEngine: async (name: string) => () => ({ name, load: () => loaded(name), destroy() {} }),
}));

/** A film that the server says is HEVC, and a playable one. */
const [HEVC, PLAYABLE] = ['670003', '662560'];
const connection = createPlexConnection({ baseUrl: 'http://tv' });
let server: PlexServer;
let player: Player;
let events: PlexEvent[];

// A chunk that is not there yet is not waited for.
beforeAll(async () => void (await loadSessionParts()));
beforeEach(() => {
  server = createPlexServer({ catalogue: tinyCatalogue(), specialItems: true });
  vi.stubGlobal('fetch', fetchFrom(server));
  vi.stubGlobal('document', {
    createElement: (name: string) => {
      const element = new SilentElement(name);
      element.canPlayType = (type = '') => (/hvc1|hev1/.test(type) ? '' : 'probably');
      return element;
    },
  });
  events = [];
  loaded.mockClear();
});
afterEach(async () => {
  await player.end();
  await pageRegistry().reset();
  vi.unstubAllGlobals();
});

/** Plays an item, and returns `directPlay` of the decisions before the source is attached. */
async function decisions(ratingKey: string, item?: PlexItem, recovery = true) {
  const options = {
    playerRole: 'single',
    mediaType: 'video',
    connection,
    media: { ratingKey },
    plexClientSession: 'single-1',
    autoPlay: true,
    item,
    recovery,
    onEvent: (event: PlexEvent) => void events.push(event),
  } as const;
  player = new Player(options);
  player.mount();
  player.update(options);
  await vi.waitFor(() => expect(loaded).toHaveBeenCalled());
  const asked = server.snapshot().requests.filter(({ path }) => path.endsWith('/decision'));
  return asked.map(({ query }) => query.directPlay);
}

it('asks at once for a conversion of a file that is known not to play', async () => {
  expect(await decisions(HEVC, await fetchItem(connection, HEVC))).toEqual(['0']);
  expect(loaded).toHaveBeenCalledWith('dash');
});

it('asks again when the server has described such a file, in the same session', async () => {
  expect(await decisions(HEVC)).toEqual(['1', '0']);
  expect(loaded.mock.calls).toEqual([['dash']]);
  expect(events.map(({ name }) => name)).not.toContain('plex.session-renewed');
});

it('does so also where sessions are not replaced', async () => {
  expect(await decisions(HEVC, undefined, false)).toEqual(['1', '0']);
  expect(player.state.error).toBeUndefined();
});

it('asks for direct play of a file that plays', async () => {
  expect(await decisions(PLAYABLE, await fetchItem(connection, PLAYABLE))).toEqual(['1']);
  expect(loaded.mock.calls).toEqual([['native']]);
});
