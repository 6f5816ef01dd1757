import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { encodeQuery, percentEncode } from './percent-encode.ts';

// Thousands of generated cases take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe('percentEncode', () => {
  it('leaves only what RFC 3986 calls unreserved', () => {
    expect(percentEncode("& = + ( ) * ' ! , # / ? : @ %")).toBe(
      '%26%20%3D%20%2B%20%28%20%29%20%2A%20%27%20%21%20%2C%20%23%20%2F%20%3F%20%3A%20%40%20%25',
    );
    expect(percentEncode('AZaz09-._~')).toBe('AZaz09-._~');
  });

  it('replaces a lone surrogate and keeps a pair', () => {
    expect(percentEncode('\uD800')).toBe('%EF%BF%BD');
    expect(percentEncode('\uDC00\uD800')).toBe('%EF%BF%BD%EF%BF%BD');
    expect(percentEncode('💿')).toBe('%F0%9F%92%BF');
  });

  it('decodes to the given text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = percentEncode(text);
        expect(encoded).toMatch(/^(?:[\w.~-]|%[\dA-F]{2})*$/);
        const wellFormed = text.replace(/\p{Surrogate}/gu, '\uFFFD');
        expect(decodeURIComponent(encoded)).toBe(wellFormed);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('encodeQuery', () => {
  it('keeps the order, leaves out undefined, writes booleans as 1 and 0', () => {
    expect(encodeQuery({ b: 1, a: undefined, 'c&': 'x y', on: true, off: false, empty: '' })).toBe(
      'b=1&c%26=x%20y&on=1&off=0&empty=',
    );
  });

  it('is empty for an empty query', () => {
    expect(encodeQuery({})).toBe('');
  });
});
