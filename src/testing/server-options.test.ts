import { describe, expect, it } from 'vitest';
import { createPlexServer } from './index.ts';
import { withPatch } from './server-options.ts';

describe('the settings of a server', () => {
  it('accept parsed JSON, and ignore unknown keys and null', () => {
    const patch = JSON.parse('{"evict":"strict","unheard":1,"warmUpMs":null}');
    expect(withPatch(patch)).toEqual(withPatch({ evict: 'strict' }));
  });

  it.each([
    [{ evict: 'nonsense' }, /`evict` must be one of off, adhoc/],
    [{ deadSegments: 404 }, /`deadSegments` must be one of 404, empty, stub, hang/],
    [{ warmUpMs: '5' }, /`warmUpMs` must be a number/],
    [{ limits: { directPlayMs: -1 } }, /`directPlayMs` must be a number/],
    [{ limits: { pausedLongerThanMs: Number.NaN } }, /`pausedLongerThanMs` must be a number/],
    [{ limits: 5 }, /`limits` must be an object/],
    [{ encoderSpeed: Number.POSITIVE_INFINITY }, /`encoderSpeed` must be a finite number/],
  ])('refuse %j at once', (patch, message) => {
    expect(() => createPlexServer(patch as never)).toThrow(message);
  });
});

describe('the base path', () => {
  it.each([
    ['/médias', '/m%C3%A9dias'],
    ['plex/./abc/', '/plex/abc'],
    ['/', ''],
  ])('%s is %s, and answers', async (basePath, path) => {
    const server = createPlexServer({ basePath });
    expect(server.basePath).toBe(path);
    const { status } = await server.fetch(
      new Request(`http://h${basePath === '/' ? '' : path}/identity`),
    );
    expect(status).toBe(200);
  });
});
