import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { notDownloaded } from '../core/not-downloaded.ts';
import { awaitHealing, tryHealing } from './await-healing.ts';
import { type Healing, loadHealing } from './load-healing.ts';

vi.mock('./load-healing.ts', () => ({ loadHealing: vi.fn() }));

const load = vi.mocked(loadHealing);
const healing = {} as Healing;
const failed = notDownloaded(new TypeError('Failed to fetch'));
const unreachable = { name: 'PlaybackError', code: 'server-unreachable' };
let page: EventTarget;
let life: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  load.mockReset();
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  life = new AbortController();
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('tryHealing', () => {
  it('fails at once when the download fails', async () => {
    load.mockRejectedValue(failed);
    await expect(tryHealing(life.signal)).rejects.toBe(failed);
    expect(load).toHaveBeenCalledOnce();
  });

  it('fails after a while when the download does not end', async () => {
    load.mockReturnValue(new Promise(() => {}));
    const tried = expect(tryHealing(life.signal)).rejects.toMatchObject(unreachable);
    await vi.advanceTimersByTimeAsync(5_000);
    await tried;
  });

  it('rejects when the playback ends meanwhile', async () => {
    load.mockReturnValue(new Promise(() => {}));
    const tried = expect(tryHealing(life.signal)).rejects.toBe('over');
    life.abort('over');
    await tried;
  });

  it('rejects when the playback ends as the download does', async () => {
    load.mockImplementation(async () => {
      life.abort('over');
      return healing;
    });
    await expect(tryHealing(life.signal)).rejects.toBe('over');
  });
});

describe('awaitHealing', () => {
  it('tries again after a failed download', async () => {
    load.mockRejectedValueOnce(failed).mockResolvedValue(healing);
    const loaded = awaitHealing(life.signal);
    await vi.advanceTimersByTimeAsync(999);
    expect(load).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1);
    expect(await loaded).toBe(healing);
  });

  it('tries again at once when the browser is back online', async () => {
    load.mockRejectedValueOnce(failed).mockResolvedValue(healing);
    const loaded = awaitHealing(life.signal);
    await vi.advanceTimersByTimeAsync(1);
    page.dispatchEvent(new Event('online'));
    expect(await loaded).toBe(healing);
  });

  it.each([
    ['fails', () => Promise.reject(failed), 15_000],
    ['does not end', () => new Promise<Healing>(() => {}), 40_000],
  ])('gives up when every download %s', async (_, download, afterMs) => {
    load.mockImplementation(download);
    let isOver = false;
    const loaded = expect(
      awaitHealing(life.signal).finally(() => {
        isOver = true;
      }),
    ).rejects.toMatchObject(unreachable);
    await vi.advanceTimersByTimeAsync(afterMs - 1);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await loaded;
    expect(load).toHaveBeenCalledTimes(5);
  });

  it('stops when the playback ends in a pause', async () => {
    load.mockRejectedValue(failed);
    const loaded = expect(awaitHealing(life.signal)).rejects.toBe('over');
    await vi.advanceTimersByTimeAsync(500);
    life.abort('over');
    await loaded;
    expect(load).toHaveBeenCalledOnce();
  });
});
