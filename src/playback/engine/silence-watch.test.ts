import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSilence } from './silence-watch.ts';

describe('watchSilence', () => {
  const onSilence = vi.fn();
  let life: AbortController;
  let element: EventTarget & { paused: boolean; readyState: number; networkState: number };

  beforeEach(() => {
    // Node warns about more than ten listeners of one signal.
    setMaxListeners(30);
    vi.useFakeTimers();
    onSilence.mockReset();
    life = new AbortController();
    element = Object.assign(new EventTarget(), {
      paused: false,
      readyState: 4,
      networkState: 2,
    });
    watchSilence(element as unknown as HTMLMediaElement, onSilence, life.signal);
  });
  afterEach(() => void vi.useRealTimers());

  const fire = (name: string, readyState = element.readyState) => {
    element.readyState = readyState;
    element.dispatchEvent(new Event(name));
  };

  it('reports a wait without data', () => {
    fire('waiting', 2);
    vi.advanceTimersByTime(14_999);
    expect(onSilence).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onSilence).toHaveBeenCalledTimes(1);
  });

  it('reports a source that never starts, paused or not', () => {
    element.paused = true;
    fire('loadstart', 0);
    vi.advanceTimersByTime(15_000);
    expect(onSilence).toHaveBeenCalledTimes(1);
  });

  it('counts from the last received byte', () => {
    fire('waiting', 2);
    vi.advanceTimersByTime(10_000);
    fire('progress');
    vi.advanceTimersByTime(10_000);
    expect(onSilence).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5_000);
    expect(onSilence).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['resumes', () => fire('playing', 4)],
    [
      'is paused',
      () => {
        element.paused = true;
        fire('pause');
      },
    ],
    [
      'defers loading',
      () => {
        element.networkState = 1;
        fire('suspend');
      },
    ],
    ['is abandoned', () => life.abort()],
  ])('reports nothing when the element %s', (_, happen) => {
    fire('waiting', 2);
    vi.advanceTimersByTime(10_000);
    happen();
    vi.advanceTimersByTime(60_000);
    expect(onSilence).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
