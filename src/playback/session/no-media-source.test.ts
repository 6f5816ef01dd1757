import { expect, it, vi } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { initialMediaState, type MediaState } from '../core/media-state.ts';
import { createStore } from '../core/store.ts';
import { createRenewalLimiter } from '../page/renewal-limiter.ts';
import { createRequestQueue } from '../page/request-queue.ts';
import { Playback } from './playback.ts';
import { createRenewalLog } from './renewal-log.ts';

const dash = vi.hoisted(() => ({ wasLoaded: false }));
vi.mock('dashjs', () => {
  dash.wasLoaded = true;
  return {};
});

const decision = {
  MediaContainer: {
    generalDecisionCode: 1001,
    Metadata: [
      {
        ratingKey: '1',
        duration: 60_000,
        Media: [{ Part: [{ id: '7', key: '/library/parts/7/1/f.mp4', decision: 'transcode' }] }],
      },
    ],
  },
};

it('fails as unsupported, once and without dash.js, where there is no MediaSource', async () => {
  expect('MediaSource' in globalThis).toBe(false);
  const sent: string[] = [];
  // As in jsdom, where loading media is not implemented.
  const load = vi.fn(() => {
    throw new Error('Not implemented: HTMLMediaElement.prototype.load');
  });
  const element = Object.assign(new EventTarget(), {
    paused: true,
    readyState: 0,
    currentTime: 0,
    playbackRate: 1,
    defaultPlaybackRate: 1,
    removeAttribute: () => {},
    load,
  });
  const onFailed = vi.fn();
  const onSource = vi.fn();
  const playback = new Playback({
    element: element as unknown as HTMLMediaElement,
    store: createStore<MediaState>(initialMediaState),
    connection: createPlexConnection({
      baseUrl: 'http://tv',
      fetch: async (input) => {
        const { pathname, searchParams } = new URL(String(input));
        sent.push(searchParams.get('state') ?? pathname.split('/').at(-1) ?? '');
        return Response.json(decision);
      },
    }),
    media: { ratingKey: '1' },
    mediaType: 'video',
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
    onSource,
    onFailed,
    onEnded: () => {},
    emit: () => {},
  });
  await playback.start();
  expect(onFailed).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      name: 'PlaybackError',
      code: 'unsupported',
      message: expect.stringMatching(/Media Source Extensions.*current version/),
    }),
  );
  expect(onSource).not.toHaveBeenCalled();
  expect(dash.wasLoaded).toBe(false);
  await expect(playback.end()).resolves.toBeUndefined();
  expect(load).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(sent).toEqual(['decision', 'stopped']));
});
