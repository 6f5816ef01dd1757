import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { downloaded } from './downloaded.ts';

describe('downloaded', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('resolves as the download does', async () => {
    expect(await downloaded(Promise.resolve('the module'))).toBe('the module');
  });

  it('says what to do when the download fails', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module');
    await expect(downloaded(Promise.reject(cause))).rejects.toMatchObject({
      name: 'PlaybackError',
      code: 'server-unreachable',
      message: expect.stringMatching(/could not be downloaded.*reload/),
      cause,
    });
  });

  it('gives up after 20 s', async () => {
    let isOver = false;
    const failing = expect(
      downloaded(new Promise(() => {})).finally(() => {
        isOver = true;
      }),
    ).rejects.toMatchObject({ code: 'server-unreachable' });
    await vi.advanceTimersByTimeAsync(19_999);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await failing;
  });

  it('stops counting when the download ends late', async () => {
    let finish = (_: string) => {};
    const late = downloaded(
      new Promise<string>((resolve) => {
        finish = resolve;
      }),
    );
    await vi.advanceTimersByTimeAsync(19_000);
    finish('the module');
    expect(await late).toBe('the module');
  });
});
