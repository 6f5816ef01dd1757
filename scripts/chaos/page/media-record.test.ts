import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MediaRecord } from './media-record.ts';

/** A fake media element and its record, on fake timers. */
function setUp() {
  const element = {
    currentTime: 0,
    duration: 30,
    localName: 'audio',
    readyState: 4,
    seeking: false,
    paused: false,
    ended: false,
    buffered: { length: 1, start: () => 0, end: () => element.bufferedTo },
    bufferedTo: 0,
  };
  const record = new MediaRecord(() => {});
  const event = (name: string) => record.onEvent(name, element as unknown as HTMLMediaElement);
  /** Advances the clock by `seconds` and the playhead by `media`. */
  const pass = (seconds: number, media = seconds) => {
    vi.advanceTimersByTime(seconds * 1000);
    element.currentTime += media;
    event('timeupdate');
  };
  event('playing');
  return { element, record, event, pass };
}

describe('the record of a media element', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('reports nothing for uninterrupted playback', () => {
    const { record, pass } = setUp();
    for (let step = 0; step < 20; step += 1) pass(0.25);
    const { waiting, stalledMs, worstDrift, worstJump, position } = record.observe();
    expect({ waiting, stalledMs, worstJump, position }).toEqual({
      waiting: 0,
      stalledMs: 0,
      worstJump: 0,
      position: 5,
    });
    expect(worstDrift).toBeCloseTo(0);
    expect(record.plays(performance.timeOrigin, 4_900)).toBe(true);
  });

  it('counts an announced stall, without drift', () => {
    const { record, event, pass } = setUp();
    pass(1);
    event('waiting');
    vi.advanceTimersByTime(700);
    event('playing');
    pass(1);
    const { waiting, stalledMs, worstDrift, worstJump } = record.observe();
    expect({ waiting, stalledMs, worstJump }).toEqual({ waiting: 1, stalledMs: 700, worstJump: 0 });
    expect(worstDrift).toBeCloseTo(0);
    expect(record.plays(performance.timeOrigin, 1_500)).toBe(false);
  });

  it('counts a stall with buffered media as a hitch', () => {
    const { element, record, event, pass } = setUp();
    pass(1);
    element.bufferedTo = 2;
    event('waiting');
    vi.advanceTimersByTime(40);
    event('playing');
    expect(record.observe()).toMatchObject({ waiting: 0, stalledMs: 0, hitches: 1, hitchMs: 40 });
  });

  it('detects a frozen playhead without an event', () => {
    const { record, pass } = setUp();
    pass(2, 0);
    expect(record.observe().worstDrift).toBeCloseTo(-2);
  });

  it('detects a playhead that jumps ahead', () => {
    const { record, pass } = setUp();
    pass(0.25, 4);
    expect(record.observe().worstDrift).toBeCloseTo(3.75);
  });

  it('detects a new source that resumes at another position', () => {
    const { element, record, event, pass } = setUp();
    pass(10);
    element.currentTime = 0;
    event('emptied');
    vi.advanceTimersByTime(300);
    element.currentTime = 7;
    event('playing');
    expect(record.observe()).toMatchObject({ worstJump: -3, stalledMs: 300 });
  });

  it('detects a next track that does not start at 0', () => {
    const { element, record, event, pass } = setUp();
    pass(28);
    event('pause');
    event('ended');
    element.currentTime = 0;
    event('emptied');
    vi.advanceTimersByTime(200);
    event('waiting');
    element.currentTime = 2;
    event('playing');
    expect(record.observe()).toMatchObject({
      tracksEnded: 1,
      worstEnd: 2,
      worstJump: 2,
      longestGapMs: 200,
      stalledMs: 0,
      waiting: 0,
    });
  });
});
