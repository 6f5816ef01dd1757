import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { watchElement } from './watch-element.ts';

const LIMIT_MS = 20_000;

/** As much of a media element as the watch reads. Its playhead moves only when a test moves it. */
class StillElement extends EventTarget {
  paused = false;
  ended = false;
  seeking = false;
  readyState = 4;
  playbackRate = 1;
  duration = 60;
  error: object | null = null;
  seeks: number[] = [];
  ownerDocument = Object.assign(new EventTarget(), { hidden: false });
  #position = 10;
  get currentTime() {
    return this.#position;
  }
  set currentTime(seconds: number) {
    this.seeks.push(seconds);
  }
  /** Moves the playhead, as playing does. */
  play(seconds: number) {
    this.#position += seconds;
  }
  pause() {
    this.paused = true;
  }
  tell(name: string, state: Partial<StillElement> = {}) {
    Object.assign(this, state);
    this.dispatchEvent(new Event(name));
  }
}

describe('watchElement', () => {
  let watch: typeof watchElement;
  let life: AbortController;
  let element: StillElement;
  let isBusy: boolean;
  let mayDefer: boolean;
  const onQuiet = vi.fn();
  const onStuck = vi.fn();
  const onEnded = vi.fn();

  beforeEach(async () => {
    // Whether the page has played is kept in the module.
    vi.resetModules();
    ({ watchElement: watch } = await import('./watch-element.ts'));
    // Node warns about more than ten listeners of one signal.
    setMaxListeners(30);
    vi.useFakeTimers();
    for (const mock of [onQuiet, onStuck, onEnded]) mock.mockReset();
    life = new AbortController();
    element = new StillElement();
    isBusy = false;
    mayDefer = false;
  });
  afterEach(() => {
    life.abort();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  function begin(state: Partial<StillElement> = {}) {
    Object.assign(element, state);
    watch(element as unknown as HTMLMediaElement, {
      signal: life.signal,
      quietLimitMs: LIMIT_MS,
      isBusy: () => isBusy,
      mayDefer: () => mayDefer,
      onQuiet,
      onStuck,
      onEnded,
    });
  }

  it('reports a source that never starts, once, paused or not', () => {
    begin({ readyState: 0, paused: true });
    vi.advanceTimersByTime(LIMIT_MS - 1);
    expect(onQuiet).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onQuiet).toHaveBeenCalledTimes(1);
    element.tell('waiting');
    vi.advanceTimersByTime(10 * LIMIT_MS);
    expect(onQuiet).toHaveBeenCalledTimes(1);
  });

  it('counts from the last sign of progress', () => {
    begin({ readyState: 1 });
    vi.advanceTimersByTime(19_500);
    element.tell('progress');
    vi.advanceTimersByTime(20_000);
    expect(onQuiet).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(onQuiet).toHaveBeenCalledTimes(1);
  });

  it('waits for as long as a request is pending, such as that of an encoder that starts up', () => {
    begin({ readyState: 1 });
    isBusy = true;
    vi.advanceTimersByTime(90_000);
    isBusy = false;
    vi.advanceTimersByTime(LIMIT_MS - 1_000);
    expect(onQuiet).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(onQuiet).toHaveBeenCalledTimes(1);
  });

  it('moves a playhead that stands still, and reports it when that does not help', () => {
    begin();
    vi.advanceTimersByTime(4_000);
    expect(element.seeks).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(element.seeks).toEqual([10.1]);
    vi.advanceTimersByTime(4_000);
    expect(onStuck).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_000);
    expect(element.seeks).toEqual([10.1]);
  });

  it('reports nothing when the playhead goes on after that', () => {
    begin();
    vi.advanceTimersByTime(5_000);
    for (let second = 0; second < 100; second += 1) {
      element.play(1);
      vi.advanceTimersByTime(1_000);
    }
    expect(element.seeks).toHaveLength(1);
    expect(onStuck).not.toHaveBeenCalled();
  });

  it('reports the end of an element that stands at its end, and pauses it', () => {
    begin();
    element.play(49.8);
    vi.advanceTimersByTime(5_000);
    expect(onEnded).toHaveBeenCalledTimes(1);
    expect(element.paused).toBe(true);
    expect(element.seeks).toEqual([]);
  });

  it('does not count the time in which the page was frozen', () => {
    begin({ readyState: 0 });
    vi.advanceTimersByTime(10_000);
    // The clock goes on, and the timer does not run.
    vi.setSystemTime(Date.now() + 600_000);
    vi.advanceTimersByTime(9_000);
    expect(onQuiet).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(onQuiet).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['is paused', () => element.tell('pause', { paused: true })],
    ['has failed', () => element.tell('error', { error: {} })],
    ['has ended', () => element.tell('ended', { ended: true })],
    ['is abandoned', () => life.abort()],
  ])('has no timer once an element %s', (_, happen) => {
    begin();
    vi.advanceTimersByTime(2_000);
    happen();
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
    for (const mock of [onQuiet, onStuck, onEnded]) expect(mock).not.toHaveBeenCalled();
  });

  it('begins to watch again when the viewer plays, or the browser has to load', () => {
    begin({ paused: true });
    expect(vi.getTimerCount()).toBe(0);
    element.tell('play', { paused: false });
    expect(vi.getTimerCount()).toBe(1);
    element.tell('pause', { paused: true });
    vi.advanceTimersByTime(2_000);
    expect(vi.getTimerCount()).toBe(0);
    element.tell('seeking', { seeking: true, readyState: 1 });
    vi.advanceTimersByTime(LIMIT_MS);
    expect(onQuiet).toHaveBeenCalledTimes(1);
  });

  it('leaves alone what the browser puts off, until it loads', () => {
    begin({ readyState: 0, paused: true });
    mayDefer = true;
    vi.advanceTimersByTime(60_000);
    expect(onQuiet).not.toHaveBeenCalled();
    mayDefer = false;
    element.tell('play', { paused: false });
    vi.advanceTimersByTime(LIMIT_MS);
    expect(onQuiet).toHaveBeenCalledTimes(1);
  });

  it('does not expect a page to load that is hidden and has played nothing, until it is seen', () => {
    element.ownerDocument.hidden = true;
    begin({ readyState: 0 });
    vi.advanceTimersByTime(600_000);
    expect(onQuiet).not.toHaveBeenCalled();
    element.ownerDocument.hidden = false;
    element.ownerDocument.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(LIMIT_MS);
    expect(onQuiet).toHaveBeenCalledTimes(1);
  });

  it('expects a hidden page to load that has played before', () => {
    begin();
    vi.advanceTimersByTime(1_000);
    element.play(1);
    vi.advanceTimersByTime(1_000);
    life.abort();
    life = new AbortController();
    element.ownerDocument.hidden = true;
    begin({ readyState: 0 });
    vi.advanceTimersByTime(LIMIT_MS);
    expect(onQuiet).toHaveBeenCalledTimes(1);
  });

  it('knows of no other device in a document without a window', async () => {
    const { isRemote } = await import('./watch-element.ts');
    expect(isRemote({ remote: null } as unknown as HTMLMediaElement)).toBe(false);
  });

  it.each(['remote', 'webkitCurrentPlaybackTargetIsWireless'])(
    'does not judge the playhead of another device: %s',
    (name) => {
      begin({ [name]: name === 'remote' ? { state: 'connected' } : true } as Partial<StillElement>);
      vi.advanceTimersByTime(60_000);
      expect(element.seeks).toEqual([]);
      expect(onStuck).not.toHaveBeenCalled();
    },
  );
});
