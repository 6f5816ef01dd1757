import { beforeEach, expect, it, vi } from 'vitest';

let loadDash: typeof import('./load-dash.ts').loadDash;
let downloads = 0;

beforeEach(async () => {
  vi.resetModules();
  downloads = 0;
  ({ loadDash } = await import('./load-dash.ts'));
});

function answer(module: () => object): void {
  vi.doMock('dashjs', () => {
    downloads += 1;
    return module();
  });
}

it('downloads dash.js once', async () => {
  answer(() => ({ MediaPlayer: 'the player' }));
  const [first, second] = await Promise.all([loadDash(), loadDash()]);
  expect(first.MediaPlayer).toBe('the player');
  expect(second).toBe(first);
  expect(loadDash()).toBe(loadDash());
  expect(downloads).toBe(1);
});

it('forgets a failed download, and tries again at the next call', async () => {
  answer(() => {
    throw new TypeError('Failed to fetch');
  });
  const failing = loadDash();
  expect(loadDash()).toBe(failing);
  await expect(failing).rejects.toMatchObject({
    name: 'PlaybackError',
    code: 'server-unreachable',
    message: expect.stringContaining('reload'),
  });
  answer(() => ({ MediaPlayer: 'the player' }));
  expect((await loadDash()).MediaPlayer).toBe('the player');
  expect(downloads).toBe(2);
});
