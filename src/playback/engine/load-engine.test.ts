import { beforeEach, expect, it, vi } from 'vitest';

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

it('loads one engine, and not the other', async () => {
  const create = await module.loadEngine('native');
  expect(create({} as never)).toBe('a native engine');
  expect(loaded).toEqual(['native']);
});

it('fails as unsupported without MediaSource, before dash.js is loaded', async () => {
  await expect(module.loadEngine('dash')).rejects.toMatchObject({ code: 'unsupported' });
  expect(loaded).toEqual([]);
});

it('loads dash.js where there is a MediaSource', async () => {
  vi.stubGlobal('MediaSource', class {});
  const create = await module.loadEngine('dash');
  vi.unstubAllGlobals();
  expect(create({} as never)).toBe('a dash engine');
  expect(loaded).toEqual(['dash']);
});
