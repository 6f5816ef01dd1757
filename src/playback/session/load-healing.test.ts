import { beforeEach, expect, it, vi } from 'vitest';

let loadHealing: typeof import('./load-healing.ts').loadHealing;
let downloads = 0;

beforeEach(async () => {
  vi.resetModules();
  downloads = 0;
  ({ loadHealing } = await import('./load-healing.ts'));
});

function answer(module: () => object): void {
  vi.doMock('./session-renewal.ts', () => {
    downloads += 1;
    return module();
  });
}

it('downloads the code once', async () => {
  answer(() => ({ SessionRenewal: 'the code' }));
  expect(loadHealing()).toBe(loadHealing());
  expect((await loadHealing()).SessionRenewal).toBe('the code');
  expect(downloads).toBe(1);
});

it('forgets a failed download, and tries again at the next call', async () => {
  answer(() => {
    throw new TypeError('Failed to fetch');
  });
  await expect(loadHealing()).rejects.toMatchObject({
    name: 'PlaybackError',
    code: 'server-unreachable',
    message: expect.stringMatching(/could not be downloaded.*reload/),
  });
  answer(() => ({ SessionRenewal: 'the code' }));
  expect((await loadHealing()).SessionRenewal).toBe('the code');
  expect(downloads).toBe(2);
});
