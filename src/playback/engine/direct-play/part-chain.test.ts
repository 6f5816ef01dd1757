import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SilentElement } from '../../../testing/test-support/silent-element.ts';
import { PartChain } from './part-chain.ts';
import { timeRanges } from './time-ranges.ts';

/** A media element whose state is that of its class, as in browsers. It does what a test tells it to. */
class FakeVideo extends EventTarget {
  readonly localName = 'video';
  readonly crossOrigin = null;
  state = {
    currentTime: 0,
    duration: Number.NaN,
    paused: true,
    ended: false,
    seeking: false,
    readyState: 0,
    playbackRate: 1,
    defaultPlaybackRate: 1,
    buffered: timeRanges([]),
    played: timeRanges([]),
  };
  refuses = false;
  readonly made: SilentElement[] = [];
  readonly ownerDocument = {
    defaultView: undefined,
    createElement: (name: string) => {
      const element = new SilentElement(name);
      this.made.push(element);
      return element;
    },
  };
  async play() {
    if (this.refuses) throw new DOMException('No gesture.', 'NotAllowedError');
    this.state.paused = false;
  }
  pause() {
    this.state.paused = true;
  }
  /** As `load()` of a browser does. */
  reset() {
    const { playbackRate, defaultPlaybackRate } = this.state;
    Object.assign(this.state, { readyState: 0, currentTime: 0, duration: Number.NaN });
    Object.assign(this.state, { paused: true, ended: false, seeking: false });
    if (playbackRate !== defaultPlaybackRate) this.state.playbackRate = defaultPlaybackRate;
  }
  tell(names: string, state: Partial<FakeVideo['state']> = {}) {
    Object.assign(this.state, state);
    for (const name of names.split(' ')) this.dispatchEvent(new Event(name));
  }
  get currentTime() {
    return this.state.currentTime;
  }
  set currentTime(seconds: number) {
    Object.assign(this.state, { currentTime: seconds, seeking: true });
  }
}
for (const name of Object.keys(new FakeVideo().state))
  if (name !== 'currentTime')
    Object.defineProperty(FakeVideo.prototype, name, {
      get(this: FakeVideo) {
        return Reflect.get(this.state, name);
      },
      set(this: FakeVideo, value: unknown) {
        Reflect.set(this.state, name, value);
      },
    });

const heardEvents =
  'abort emptied loadstart durationchange loadedmetadata loadeddata canplay playing waiting play pause ended timeupdate seeking seeked';

