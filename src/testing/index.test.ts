import { expect, it } from 'vitest';

it('exports these names', async () => {
  expect(Object.keys(await import('./index.ts')).sort()).toEqual([
    'createPlexServer',
    'fetchFrom',
    'formatLogLine',
    'resetPage',
    'waitFor',
    'withoutKeepalive',
  ]);
});
