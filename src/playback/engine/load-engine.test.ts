import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let loaded: string[];
let module: typeof import('./load-engine.ts');

beforeEach(async () => {
  vi.resetModules();
  loaded = [];
  vi.doMock('./create-dash-engine.ts', () => {
    loaded.push('dash');
    return { createDashEngine: () => 'a dash engine' };
  });
  vi.doMock('./create-native-engine.ts', () => {
    loaded.push('native');
    return { createNativeEngine: () => 'a native engine' };
  });
  module = await import('./load-engine.ts');
});
afterEach(() => void vi.unstubAllGlobals());

it('loads one engine, and not the other', async () => {
  const create = await module.loadEngine('native');
  expect(create({} as never)).toBe('a native engine');
  expect(loaded).toEqual(['native']);
});

it('fails as unsupported without MediaSource, before dash.js is loaded', async () => {
  await expect(module.loadEngine('dash')).rejects.toMatchObject({ code: 'unsupported' });
  vi.stubGlobal('document', {});
  module.preloadEngine();
  await module.loadEngine('native');
  expect(loaded).toEqual(['native']);
});

it('loads both early in a browser, and nothing on a server', async () => {
  vi.stubGlobal('MediaSource', class {});
  module.preloadEngine();
  expect(loaded).toEqual([]);
  vi.stubGlobal('document', {});
  module.preloadEngine();
  await Promise.all([module.loadEngine('dash'), module.loadEngine('native')]);
  expect(loaded.sort()).toEqual(['dash', 'native']);
});
