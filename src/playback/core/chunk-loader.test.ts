import { expect, it, vi } from 'vitest';
import { createChunkLoader } from './chunk-loader.ts';

it('loads once', async () => {
  const load = vi.fn(async () => 'the module');
  const chunk = createChunkLoader(load);
  expect(await Promise.all([chunk(), chunk()])).toEqual(['the module', 'the module']);
  expect(chunk()).toBe(chunk());
  expect(load).toHaveBeenCalledTimes(1);
});

it('forgets a failed download, and tries again at the next call', async () => {
  const load = vi.fn(async () => 'the module').mockRejectedValueOnce(new TypeError('Failed'));
  const chunk = createChunkLoader(load);
  const failing = chunk();
  expect(chunk()).toBe(failing);
  await expect(failing).rejects.toMatchObject({
    name: 'PlaybackError',
    code: 'server-unreachable',
    message: expect.stringContaining('reload'),
  });
  expect(await chunk()).toBe('the module');
});

it('gives up a download that does not end, and tries again at the next call', async () => {
  vi.useFakeTimers();
  const load = vi.fn(async () => 'the module').mockReturnValueOnce(new Promise(() => {}));
  const chunk = createChunkLoader(load);
  const failing = expect(chunk()).rejects.toMatchObject({ code: 'server-unreachable' });
  await vi.advanceTimersByTimeAsync(20_000);
  await failing;
  expect(await chunk()).toBe('the module');
  vi.useRealTimers();
});
