import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readPreferences, writePreferences } from './preferences.ts';

const reading = (getItem: () => unknown) => vi.stubGlobal('localStorage', { getItem });
function insecure(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError');
}

describe('readPreferences', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('reads what was written for the role', () => {
    const values = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
    });
    writePreferences('music', { volume: 0.4, muted: true });
    expect(readPreferences('music')).toEqual({ volume: 0.4, muted: true });
    expect(readPreferences('single')).toEqual({});
  });

  it.each([
    ['{"volume":0.5,"muted":"yes"}', { volume: 0.5 }],
    ['{"volume":-1,"muted":false}', { muted: false }],
    ['{"volume":1e999}', {}],
    ['{"volume":"0.5","muted":1}', {}],
    ['{"__proto__":{"volume":0.5}}', {}],
    ['[0.5,true]', {}],
    ['null', {}],
    ['7', {}],
    ['{"volume":0.', {}],
    ['', {}],
  ])('reads %s as %o', (stored, preferences) => {
    reading(() => stored);
    expect(readPreferences('music')).toEqual(preferences);
  });

  it('takes nothing but a gain and a flag from any text or value', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.anything()), (stored) => {
        reading(() => stored);
        const { volume = 0, muted = false, ...rest } = readPreferences('music');
        expect(volume >= 0 && volume <= 1).toBe(true);
        expect(muted).toBeTypeOf('boolean');
        expect(rest).toEqual({});
      }),
    );
  });

  it.each([
    ['is missing', undefined],
    ['is null', null],
    ['is no storage', {}],
    ['throws', { getItem: insecure, setItem: insecure }],
  ])('has no preferences and does not throw where storage %s', (_, storage) => {
    vi.stubGlobal('localStorage', storage);
    writePreferences('music', { volume: 0.4 });
    expect(readPreferences('music')).toEqual({});
  });
});
