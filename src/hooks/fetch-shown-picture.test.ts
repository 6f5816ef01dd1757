import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageRegistry } from '../playback/page/page-registry.ts';
import { createPlexConnection } from '../plex/index.ts';
import { fetchShownPicture, type UseArtworkOptions } from './fetch-shown-picture.ts';

const cover = '/library/metadata/140610/thumb/1587179308';

describe('fetchShownPicture', () => {
  let sent: string[];
  let ended: number;
  let answer: () => Response;

  /** Answers after 100 ms. */
  const serve: typeof fetch = async (input, init) => {
    sent.push(new URL(String(input)).pathname);
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
    [sent, ended] = [[], 0];
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
});
