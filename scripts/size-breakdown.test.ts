import { describe, expect, it } from 'vitest';
import { breakdown, sourceFolder, sourceName } from './size-breakdown.ts';

describe('breakdown', () => {
  const bundle = {
    bytes: 1000,
    inputs: {
      'dist/playback/core/a.js': { bytesInOutput: 300 },
      'dist/playback/core/b.js': { bytesInOutput: 100 },
      'dist/hooks/c.js': { bytesInOutput: 600 },
      'dist/unused.js': { bytesInOutput: 0 },
    },
  };

  it('shares the compressed size among folders, the largest first', () => {
    expect(breakdown(bundle, 500, sourceFolder)).toEqual([
      { name: 'hooks', minified: 600, gzip: 300 },
      { name: 'playback/core', minified: 400, gzip: 200 },
    ]);
  });

  it('names files, and leaves out what is not in the bundle', () => {
    const names = breakdown(bundle, 500, sourceName).map(({ name }) => name);
    expect(names).toEqual(['hooks/c.js', 'playback/core/a.js', 'playback/core/b.js']);
  });
});

describe('sourceFolder', () => {
  it('names a package without the folders in front of it', () => {
    expect(sourceFolder('node_modules/@noble/hashes/sha2.js')).toBe('@noble/hashes');
    expect(sourceFolder('../x/node_modules/clsx/dist/clsx.mjs')).toBe('clsx');
  });
});
