import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageRegistry } from '../playback/page/page-registry.ts';
import { createPlexConnection } from '../plex/index.ts';
import { fetchShownPicture, showPicture, type UseArtworkOptions } from './fetch-shown-picture.ts';

const cover = '/library/metadata/140610/thumb/1587179308';

describe('fetchShownPicture', () => {
  let sent: string[];
  let widths: (string | null)[];
  let ended: number;
  let answer: () => Response;

  /** Answers after 100 ms. */
  const serve: typeof fetch = async (input, init) => {
    const { pathname, searchParams } = new URL(String(input));
    sent.push(pathname);
    widths.push(searchParams.get('width'));
    await new Promise<void>((resolve, reject) => {
      setTimeout(resolve, 100);
      init?.signal?.addEventListener('abort', () => {
        ended += 1;
        reject(init.signal?.reason);
      });
    });
    return answer();
  };
  const connect = () =>
    createPlexConnection({
      baseUrl: 'http://tv:32400',
      token: 'a',
      clientIdentifier: 'me',
      fetch: serve,
    });
  const full = { size: Number.POSITIVE_INFINITY };
  const fetched = (
    path = cover,
    { signal } = new AbortController(),
    options: UseArtworkOptions = full,
  ) => fetchShownPicture(connect(), path, options, signal);

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('devicePixelRatio', 1);
    [sent, widths, ended] = [[], [], 0];
    answer = () => new Response('GIF89a\x01\0\x01\0');
  });
  afterEach(async () => {
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    vi.unstubAllGlobals();
    await pageRegistry().reset();
  });

  it('sends one request for 60 players that show one cover', async () => {
    const readers = Array.from({ length: 60 }, () => fetched());
    await vi.advanceTimersByTimeAsync(100);
    const pictures = new Set(await Promise.all(readers));
    expect(sent).toEqual([cover]);
    expect([...pictures]).toEqual([expect.objectContaining({ type: 'image/gif' })]);
  });

  it('sends one request for each picture', async () => {
    const readers = [fetched(), fetched('/library/metadata/140610/art/1'), fetched()];
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all(readers);
    expect(sent).toEqual([cover, '/library/metadata/140610/art/1']);
  });

  it('shares a picture among places that the same size serves', async () => {
    const readers = [200, 384, 385, 700].map((size) => fetched(cover, undefined, { size }));
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all(readers);
    expect(sent).toEqual(['/photo/:/transcode', '/photo/:/transcode']);
  });

  it.each([
    [1, '192'],
    [1.25, '384'],
    [2, '384'],
    [3, '384'],
  ])('asks for 190 CSS pixels on a screen of density %s by a side of %s', async (density, side) => {
    vi.stubGlobal('devicePixelRatio', density);
    const here = fetched(cover, undefined, { size: 190 });
    vi.stubGlobal('devicePixelRatio', 1);
    // A window of its own, on another screen.
    const defaultView = { devicePixelRatio: density };
    const shownIn = { current: { ownerDocument: { defaultView } } as HTMLElement };
    const there = fetched('/library/metadata/1/thumb/2', undefined, { size: 190, shownIn });
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all([here, there]);
    expect(widths).toEqual([side, side]);
  });

  it('shares a picture for 1 s after its answer, and not longer', async () => {
    for (const pause of [900, 200, 0]) {
      const reading = fetched();
      await vi.advanceTimersByTimeAsync(100);
      await reading;
      await vi.advanceTimersByTimeAsync(pause);
    }
    expect(sent).toHaveLength(2);
  });

  it('goes on for the others when a player unmounts, and ends with the last one', async () => {
    const lives = [1, 2, 3].map(() => new AbortController());
    const [first, second, third] = lives.map((life) => fetched(cover, life));
    lives[0]?.abort(new Error('unmounted'));
    await expect(first).rejects.toThrow('unmounted');
    expect(ended).toBe(0);
    await vi.advanceTimersByTimeAsync(50);
    lives[1]?.abort(new Error('unmounted'));
    lives[2]?.abort(new Error('unmounted'));
    await expect(second).rejects.toThrow('unmounted');
    await expect(third).rejects.toThrow('unmounted');
    expect(ended).toBe(1);
    const next = fetched();
    await vi.advanceTimersByTimeAsync(100);
    expect(await next).toMatchObject({ type: 'image/gif' });
    expect(sent).toHaveLength(2);
  });

  it('does not share a failure with those who come later, and asks nothing else', async () => {
    answer = () => {
      throw new TypeError('Failed to fetch');
    };
    const asked = vi.spyOn(globalThis, 'fetch');
    const readers = Promise.allSettled([fetched(), fetched()]);
    await vi.advanceTimersByTimeAsync(100);
    expect((await readers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    answer = () => new Response('GIF89a');
    const later = fetched();
    await vi.advanceTimersByTimeAsync(100);
    expect(await later).toMatchObject({ type: 'image/gif' });
    expect(sent).toHaveLength(2);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  describe('in an element that changes its size', () => {
    let resize: (() => void)[] = [];
    const element = {
      offsetWidth: 40,
      offsetHeight: 40,
      ownerDocument: {
        defaultView: {
          ResizeObserver: class {
            readonly tell: () => void;
            constructor(tell: () => void) {
              this.tell = tell;
            }
            observe() {
              resize.push(this.tell);
            }
            disconnect() {
              resize = resize.filter((tell) => tell !== this.tell);
            }
          },
        },
      },
    };
    const shownIn = { current: element as unknown as HTMLElement };
    const grow = async (side: number) => {
      Object.assign(element, { offsetWidth: side, offsetHeight: side });
      for (const tell of resize) tell();
      await vi.advanceTimersByTimeAsync(1_200);
    };

    async function showing(options: UseArtworkOptions) {
      resize = [];
      Object.assign(element, { offsetWidth: 40, offsetHeight: 40 });
      const life = new AbortController();
      const shown = vi.fn();
      const { signal } = life;
      void showPicture(connect(), cover, { options, signal, onPicture: shown });
      await vi.advanceTimersByTimeAsync(1_200);
      return { life, shown };
    }

    it('fetches a larger picture when it has grown, and no other one when it has shrunk', async () => {
      const { life, shown } = await showing({ shownIn });
      expect(widths).toEqual(['96']);
      await grow(90);
      expect(widths).toEqual(['96']);
      await grow(300);
      expect(widths).toEqual(['96', '384']);
      await grow(20);
      await grow(5_000);
      expect(widths).toEqual(['96', '384', null]);
      expect(shown).toHaveBeenCalledTimes(3);
      await grow(9_000);
      expect(widths).toHaveLength(3);
      life.abort();
      expect(resize).toEqual([]);
    });

    it('shows no picture after its place is gone, and watches no full picture', async () => {
      const { life, shown } = await showing({ shownIn });
      Object.assign(element, { offsetWidth: 300 });
      for (const tell of resize) tell();
      life.abort();
      await vi.advanceTimersByTimeAsync(1_200);
      expect(shown).toHaveBeenCalledTimes(1);
      await showing({ shownIn, ...full });
      expect(resize).toEqual([]);
    });

    it('keeps the picture when no larger one can be had', async () => {
      const { shown } = await showing({ shownIn });
      answer = () => {
        throw new TypeError('Failed to fetch');
      };
      await grow(300);
      expect(shown).toHaveBeenCalledTimes(1);
    });
  });
});
