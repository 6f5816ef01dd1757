import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { percentEncode } from './percent-encode.ts';
import { redact } from './redact.ts';

// Thousands of generated cases take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe('redact', () => {
  it.each([
    ['http://h/x?X-Plex-Token=abc123&session=s', 'http://h/x?X-Plex-Token=[redacted]&session=s'],
    ['?x-plex-token=abc123', '?x-plex-token=[redacted]'],
    ['?X-Plex-Token=ab%26c&y=1', '?X-Plex-Token=[redacted]&y=1'],
    ['X-Plex-Token: abc123', 'X-Plex-Token: [redacted]'],
    ['{"X-Plex-Token":"abc123","a":1}', '{"X-Plex-Token":"[redacted]","a":1}'],
    ['{"X-Plex-Token": "ab c,1"}', '{"X-Plex-Token": "[redacted]"}'],
    [String.raw`"{\"X-Plex-Token\":\"abc123\"}"`, String.raw`"{\"X-Plex-Token\":\"[redacted]\"}"`],
    ['X-Plex-Token => abc123 / Accept => */*', 'X-Plex-Token => [redacted] / Accept => */*'],
    [`["X-Plex-Token", "abc123"]`, `["X-Plex-Token", "[redacted]"]`],
    ["['X-Plex-Token', 'abc123']", "['X-Plex-Token', '[redacted]']"],
    ['Check the X-Plex-Token, then retry.', 'Check the X-Plex-Token, then retry.'],
    ["{ 'X-Plex-Token': 'abc123' }", "{ 'X-Plex-Token': '[redacted]' }"],
    [
      'url=http%3A%2F%2Fh%3FX-Plex-Token%3Dabc123%26a%3D1',
      'url=http%3A%2F%2Fh%3FX-Plex-Token%3D[redacted]%26a%3D1',
    ],
    ['X-Plex-Token%253Dabc123%2526a', 'X-Plex-Token%253D[redacted]%2526a'],
    ['<MediaContainer authToken="abc123">', '<MediaContainer authToken="[redacted]">'],
    ['{"accessToken":"abc123"}', '{"accessToken":"[redacted]"}'],
    ['<user authenticationToken="abc123">', '<user authenticationToken="[redacted]">'],
    ['<X-Plex-Token>abc123</X-Plex-Token>', '<X-Plex-Token>[redacted]</X-Plex-Token>'],
    ['Check the &#60;X-Plex-Token&#62', 'Check the &#60;X-Plex-Token&#62'],
    ['see http://jo:abc123@h/x', 'see http://[redacted]@h/x'],
    ['see http://jo:p@ss@h/x', 'see http://[redacted]@h/x'],
    ['(7http://jo:abc123@h/x)', '(7http://[redacted]@h/x)'],
    ['http://h/@abc', 'http://h/@abc'],
    ['nothing to hide', 'nothing to hide'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
    expect(redact(redact(text))).toBe(expected);
  });

  it('removes a known token in every position and encoding', () => {
    const token = 'a+b/c "d"&é';
    const text = [token, percentEncode(token), encodeURI(token), JSON.stringify(token)].join(' | ');
    expect(redact(text, [token])).not.toMatch(/a\+b|a%2Bb/);
    expect(redact(`${percentEncode(percentEncode(token))}`, [token])).toBe('[redacted]');
    expect(redact(percentEncode(token).toLowerCase(), [token])).toBe('[redacted]');
  });

  it.each([
    ['many leading zeros', (code: number) => `&#0000000000${code};`],
    ['many leading zeros, in hexadecimal', (code: number) => `&#x0000000000${code.toString(16)};`],
    ['no semicolon', (code: number) => `&#${code}`],
    ['no semicolon, in hexadecimal', (code: number) => `&#X${code.toString(16)}`],
  ])('removes a token that is written as numeric entities with %s', (_, write) => {
    const token = 'Abc12-xyz_Zq9tok';
    const written = Array.from(token, (sign) => write(sign.charCodeAt(0))).join('');
    expect(redact(`a ${written} b`, [token])).toBe('a [redacted] b');
    expect(redact(`X-Plex-Token=${written}&amp;b=1`)).toBe('X-Plex-Token=[redacted]&amp;b=1');
  });

  it('keeps what looks like an entity but is none', () => {
    const text = '&#; &#x; &#xg; &#99999999999; &#x110000 a&#b';
    expect(redact(text, ['a-secret'])).toBe(text);
  });

  it('removes every form of a token from any URL', () => {
    const tokens = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(tokens, fc.string(), (token, other) => {
        fc.pre(!'coplay: GET X-Plex-Token=[redacted]&x='.includes(token));
        const url = `http://h/x?a=${percentEncode(other)}&X-Plex-Token=${percentEncode(token)}&b=1`;
        const nested = `http://proxy/?u=${percentEncode(url)}`;
        const clean = redact(`GET ${url} ${nested} (${token})`, [token]);
        expect(clean).not.toContain(token);
        fc.pre(percentEncode(token).length > 12 || percentEncode(token) === token);
        expect(clean).not.toContain(percentEncode(token));
      }),
      { numRuns: 1000 },
    );
  });
});
