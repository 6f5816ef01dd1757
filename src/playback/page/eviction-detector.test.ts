import { describe, expect, it } from 'vitest';
import { EvictionDetector } from './eviction-detector.ts';

const video = {};
const music = {};

describe('EvictionDetector', () => {
  it('makes the music give way when video and music end each other in turn', () => {
    const detector = new EvictionDetector();
    expect(detector.note(video, 'video', 0)).toBe(false);
    expect(detector.note(music, 'audio', 1_000)).toBe(false);
    expect(detector.note(video, 'video', 2_000)).toBe(false);
    expect(detector.note(music, 'audio', 3_000)).toBe(false);
    expect(detector.note(video, 'video', 10_000)).toBe(false);
    expect(detector.note(music, 'audio', 20_000)).toBe(true);
    detector.forget(music);
    expect(detector.note(video, 'video', 21_000)).toBe(false);
  });

  it('never makes the video give way to the music', () => {
    const detector = new EvictionDetector();
    for (let at = 0; at < 10_000; at += 1_000) {
      expect(detector.note(video, 'video', at)).toBe(false);
      detector.note(music, 'audio', at + 500);
    }
  });

  it('makes the younger of two videos give way', () => {
    const [older, younger] = [{}, {}];
    const detector = new EvictionDetector();
    detector.note(older, 'video', 0);
    detector.note(younger, 'video', 1_000);
    detector.note(older, 'video', 2_000);
    expect(detector.note(younger, 'video', 3_000)).toBe(false);
    expect(detector.note(older, 'video', 4_000)).toBe(false);
    expect(detector.note(younger, 'video', 5_000)).toBe(true);
  });

  it('ignores deaths that do not alternate, or lie far apart', () => {
    const detector = new EvictionDetector();
    detector.note(video, 'video', 0);
    detector.note(video, 'video', 1_000);
    detector.note(video, 'video', 2_000);
    detector.note(music, 'audio', 3_000);
    detector.note(music, 'audio', 4_000);
    expect(detector.note(music, 'audio', 5_000)).toBe(false);

    // A server that restarts twice ends both sessions each time.
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
