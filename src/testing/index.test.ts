import { expect, it } from 'vitest';

it('exports just this', async () => {
  expect(Object.keys(await import('./index.ts')).sort()).toEqual([
    'createPlexServer',
    'fetchFrom',
    'formatLogLine',
    'waitFor',
  ]);
});
