import { describe, expect, it } from 'vitest';
import { createPlexServer } from './index.ts';
import { withPatch } from './with-patch.ts';

describe('the settings of a server', () => {
  it('accept parsed JSON, and ignore unknown keys and null', () => {
    const patch = JSON.parse('{"evict":"strict","unheard":1,"warmUpMs":null}');
    expect(withPatch(patch)).toEqual(withPatch({ evict: 'strict' }));
  });

  it.each([
    [{ evict: 'nonsense' }, /`evict` of the settings must be one of off, adhoc/],
    [{ evict: 'toString' }, /`evict` of the settings must be one of/],
    [{ deadSegments: 404 }, /`deadSegments` of the settings must be one of 404, empty, stub, hang/],
    [{ cors: 'no' }, /`cors` of the settings must be true or false/],
    [{ warmUpMs: '5' }, /`warmUpMs` of the settings must be a number/],
    [{ warmUpMs: 2 ** 31 }, /`warmUpMs` of the settings must be a number from 0 to 2147483647/],
    [{ limits: { directPlayMs: -1 } }, /`directPlayMs` of `limits` must be a number/],
    [{ limits: { pausedLongerThanMs: Number.NaN } }, /`pausedLongerThanMs` of `limits` must be/],
    [{ limits: 5 }, /`limits` must be an object/],
    [{ limits: [] }, /`limits` must be an object/],
    [{ encoderSpeed: Number.POSITIVE_INFINITY }, /`encoderSpeed` of the settings must be/],
    [null, /the options of the server must be an object/],
    [{ token: 5 }, /`token` of the options of the server must be a text/],
    [{ userName: {} }, /`userName` of the options of the server must be a text/],
    [{ machineIdentifier: 1 }, /`machineIdentifier` of the options of the server must be a text/],
    [{ control: 'yes' }, /`control` of the options of the server must be true or false/],
    [{ now: 0 }, /`now` of the options of the server must be a function/],
    [{ catalogue: {} }, /`catalogue` of the options of the server must be a catalogue/],
    [JSON.parse('{"__proto__":{"evict":"off"}}'), /cannot have a field `__proto__`/],
    [{ constructor: 1 }, /cannot have a field `constructor`/],
    [{ limits: { toString: 1 } }, /`limits` cannot have a field `toString`/],
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
