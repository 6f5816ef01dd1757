import { expect, it, vi } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { initialMediaState, type MediaState } from '../core/media-state.ts';
import { createStore } from '../core/store.ts';
import { createRenewalLimiter } from '../page/renewal-limiter.ts';
import { createRequestQueue } from '../page/request-queue.ts';
import { loadHealing } from './load-healing.ts';
import { Playback } from './playback.ts';
import { createRenewalLog } from './renewal-log.ts';

vi.mock('./load-healing.ts', () => ({ loadHealing: vi.fn() }));

const decision = {
  MediaContainer: {
    generalDecisionCode: 1000,
    Metadata: [
      {
        ratingKey: '1',
        duration: 60_000,
        Media: [{ Part: [{ id: '7', key: '/library/parts/7/1/f.mp4', decision: 'directplay' }] }],
      },
    ],
  },
};

function setUp(fetch: () => Promise<Response>) {
  const log: string[] = [];
  vi.mocked(loadHealing).mockImplementation(async () => {
    log.push('code of the healing');
    throw new Error('Failed to fetch');
  });
  const element = {
    addEventListener: () => {},
    paused: true,
    readyState: 0,
    currentTime: 0,
    playbackRate: 1,
    defaultPlaybackRate: 1,
    removeAttribute: () => {},
    load: () => {},
  };
  const playback = new Playback({
    element: element as unknown as HTMLMediaElement,
    store: createStore<MediaState>(initialMediaState),
    connection: createPlexConnection({ baseUrl: 'http://tv', fetch }),
    media: { ratingKey: '1' },
    mediaType: 'audio',
    startSeconds: 0,
    givenSession: undefined,
    requestQueue: createRequestQueue(),
    limiter: createRenewalLimiter(),
    renewals: createRenewalLog(),
    knowsServer: false,
    registerClient: () => () => {},
    identify: async () => 'single-1',
    whenMounted: async () => {},
    recovers: () => true,
    willSkip: () => false,
    limits: () => ({}),
    onSource: () => log.push('source'),
    onFailed: ({ code }) => log.push(code),
    onEnded: () => {},
    emit: () => {},
  });
  return { playback, log };
}

it('loads the code of the healing once the source is known, and does not mind when that fails', async () => {
  const { playback, log } = setUp(async () => Response.json(decision));
  await playback.start();
  expect(log).toEqual(['source']);
  playback.onElementEvent('loadedmetadata');
  await vi.waitFor(() => expect(log).toHaveLength(2));
  await playback.end();
  expect(log).toEqual(['source', 'code of the healing']);
});

it('does not load it when there is no source', async () => {
  const { playback, log } = setUp(async () => new Response(null, { status: 401 }));
  await playback.start();
  expect(log).toEqual(['auth-expired']);
});
