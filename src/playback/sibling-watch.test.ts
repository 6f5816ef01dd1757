import { describe, expect, it } from 'vitest';
import { SiblingWatch } from './sibling-watch.ts';

const video = {};
const music = {};

describe('SiblingWatch', () => {
  it('lets the music give way when the two end each other in turn', () => {
    const watch = new SiblingWatch();
    expect(watch.note(video, 'video', 0)).toBe(false);
    expect(watch.note(music, 'audio', 1_000)).toBe(false);
    expect(watch.note(video, 'video', 2_000)).toBe(false);
    expect(watch.note(music, 'audio', 3_000)).toBe(true);
    watch.forget(music);
    expect(watch.note(video, 'video', 4_000)).toBe(false);
  });

  it('never lets the video give way to the music', () => {
    const watch = new SiblingWatch();
    for (let at = 0; at < 10_000; at += 1_000) {
      expect(watch.note(video, 'video', at)).toBe(false);
      watch.note(music, 'audio', at + 500);
    }
  });

  it('lets the younger of two of a kind give way', () => {
    const [older, younger] = [{}, {}];
    const watch = new SiblingWatch();
    watch.note(older, 'video', 0);
    watch.note(younger, 'video', 1_000);
    expect(watch.note(older, 'video', 2_000)).toBe(false);
    expect(watch.note(younger, 'video', 3_000)).toBe(true);
  });

  it('does not blame a sibling for deaths that do not alternate, or lie far apart', () => {
    const watch = new SiblingWatch();
    watch.note(video, 'video', 0);
    watch.note(video, 'video', 1_000);
    watch.note(music, 'audio', 2_000);
    expect(watch.note(music, 'audio', 3_000)).toBe(false);

    const slow = new SiblingWatch();
    slow.note(video, 'video', 0);
    slow.note(music, 'audio', 15_000);
    slow.note(video, 'video', 30_000);
    expect(slow.note(music, 'audio', 45_000)).toBe(false);
  });
});
