import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createPlexConnection } from './connection.ts';
import { PlexError } from './errors.ts';

// Thousands of generated cases take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const baseUrl = 'http://192.168.1.20:32400';
const token = 'sEcr3t-Token_abcdef';

/** What a console or a crash reporter shows of an error: message, stack, fields and causes. */
const everythingIn = (error: unknown) => inspect(error, { depth: null, showHidden: true });

function failure(action: () => unknown): PlexError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(PlexError);
    return error as PlexError;
  }
  throw new Error('It did not throw.');
}

describe('the base URL', () => {
  it.each([
    ['http://plex.local', 'http://plex.local'],
    ['http://plex.local/', 'http://plex.local'],
    ['https://plex.local:32400///', 'https://plex.local:32400'],
    ['https://example.org/proxy/plex/', 'https://example.org/proxy/plex'],
    ['HTTPS://Example.ORG:443/Plex', 'https://example.org/Plex'],
    ['http://[::1]:32400', 'http://[::1]:32400'],
    ['http://localhost/@home/', 'http://localhost/@home'],
  ])('%s becomes %s', (given, normalized) => {
    expect(createPlexConnection({ baseUrl: given }).baseUrl).toBe(normalized);
  });

  it.each([
    '',
    '   ',
    '/plex',
    './plex',
    'plex.local:32400',
    '//plex.local',
    'ftp://plex.local',
    'ws://plex.local',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'http:plex.local',
    'http:///plex.local',
    'http:\\\\plex.local',
    'http://plex.local\\evil',
    'http://',
    'http://host:99999',
    'http://ho st',
    'http://host/a b',
    ' http://host',
    'http://host\n',
    'http://user@host',
    'http://user:hunter22@host',
    'http://@host',
    'http://host?',
    'http://host?X-Plex-Token=hunter22',
    'http://host#',
    'http://host/#/hunter22',
    undefined,
    null,
    42,
    {},
    [],
    ['http://host'],
    new URL('http://host'),
    Symbol('http://host'),
  ])('refuses %s with a way out', (given) => {
    const error = failure(() => createPlexConnection({ baseUrl: given as string }));
    expect(error.code).toBe('invalid-connection');
    expect(error.message).toMatch(/^coplay: .+\. [A-Z].+\.$/);
    expect(everythingIn(error)).not.toContain('hunter22');
  });

  it('refuses any other text with a typed error that does not repeat it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/^https?:\/\//i.test(text));
        const error = failure(() => createPlexConnection({ baseUrl: text }));
        expect(error.code).toBe('invalid-connection');
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses missing options', () => {
    expect(failure(() => createPlexConnection(undefined as never)).code).toBe('invalid-connection');
    expect(failure(() => createPlexConnection(null as never)).code).toBe('invalid-connection');
  });

  it('refuses a label or a token that is no string, without repeating it', () => {
    const strange = { toString: () => token } as never;
    for (const options of [{ token: strange }, { product: strange }, { language: 7 as never }]) {
      const error = failure(() => createPlexConnection({ baseUrl, ...options }));
      expect(error.code).toBe('invalid-connection');
      expect(everythingIn(error)).not.toContain(token);
    }
  });
});
