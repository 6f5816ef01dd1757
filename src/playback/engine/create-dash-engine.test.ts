// @vitest-environment jsdom
import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import type { EngineFailure } from '../core/engine-failure.ts';
import type { Engine } from './engine.ts';

/** dash.js needs a browser. This one does nothing of its own, as when it has got stuck. */
const dash = vi.hoisted(() => ({
  source: undefined as unknown,
  attached: [] as string[],
}));
vi.mock('dashjs', () => ({
  MediaPlayer: { events: { ERROR: 'error', PLAYBACK_ENDED: 'ended' } },
}));
vi.mock('./create-dash-player.ts', () => ({
  createDashPlayer: (_: unknown, source: unknown) => {
    dash.source = source;
    return {
      on: () => {},
      attachSource: (url: string) => dash.attached.push(url),
      destroy: () => {},
    };
  },
}));

const { createDashEngine } = await import('./create-dash-engine.ts');
type DashSource = import('./create-dash-player.ts').DashSource;

const MPD =
  '<MPD type="static" mediaPresentationDuration="PT60S"><Period><AdaptationSet><SegmentTemplate timescale="1" duration="1" initialization="0/header" media="0/$Number$.m4s"/><Representation id="0" mimeType="video/mp4"/></AdaptationSet></Period></MPD>';

describe('the DASH engine', () => {
  let element: SilentElement;
  let engine: Engine;
  let failures: EngineFailure[];
  let hasPlayed: boolean;
  let answer: (url: string) => Promise<Response>;
  const onEnded = vi.fn();

  beforeEach(() => {
    setMaxListeners(30);
    vi.useFakeTimers();
    onEnded.mockReset();
    element = new SilentElement('video', { paused: false, networkState: 2 });
    failures = [];
    hasPlayed = false;
    answer = async () => new Response(MPD);
    vi.stubGlobal('fetch', (url: string) => answer(url));
    begin();
  });
  afterEach(() => {
    engine.destroy();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function begin() {
    const denied = async () => ({ kind: 'denied' }) as const;
    engine = createDashEngine({
      media: element as unknown as HTMLMediaElement,
      session: { renew: denied, relocate: denied, findAlive: async () => true },
      hasPlayed: () => hasPlayed,
      redact: String,
      onFailure: (failure) => failures.push(failure),
      onEnded,
      whenMounted: async () => {},
    });
    engine.load({ url: 'http://tv/start.mpd?session=one', offsetSeconds: 0 }, 0);
  }

  const tell = (name: string, state: Partial<SilentElement> = {}) => {
    Object.assign(element, state);
    element.dispatchEvent(new Event(name));
  };

  it('fails for good when dash.js requests nothing for 20 s', async () => {
    await vi.advanceTimersByTimeAsync(19_999);
    expect(failures).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(failures).toMatchObject([
      { kind: 'unsupported', final: true, cause: { code: 'server-error' } },
    ]);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(failures).toHaveLength(1);
  });

  it('waits for a manifest that is pending', async () => {
    engine.destroy();
    let send = (_: Response) => {};
    answer = () =>
      new Promise((resolve) => {
        send = resolve;
      });
    begin();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(failures).toEqual([]);
    send(new Response(MPD));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(failures).toHaveLength(1);
  });

  it('waits for a segment of an encoder that starts up for 90 s', async () => {
    vi.stubGlobal(
      'XMLHttpRequest',
      class {
        onloadend = () => {};
        open() {}
        send() {}
        abort() {
          this.onloadend();
        }
      },
    );
    const life = new AbortController();
    const request = { kind: 'init', url: 'http://tv/session/one/0/header', durationSeconds: 0 };
    const pending = (dash.source as DashSource)
      .segment({ ...request, startSeconds: undefined } as never, life.signal)
      .catch(() => {});
    await vi.advanceTimersByTimeAsync(90_000);
    expect(failures).toEqual([]);
    life.abort();
    await pending;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(failures).toHaveLength(1);
  });

  it('asks for another source when no frame follows the metadata', async () => {
    tell('loadedmetadata', { readyState: 1, duration: 60 });
    await vi.advanceTimersByTimeAsync(21_000);
    expect(failures).toMatchObject([{ kind: 'stalled', cause: { code: 'decode' } }]);
  });

  it('says that a stream does not continue that has played', async () => {
    hasPlayed = true;
    tell('loadedmetadata', { readyState: 2, duration: 60 });
    await vi.advanceTimersByTimeAsync(21_000);
    expect(failures).toMatchObject([{ kind: 'stalled', cause: { code: 'server-error' } }]);
  });

  it('asks for another source when the playhead stands still with data', async () => {
    tell('playing', { readyState: 4, duration: 60, currentTime: 10 });
    await vi.advanceTimersByTimeAsync(6_000);
    expect(failures).toEqual([]);
    expect(element.currentTime).toBe(10.1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(failures).toMatchObject([{ kind: 'stalled', cause: { code: 'decode' } }]);
  });

  it('ends when the playhead stands at the end', async () => {
    tell('playing', { readyState: 4, duration: 60, currentTime: 59.8 });
    await vi.advanceTimersByTimeAsync(6_000);
    expect(onEnded).toHaveBeenCalledTimes(1);
    expect(failures).toEqual([]);
  });

  it('leaves alone a media source that asks for data when it wants them, while paused', async () => {
    vi.stubGlobal('ManagedMediaSource', class {});
    tell('pause', { paused: true });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(failures).toEqual([]);
    tell('play', { paused: false });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(failures).toHaveLength(1);
  });

  it('watches a second source anew', async () => {
    await vi.advanceTimersByTimeAsync(15_000);
    engine.load({ url: 'http://tv/start.mpd?session=two', offsetSeconds: 0 }, 0);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(failures).toEqual([]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(failures).toHaveLength(1);
  });
});
