import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { createNativeEngine } from './create-native-engine.ts';
import type { Engine } from './engine.ts';

const PART = 'http://tv/library/parts/7/1/file.mp4';
const MEDIA_ERR_NETWORK = 2;
const MEDIA_ERR_DECODE = 3;
const MEDIA_ERR_SRC_NOT_SUPPORTED = 4;
const NETWORK_IDLE = 1;
const NETWORK_LOADING = 2;

describe('the failure that direct play reports', () => {
  let element: SilentElement;
  let engine: Engine;
  let failed: Promise<EngineFailure>;

  beforeEach(async () => {
    // Node warns about more than ten listeners of one signal.
    setMaxListeners(30);
    element = new SilentElement('video', { paused: false, networkState: NETWORK_LOADING });
    let onFailure: (failure: EngineFailure) => void = () => {};
    failed = new Promise((resolve) => {
      onFailure = resolve;
    });
    const denied = async () => ({ kind: 'denied' }) as const;
    engine = createNativeEngine({
      media: element as unknown as HTMLMediaElement,
      session: { renew: denied, relocate: denied, findAlive: async () => true },
      hasPlayed: () => false,
      redact: (text) => text.replace('s3cret', '…'),
      onFailure,
      onEnded: () => {},
      whenMounted: async () => {},
    });
    vi.useFakeTimers();
    engine.load({ url: PART, offsetSeconds: 0 }, 0);
  });
  afterEach(() => {
    engine.destroy();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function fail(code: number): Promise<EngineFailure> {
    element.error = { code, message: `at ${PART}?X-Plex-Token=s3cret` };
    element.dispatchEvent(new Event('error'));
    return failed;
  }
  const answer = (status: number) =>
    vi.stubGlobal('fetch', async () => new Response('', { status }));

  it('has the time at which the last bytes came', async () => {
    answer(404);
    element.dispatchEvent(new Event('progress'));
    const since = performance.now();
    const { provedAt } = await fail(MEDIA_ERR_SRC_NOT_SUPPORTED);
    expect(provedAt).toBe(since);
  });

  it('is the want of bandwidth for a 500 that says so, as Plex sends it', async () => {
    vi.stubGlobal('fetch', async () => new Response('Bandwidth exceeded', { status: 500 }));
    expect(await fail(MEDIA_ERR_SRC_NOT_SUPPORTED)).toMatchObject({
      kind: 'refused',
      status: 500,
      cause: { code: 'bandwidth' },
    });
  });

  it('is a page by https whose media element may not ask by http', async () => {
    vi.stubGlobal('location', new URL('https://home.test/'));
    const { kind, cause } = await fail(MEDIA_ERR_SRC_NOT_SUPPORTED);
    expect(kind).toBe('refused');
    expect(cause).toMatchObject({ code: 'server-unreachable' });
    expect(cause.message).toMatch(/loaded by https/);
  });

  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'segment-gone'],
    [408, 'network'],
    [410, 'segment-gone'],
    [429, 'network'],
    [500, 'network'],
    [502, 'network'],
    [503, 'segment-gone'],
    [504, 'network'],
    [509, 'refused'],
  ] as const)('takes its kind from the status %i of the part', async (status, kind) => {
    answer(status);
    expect(await fail(MEDIA_ERR_SRC_NOT_SUPPORTED)).toMatchObject({ kind, status, final: true });
  });

  it.each([
    ['the connection broke', MEDIA_ERR_NETWORK, 'network'],
    ['the format is unknown', MEDIA_ERR_SRC_NOT_SUPPORTED, 'unsupported'],
  ])('takes its kind from the element when the part is there: %s', async (_, code, kind) => {
    answer(206);
    expect(await fail(code)).toMatchObject({ kind, final: true });
  });

  it('is a network failure without an answer', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(await fail(MEDIA_ERR_SRC_NOT_SUPPORTED)).toMatchObject({ kind: 'network' });
  });

  it('asks the server nothing after a decode error, and contains no token', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    const { kind, cause } = await fail(MEDIA_ERR_DECODE);
    expect(kind).toBe('decode');
    expect(cause.message).not.toContain('s3cret');
    expect(fetch).not.toHaveBeenCalled();
  });

  it('is bounded when nothing answers the question why the element failed', async () => {
    vi.stubGlobal('fetch', pending);
    const told = fail(MEDIA_ERR_NETWORK);
    await vi.advanceTimersByTimeAsync(12_000);
    const failure = await told;
    expect(failure.kind).toBe('network');
    expect(failure.cause).not.toHaveProperty('untilFree');
  });

  describe('when no more bytes come', () => {
    it('is a network failure after 15 s where the server answers', async () => {
      answer(200);
      await vi.advanceTimersByTimeAsync(15_000);
      expect(await failed).toMatchObject({ kind: 'network', final: true });
    });

    it('is a network failure where the server answers nothing', async () => {
      vi.stubGlobal('fetch', pending);
      await vi.advanceTimersByTimeAsync(17_000);
      const failure = await failed;
      expect(failure.kind).toBe('network');
      expect(failure.cause).not.toHaveProperty('untilFree');
    });

    it('says that no connection is free where only requests without cookies are answered', async () => {
      let free = () => {};
      vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
        if (init.credentials === 'omit') return Promise.resolve(new Response());
        return new Promise((resolve, reject) => {
          init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
          free = () => resolve(new Response(url));
        });
      });
      await vi.advanceTimersByTimeAsync(17_000);
      const { cause } = await failed;
      if (!(cause instanceof PlaybackError)) throw cause;
      expect(cause).toMatchObject({
        code: 'server-unreachable',
        message: expect.stringMatching(/No connection.*HTTP\/2.*starts by itself/),
      });
      const life = new AbortController();
      const isFree = vi.fn();
      const wait = cause.untilFree?.(life.signal).then(isFree);
      await vi.advanceTimersByTimeAsync(600_000);
      expect(isFree).not.toHaveBeenCalled();
      free();
      await wait;
      expect(isFree).toHaveBeenCalledTimes(1);
    });

    it('is none when bytes come while that is found out', async () => {
      const onFailed = vi.fn();
      void failed.then(onFailed);
      vi.stubGlobal('fetch', pending);
      await vi.advanceTimersByTimeAsync(16_000);
      element.readyState = 4;
      element.paused = true;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(onFailed).not.toHaveBeenCalled();
    });

    it('asks for conversion where the browser loads nothing though it is to play', async () => {
      element.networkState = NETWORK_IDLE;
      await vi.advanceTimersByTimeAsync(15_000);
      expect(await failed).toMatchObject({ kind: 'unsupported', cause: { code: 'server-error' } });
    });

    it.each([
      ['at once', { networkState: NETWORK_IDLE }],
      ['after the metadata', { networkState: NETWORK_LOADING, readyState: 1 }],
    ])('is none while a browser puts off loading until the viewer plays: %s', async (_, state) => {
      const onFailed = vi.fn();
      void failed.then(onFailed);
      Object.assign(element, { ...state, paused: true });
      await vi.advanceTimersByTimeAsync(600_000);
      expect(onFailed).not.toHaveBeenCalled();
    });
  });

  it('is a stall where the playhead stands still with data, after one small seek', async () => {
    Object.assign(element, { readyState: 4, currentTime: 10, duration: 60 });
    element.dispatchEvent(new Event('playing'));
    await vi.advanceTimersByTimeAsync(6_000);
    expect(element.currentTime).toBe(10.1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await failed).toMatchObject({ kind: 'stalled', final: true, cause: { code: 'decode' } });
  });
});

/** A request that the browser or the server holds. */
function pending(_: string, { signal }: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}