describe('PartChain', () => {
  let video: FakeVideo;
  let media: HTMLMediaElement;
  let life: AbortController;
  let chain: PartChain;
  let opened: [string, number][];
  let heard: string[];

  function setUp(lengths: readonly number[] = [20, 20], durationSeconds = 40) {
    video = new FakeVideo();
    media = video as unknown as HTMLMediaElement;
    life = new AbortController();
    // Node warns about more than ten listeners of one signal.
    setMaxListeners(60, life.signal);
    opened = [];
    chain = new PartChain(media, {
      parts: lengths.map((length, index) => ({
        part: { durationSeconds: length } as never,
        url: () => `http://tv/part/${index}`,
      })),
      durationSeconds,
      found: new Map(),
      signal: life.signal,
      open({ url }, offset) {
        opened.push([url(), offset]);
        video.reset();
      },
    });
    heard = [];
    for (const name of heardEvents.split(' ')) video.addEventListener(name, () => heard.push(name));
  }

  /** Starts the first file, and plays it to `seconds`. */
  function play(seconds: number) {
    chain.start(0);
    void media.play();
    video.tell('play durationchange loadedmetadata canplay playing', {
      readyState: 4,
      duration: 20,
    });
    video.tell('timeupdate', { currentTime: seconds });
    heard.length = 0;
  }
  const end = () => {
    video.tell('timeupdate', { ended: true, paused: true, currentTime: 20 });
    video.tell('pause ended');
  };
  const load = () => {
    video.tell('durationchange loadedmetadata', { readyState: 1, duration: 20 });
    if (!video.state.seeking) video.tell('loadeddata', { readyState: 4 });
  };
  const arrive = () => video.tell('seeked', { readyState: 4, seeking: false });

  beforeEach(() => {
    vi.useFakeTimers();
    setUp();
  });
  afterEach(() => {
    life.abort();
    vi.useRealTimers();
  });

  it('tells no end and no pause of a file that was left by a seek in that moment', () => {
    play(19);
    Object.assign(video.state, { ended: true, paused: true, currentTime: 20 });
    media.currentTime = 5;
    video.state.ended = false;
    video.tell('timeupdate ended');
    expect(heard).not.toContain('ended');
    expect(media.paused).toBe(false);
    expect(opened).toHaveLength(1);
  });

  it('does not tell that it plays after a pause during the change', () => {
    play(10);
    media.currentTime = 30;
    video.tell('durationchange loadedmetadata canplay playing', { readyState: 4, duration: 20 });
    media.pause();
    video.tell('pause');
    arrive();
    expect(heard).toContain('pause');
    expect(heard).toContain('canplay');
    expect(heard).not.toContain('playing');
  });

  it('starts in the file of the position, on the clock of the item', () => {
    chain.start(30);
    expect(opened).toEqual([['http://tv/part/1', 10]]);
    video.tell('loadedmetadata', {
      ...{ readyState: 4, duration: 20, currentTime: 10 },
      buffered: timeRanges([[8, 15]]),
    });
    expect(media).toMatchObject({ currentTime: 30, duration: 40, ended: false });
    expect([media.buffered.start(0), media.buffered.end(0)]).toEqual([28, 35]);
    expect(media.seekable.end(0)).toBe(40);
    expect(chain.file.currentTime).toBe(10);
    expect(heard).toEqual(['loadedmetadata']);
  });

  it('goes on to the next file, and tells nothing but the time', () => {
    play(19);
    video.state.playbackRate = 1.5;
    end();
    expect(opened.at(-1)).toEqual(['http://tv/part/1', 0]);
    expect(media).toMatchObject({ currentTime: 20, paused: false, ended: false, seeking: false });
    video.tell('emptied play waiting loadstart');
    load();
    expect(heard).toEqual(['timeupdate', 'timeupdate']);
    video.tell('canplay playing timeupdate', { currentTime: 0.3 });
    expect(heard.slice(2)).toEqual(['canplay', 'playing', 'timeupdate']);
    expect(media).toMatchObject({ currentTime: 20.3, paused: false, playbackRate: 1.5 });
  });

  /** The file is at its end, and has told nothing of it yet. */
  const standAtEnd = (paused: boolean) =>
    Object.assign(video.state, { ended: true, paused, currentTime: 20 });

  it.each([false, true])(
    'stays paused at the border after a pause between the end of a file and its events: paused by the end %s',
    async (isPausedByEnd) => {
      play(19);
      standAtEnd(isPausedByEnd);
      media.pause();
      expect(media.paused).toBe(true);
      await vi.advanceTimersByTimeAsync(0);
      end();
      load();
      expect(opened.at(-1)).toEqual(['http://tv/part/1', 0]);
      expect(video.state.paused).toBe(true);
      expect(media).toMatchObject({ currentTime: 20, paused: true, ended: false });
      expect(heard.filter((name) => name !== 'timeupdate')).toEqual(['pause']);
      void media.play();
      video.tell('play playing');
      expect(heard.slice(-2)).toEqual(['play', 'playing']);
    },
  );

  it('goes on in the next file when the viewer plays at the border', async () => {
    play(19);
    standAtEnd(true);
    media.pause();
    await vi.advanceTimersByTimeAsync(0);
    void media.play();
    expect(opened.at(-1)).toEqual(['http://tv/part/1', 0]);
    video.tell('play');
    load();
    expect(media).toMatchObject({ currentTime: 20, paused: false });
    expect(heard.filter((name) => name !== 'timeupdate')).toEqual(['pause', 'play']);
  });

  it('pauses at the border where the browser refuses to play on', async () => {
    play(19);
    standAtEnd(true);
    video.refuses = true;
    await expect(media.play()).rejects.toThrow('No gesture.');
    expect(heard).toContain('pause');
    expect(media.paused).toBe(true);
  });

  it('hides the change in every window that the element is in', () => {
    play(19);
    const popup = new EventTarget();
    Object.assign(video.ownerDocument, { defaultView: popup });
    const listen = vi.spyOn(popup, 'addEventListener');
    end();
    const events = new Set(listen.mock.calls.map(([name]) => name));
    expect([...events]).toEqual(expect.arrayContaining(['emptied', 'pause', 'ended']));
    expect(listen).toHaveBeenCalledTimes(events.size);
    load();
    expect(listen).toHaveBeenCalledTimes(events.size);
  });

  it('tells of the end of the last file only', () => {
    play(19);
    end();
    load();
    heard.length = 0;
    end();
    expect(heard).toEqual(['timeupdate', 'pause', 'ended']);
    expect(media).toMatchObject({ currentTime: 40, ended: true, paused: true });
    expect(chain.advance()).toBe(false);
    expect(opened).toHaveLength(2);
  });

  it('goes on where an element stands at the end of a file without a word', () => {
    play(20);
    media.pause();
    expect(chain.advance()).toBe(true);
    video.tell('pause');
    load();
    expect(media.paused).toBe(false);
    expect(heard).not.toContain('pause');
  });

  it('seeks into another file and back, as one seek each', async () => {
    play(5);
    media.currentTime = 30;
    expect(media).toMatchObject({ currentTime: 30, seeking: true, paused: false });
    await vi.advanceTimersByTimeAsync(0);
    load();
    expect(video.state.currentTime).toBe(10);
    video.tell('seeking timeupdate canplay playing');
    arrive();
    expect(heard).toEqual(['seeking', 'seeked', 'canplay', 'playing']);
    expect(media).toMatchObject({ currentTime: 30, seeking: false });
    media.pause();
    video.tell('pause');
    media.currentTime = 20 - 15;
    load();
    arrive();
    expect(media).toMatchObject({ currentTime: 5, paused: true });
    expect(heard.slice(4)).toEqual(['pause', 'seeked']);
  });

  it('seeks inside of a file as the file does', () => {
    play(5);
    media.currentTime = 12;
    video.tell('seeking');
    arrive();
    expect(video.state.currentTime).toBe(12);
    expect(heard).toEqual(['seeking', 'seeked']);
    expect(opened).toHaveLength(1);
  });

  it('takes the last of several seeks while a file loads', async () => {
    play(5);
    media.currentTime = 30;
    media.currentTime = 35;
    await vi.advanceTimersByTimeAsync(0);
    load();
    media.currentTime = 38;
    arrive();
    expect(media.currentTime).toBe(38);
    expect(opened).toHaveLength(2);
    media.currentTime = 25;
    media.currentTime = 3;
    load();
    arrive();
    expect(media.currentTime).toBe(3);
  });

  it('obeys the viewer who pauses and plays during a change', () => {
    play(19);
    end();
    media.pause();
    video.tell('pause');
    load();
    expect(media.paused).toBe(true);
    void media.play();
    video.tell('play playing');
    expect(heard.filter((name) => name !== 'timeupdate')).toEqual(['pause', 'play', 'playing']);
  });

  it('tells of a pause whose event went with the file', async () => {
    play(5);
    media.pause();
    media.currentTime = 30;
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual(['pause', 'seeking']);
    expect(media.paused).toBe(true);
  });

  it('tells that it waits when a change takes long', async () => {
    play(19);
    end();
    await vi.advanceTimersByTimeAsync(200);
    expect(heard).not.toContain('waiting');
    await vi.advanceTimersByTimeAsync(100);
    expect(heard).toContain('waiting');
    expect(media).toMatchObject({ readyState: 1, paused: false, ended: false });
  });

  it('pauses where the browser does not let the next file play', async () => {
    play(19);
    video.refuses = true;
    end();
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual(['timeupdate', 'pause']);
    expect(media.paused).toBe(true);
  });

  it('goes by the length of a file rather than by what the server says of it', () => {
    setUp([25, 25], 50);
    play(19);
    expect(media.duration).toBe(50);
    end();
    expect(media.currentTime).toBe(20);
    heard.length = 0;
    video.tell('loadedmetadata', { readyState: 1, duration: 18 });
    expect(heard).toEqual(['durationchange']);
    expect(media.duration).toBe(38);
  });

  it('ends a seek beyond the end of a file in the next one', async () => {
    setUp([25, 25], 50);
    chain.start(22);
    expect(opened).toEqual([['http://tv/part/0', 22]]);
    video.tell('loadedmetadata seeking', { readyState: 1, duration: 20, seeking: true });
    video.tell('timeupdate seeked ended', { currentTime: 20, ended: true, seeking: false });
    expect(opened.at(-1)).toEqual(['http://tv/part/1', 0]);
    load();
    await vi.advanceTimersByTimeAsync(0);
    expect(media).toMatchObject({ currentTime: 20, seeking: false });
    expect(heard.filter((name) => name.startsWith('seek'))).toEqual(['seeking', 'seeked']);
  });

  it('loads the beginning of the next file near the end of one, and lets go of it once that plays', () => {
    play(5);
    expect(video.made).toEqual([]);
    const buffered = timeRanges([[0, 20]]);
    video.tell('timeupdate', { currentTime: 12, buffered });
    video.tell('timeupdate', { currentTime: 13 });
    expect(video.made).toMatchObject([{ src: 'http://tv/part/1', muted: true }]);
    end();
    expect(video.made[0]?.src).not.toBe('');
    load();
    expect(video.made[0]?.src).toBe('');
  });

  it('does not load ahead while the rest of a file is not loaded, nor after a seek back', () => {
    play(5);
    const buffered = timeRanges([[0, 15]]);
    video.tell('timeupdate', { currentTime: 12, buffered });
    expect(video.made).toEqual([]);
    video.tell('timeupdate', { currentTime: 18 });
    expect(video.made).toHaveLength(1);
    video.tell('timeupdate', { currentTime: 2 });
    expect(video.made[0]?.src).toBe('');
  });

  it('leaves the element as it was', () => {
    play(19);
    video.tell('timeupdate', { buffered: timeRanges([[0, 20]]) });
    life.abort();
    expect(media).toMatchObject({ currentTime: 19, duration: 20 });
    expect(Object.keys(video)).not.toContain('currentTime');
    expect(video.made[0]?.src).toBe('');
    end();
    expect(heard).toContain('ended');
    expect(opened).toHaveLength(1);
  });
});
