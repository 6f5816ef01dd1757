import { describe, expect, it } from 'vitest';
import { EvictionDetector } from './eviction-detector.ts';

const video = {};
const music = {};

describe('EvictionDetector', () => {
  it('lets the music give way when the two end each other in turn', () => {
    const watch = new EvictionDetector();
    expect(watch.note(video, 'video', 0)).toBe(false);
    expect(watch.note(music, 'audio', 1_000)).toBe(false);
    expect(watch.note(video, 'video', 2_000)).toBe(false);
    expect(watch.note(music, 'audio', 3_000)).toBe(false);
    expect(watch.note(video, 'video', 10_000)).toBe(false);
    expect(watch.note(music, 'audio', 20_000)).toBe(true);
    watch.forget(music);
    expect(watch.note(video, 'video', 21_000)).toBe(false);
  });

  it('never lets the video give way to the music', () => {
    const watch = new EvictionDetector();
    for (let at = 0; at < 10_000; at += 1_000) {
      expect(watch.note(video, 'video', at)).toBe(false);
      watch.note(music, 'audio', at + 500);
    }
  });

  it('lets the younger of two of a kind give way', () => {
    const [older, younger] = [{}, {}];
    const watch = new EvictionDetector();
    watch.note(older, 'video', 0);
    watch.note(younger, 'video', 1_000);
    watch.note(older, 'video', 2_000);
    expect(watch.note(younger, 'video', 3_000)).toBe(false);
    expect(watch.note(older, 'video', 4_000)).toBe(false);
    expect(watch.note(younger, 'video', 5_000)).toBe(true);
  });

  it('does not blame a sibling for deaths that do not alternate, or lie far apart', () => {
    const watch = new EvictionDetector();
    watch.note(video, 'video', 0);
    watch.note(video, 'video', 1_000);
    watch.note(video, 'video', 2_000);
    watch.note(music, 'audio', 3_000);
    watch.note(music, 'audio', 4_000);
    expect(watch.note(music, 'audio', 5_000)).toBe(false);

    // A server that restarts twice kills both each time.
    const restarts = new EvictionDetector();
    for (const at of [0, 8_000]) {
      expect(restarts.note(video, 'video', at)).toBe(false);
      expect(restarts.note(music, 'audio', at + 5)).toBe(false);
    }

    const slow = new EvictionDetector();
    slow.note(video, 'video', 0);
    for (let at = 0; at < 10 * 60_000; at += 30_000) {
      expect(slow.note(video, 'video', at)).toBe(false);
      expect(slow.note(music, 'audio', at + 15_000)).toBe(false);
    }
  });
});
