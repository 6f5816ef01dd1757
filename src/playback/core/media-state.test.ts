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
  it.each(Object.keys(elementStateTable))('%s is read, and changes by some event', (key) => {
    const row = elementStateTable[key as keyof typeof elementStateTable];
    expect(row.read(media())).toBeDefined();
    expect(row.events.length).toBeGreaterThan(0);
    for (const name of row.events) expect(elementEvents()).toContain(name);
  });
});

describe('readElementState', () => {
  it('reads everything when no event is named', () => {
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

  it('takes an unknown or endless duration for 0', () => {
    for (const duration of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(readElementState(media({ duration }), initialMediaState).duration).toBe(0);
  });

  it('is waiting only while it wants to play and has nothing to show', () => {
    const waiting = (overrides: Partial<HTMLMediaElement>) =>
      readElementState(media(overrides), initialMediaState).waiting;
    expect(waiting({ readyState: 2 })).toBe(true);
    expect(waiting({ readyState: 2, paused: true })).toBe(false);
    expect(waiting({ readyState: 2, ended: true })).toBe(false);
  });

  it('leaves equal ranges out, so that nobody renders for them', () => {
    const before = { ...initialMediaState, buffered: [{ start: 0, end: 12 }] };
    expect(readElementState(media(), before, 'progress')).toEqual({});
  });
});
