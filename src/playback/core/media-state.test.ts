import { describe, expect, it } from 'vitest';
import {
  elementEvents,
  elementStateTable,
  initialMediaState,
  readElementState,
} from './media-state.ts';

function ranges(...pairs: [number, number][]): TimeRanges {
  return {
    length: pairs.length,
    start: (index) => pairs[index]?.[0] ?? 0,
    end: (index) => pairs[index]?.[1] ?? 0,
  };
}

function media(overrides: Partial<HTMLMediaElement> = {}): HTMLMediaElement {
  return {
    paused: false,
    ended: false,
    seeking: false,
    readyState: 4,
    currentTime: 3,
    duration: 60,
    buffered: ranges([0, 12]),
    volume: 0.5,
    muted: false,
    playbackRate: 1,
    ...overrides,
  } as HTMLMediaElement;
}

describe('elementStateTable', () => {
  it.each(Object.keys(elementStateTable))('%s has a reader and at least one event', (key) => {
    const row = elementStateTable[key as keyof typeof elementStateTable];
    expect(row.read(media())).toBeDefined();
    expect(row.events.length).toBeGreaterThan(0);
    for (const name of row.events) expect(elementEvents()).toContain(name);
  });
});

describe('readElementState', () => {
  it('reads everything without an event name', () => {
    expect(readElementState(media(), initialMediaState)).toEqual({
      paused: false,
      waiting: false,
      seeking: false,
      currentTime: 3,
      duration: 60,
      buffered: [{ start: 0, end: 12 }],
      volume: 0.5,
      muted: false,
      playbackRate: 1,
    });
  });

  it('reads only what the event may have changed', () => {
    expect(readElementState(media(), initialMediaState, 'volumechange')).toEqual({
      volume: 0.5,
      muted: false,
    });
  });

  it('reads an unknown or infinite duration as 0', () => {
    for (const duration of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(readElementState(media({ duration }), initialMediaState).duration).toBe(0);
  });

  it('is waiting only while it is not paused, not ended and has no data', () => {
    const waiting = (overrides: Partial<HTMLMediaElement>) =>
      readElementState(media(overrides), initialMediaState).waiting;
    expect(waiting({ readyState: 2 })).toBe(true);
    expect(waiting({ readyState: 2, paused: true })).toBe(false);
    expect(waiting({ readyState: 2, ended: true })).toBe(false);
  });

  it('leaves out equal ranges, so that they cause no render', () => {
    const before = { ...initialMediaState, buffered: [{ start: 0, end: 12 }] };
    expect(readElementState(media(), before, 'progress')).toEqual({});
  });
});
