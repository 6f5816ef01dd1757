import { setMaxListeners } from 'node:events';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import { loadEngine } from '../engine/load-engine.ts';
import { loadHealing } from '../session/load-healing.ts';
import { Player } from './player.ts';

const NETWORK_LOADING = 2;

/** Remembers what was loaded. Its playhead moves only when a test moves it. */
class StillElement extends SilentElement {
  readonly sources: string[] = [];
  override load() {
    this.sources.push(this.src);
    super.load();
  }
}

/** The server says that the film lasts 60 s. */
const item = {
  ratingKey: '1',
  duration: 60_000,
  Media: [{ Part: [{ id: '7', key: '/library/parts/7/1/f.mp4', decision: 'directplay' }] }],
};

describe('a player of a file', () => {
  let element: StillElement;
  let player: Player;
  let decisions: URLSearchParams[];
  let durationsTold: (string | null)[];
  const onEnded = vi.fn();
  const onError = vi.fn();

  // Fake timers do not wait for the download of a chunk.
  beforeAll(() => Promise.all([loadEngine('native'), loadHealing()]));

  beforeEach(async () => {
    vi.useFakeTimers();
    setMaxListeners(30);
    for (const mock of [onEnded, onError]) mock.mockReset();
    element = new StillElement('video', { networkState: NETWORK_LOADING });
    vi.stubGlobal('document', { createElement: () => element });
    decisions = [];
    durationsTold = [];
    const options = {
      playerRole: 'single',
      mediaType: 'video',
      connection: createPlexConnection({ baseUrl: 'http://tv', fetch: answer }),
      media: { ratingKey: '1' },
      plexClientSession: 'given',
      autoPlay: true,
      onEnded,
      onError,
    } as const;
    player = new Player(options);
    player.mount();
    player.update(options);
    await vi.advanceTimersByTimeAsync(100);
  });
  afterEach(async () => {
    void player.end();
    await vi.advanceTimersByTimeAsync(2_000);
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  /** A server that plays everything as it is, whatever it is asked for. */
  async function answer(input: unknown): Promise<Response> {
    const { pathname, searchParams } = new URL(String(input));
    if (pathname.endsWith('/timeline')) durationsTold.push(searchParams.get('duration'));
    if (!pathname.endsWith('/decision')) return Response.json({ MediaContainer: {} });
    decisions.push(searchParams);
    return Response.json({ MediaContainer: { generalDecisionCode: 1000, Metadata: [item] } });
  }

  /** The element has loaded its source and plays it at `seconds`. */
  function playsAt(seconds: number, duration = 60) {
    element.tell('loadedmetadata', { duration, readyState: 4 });
    element.tell('playing', { paused: false });
    element.tell('timeupdate', { currentTime: seconds });
  }

  /** Lets so many seconds pass. The element loads each new source at once and keeps to `seconds`, where it stands still. */
  async function standsAt(seconds: number, forSeconds: number) {
    for (let second = 0; second < forSeconds; second += 1) {
      if (element.readyState === 0 && element.src) playsAt(seconds);
      element.currentTime = seconds;
      await vi.advanceTimersByTimeAsync(1_000);
    }
  }

  it('gets another session when it stands still with data, then a conversion, then an error', async () => {
    await standsAt(20, 8);
    expect(decisions).toHaveLength(1);
    await standsAt(20, 4);
    expect(decisions).toHaveLength(2);
    expect(player.state).toMatchObject({ currentTime: 20, error: undefined });
    await standsAt(20, 30);
    expect(decisions.map((query) => query.get('directPlay'))).toEqual(['1', '1', '0']);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        code: 'decode',
        message: expect.stringMatching(/does not play on.*Retry/),
      }),
    );
    await standsAt(20, 60);
    expect(decisions).toHaveLength(3);
  });

  it('plays on in its session when the small seek helps', async () => {
    await standsAt(20, 6);
    for (let second = 21; second < 50; second += 1) {
      element.tell('timeupdate', { currentTime: second });
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(decisions).toHaveLength(1);
    expect(player.state).toMatchObject({ status: 'ready', currentTime: 49 });
  });

  it('asks for conversion when the browser loads nothing of the file, though it is to play', async () => {
    element.networkState = 1;
    await vi.advanceTimersByTimeAsync(31_000);
    expect(decisions.map((query) => query.get('directPlay'))).toEqual(['1', '1', '0']);
    await vi.advanceTimersByTimeAsync(16_000);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        code: 'server-error',
        message: expect.stringMatching(/does not start/),
      }),
    );
  });

  it('leaves a paused player alone', async () => {
    playsAt(20);
    player.pause();
    element.tell('pause');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(decisions).toHaveLength(1);
    expect(player.state).toMatchObject({ status: 'ready', currentTime: 20 });
  });

  it('starts again by itself when the connection is free for which it has failed', async () => {
    let free = () => {};
    const asked = vi.fn((_: string, { credentials, signal }: RequestInit) => {
      if (credentials === 'omit') return Promise.resolve(new Response());
      return new Promise<Response>((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        free = () => resolve(new Response());
      });
    });
    vi.stubGlobal('fetch', asked);
    await vi.advanceTimersByTimeAsync(18_000);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        code: 'server-unreachable',
        message: expect.stringMatching(/No connection.*HTTP\/2/),
      }),
    );
    expect(decisions).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(player.state.status).toBe('error');
    free();
    await vi.advanceTimersByTimeAsync(100);
    expect(decisions).toHaveLength(2);
    playsAt(1);
    expect(player.state).toMatchObject({ status: 'ready', error: undefined });
  });

  it('does not wait for a connection after it was ended', async () => {
    const signals: AbortSignal[] = [];
    vi.stubGlobal('fetch', (_: string, { credentials, signal }: RequestInit) => {
      if (credentials === 'omit') return Promise.resolve(new Response());
      if (signal) signals.push(signal);
      return new Promise(() => {});
    });
    await vi.advanceTimersByTimeAsync(18_000);
    expect(player.state.status).toBe('error');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    void player.end();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it.each([
    ['shorter', 41.5],
    ['longer', 75],
  ])(
    'that is %s than its metadata say has its own length, and ends at its end',
    async (_, seconds) => {
      expect(player.state.duration).toBe(60);
      playsAt(1, seconds);
      expect(player.state.duration).toBe(seconds);
      for (let second = 2; second < seconds; second += 1) {
        element.tell('timeupdate', { currentTime: second });
        await vi.advanceTimersByTimeAsync(1_000);
      }
      expect(onEnded).not.toHaveBeenCalled();
      element.tell('ended', { currentTime: seconds, ended: true, paused: true });
      await vi.advanceTimersByTimeAsync(1_000);
      expect(onEnded).toHaveBeenCalledTimes(1);
      expect(player.state).toMatchObject({
        status: 'ended',
        currentTime: seconds,
        duration: seconds,
      });
      expect(decisions).toHaveLength(1);
      expect(durationsTold.at(-1)).toBe(String(seconds * 1_000));
    },
  );

  it('whose length is found out while it plays follows it', async () => {
    playsAt(1, 60);
    element.tell('durationchange', { duration: 66 });
    expect(player.state.duration).toBe(66);
    for (let second = 2; second < 66; second += 1) {
      element.tell('timeupdate', { currentTime: second });
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(player.state).toMatchObject({ status: 'ready', currentTime: 65 });
    player.seek(65.5);
    expect(element.currentTime).toBe(65.5);
  });

  it('that stands at its end without saying so has ended', async () => {
    await standsAt(59.8, 6);
    expect(onEnded).toHaveBeenCalledTimes(1);
    expect(player.state.status).toBe('ended');
    expect(element.paused).toBe(true);
    expect(decisions).toHaveLength(1);
  });
});
