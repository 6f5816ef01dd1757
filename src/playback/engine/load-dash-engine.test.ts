import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let loadDashEngine: typeof import('./load-dash-engine.ts').loadDashEngine;
let preloadEngine: typeof import('./load-dash-engine.ts').preloadEngine;
let downloads = 0;

beforeEach(async () => {
  vi.resetModules();
  downloads = 0;
  vi.stubGlobal('MediaSource', class {});
  ({ loadDashEngine, preloadEngine } = await import('./load-dash-engine.ts'));
});

afterEach(() => void vi.unstubAllGlobals());

function answer(module: () => object): void {
  vi.doMock('./dash-engine.ts', () => {
    downloads += 1;
    return module();
  });
}

it('downloads the engine once', async () => {
  answer(() => ({ createDashEngine: 'the engine' }));
  const [first, second] = await Promise.all([loadDashEngine(), loadDashEngine()]);
  expect(first.createDashEngine).toBe('the engine');
  expect(second).toBe(first);
  expect(loadDashEngine()).toBe(loadDashEngine());
  expect(downloads).toBe(1);
});

it('forgets a failed download, and tries again at the next call', async () => {
  answer(() => {
    throw new TypeError('Failed to fetch');
  });
  const failing = loadDashEngine();
  expect(loadDashEngine()).toBe(failing);
  await expect(failing).rejects.toMatchObject({
    name: 'PlaybackError',
    code: 'server-unreachable',
    message: expect.stringContaining('reload'),
  });
  answer(() => ({ createDashEngine: 'the engine' }));
  expect((await loadDashEngine()).createDashEngine).toBe('the engine');
  expect(downloads).toBe(2);
});

it('downloads nothing where there is no MediaSource', async () => {
  vi.unstubAllGlobals();
  answer(() => ({ createDashEngine: 'the engine' }));
  await expect(loadDashEngine()).rejects.toMatchObject({ code: 'unsupported' });
  preloadEngine();
  expect(downloads).toBe(0);
});

it('can be called early, and is silent about a download that fails', async () => {
  answer(() => {
    throw new TypeError('Failed to fetch');
  });
  preloadEngine();
  await expect(loadDashEngine()).rejects.toMatchObject({ code: 'server-unreachable' });
  expect(downloads).toBe(1);
});
