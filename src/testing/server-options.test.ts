import { describe, expect, it } from 'vitest';
import { createPlexServer } from './index.ts';
import { withPatch } from './server-options.ts';

describe('the settings of a server', () => {
  it('take parsed JSON, in which unknown keys and null say nothing', () => {
    const patch = JSON.parse('{"evict":"strict","unheard":1,"warmUpMs":null}');
    expect(withPatch(patch)).toEqual(withPatch({ evict: 'strict' }));
  });

  it.each([
    [{ evict: 'nonsense' }, /`evict` is one of off, adhoc/],
    [{ deadSegments: 404 }, /`deadSegments` is one of 404, empty, stub, hang/],
    [{ warmUpMs: '5' }, /`warmUpMs` is a number/],
    [{ limits: { directPlayMs: -1 } }, /`directPlayMs` is a number/],
    [{ limits: { pausedLongerThanMs: Number.NaN } }, /`pausedLongerThanMs` is a number/],
  ])('refuse %j at once', (patch, message) => {
    expect(() => createPlexServer(patch as never)).toThrow(message);
  });
});
