import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
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

/** The error, or `undefined` for what is a base URL: a path may hold encoded characters. */
function attempt(given: string): unknown {
  try {
    createPlexConnection({ baseUrl: given });
    return undefined;
  } catch (error) {
    return error;
  }
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
    ['/plex', '/plex'],
    ['/some/proxy/plex//', '/some/proxy/plex'],
    ['/@home', '/@home'],
    ['/', '/'],
  ])('%s becomes %s', (given, normalized) => {
    expect(createPlexConnection({ baseUrl: given }).baseUrl).toBe(normalized);
  });

  it.each([
    '',
    '   ',
    './plex',
    'plex/',
    '../plex',
    '//',
    '/\\plex.local',
    '\\plex',
    '/a b',
    '/plex\n',
    '/\t/plex.local',
    '/.//plex.local',
    '/plex?',
    '/plex?X-Plex-Token=hunter22',
    '/plex#hunter22',
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
  ])('refuses %s and says what to do', (given) => {
    const error = failure(() => createPlexConnection({ baseUrl: given as string }));
    expect(error.code).toBe('invalid-connection');
    expect(error.message).toMatch(/^coplay: .+\. [A-Z].+\.$/);
    expect(everythingIn(error)).not.toContain('hunter22');
  });

  it('refuses any other text with a typed error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/^(?:https?:\/)?\//i.test(text));
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

  it.each([
    ['htp://plex:32400', '"htp://plex:32400" is not an absolute http or https URL'],
    ['http:plex.local', '"http:plex.local" is not an absolute http or https URL'],
    ['my plex server', '"my plex server" is not an absolute http or https URL'],
    ['./plex', '"./plex" is not an absolute http or https URL'],
    ['http://host:99999', '"http://host:99999" is not a valid URL'],
    ['http://me:hunter22@host/plex', '"http://[redacted]@host/plex" has a user name or password'],
    ['http://host/plex?token=hunter22', '"http://host/plex?…" has a query'],
    ['http://host/#hunter22', '"http://host/#…" has a fragment'],
    ['http://host:hunter22', '"http://host:…" is not a valid URL'],
    ['http//host/aBcdEfGhijKlmnOpqrst', '"http//host/…" is not an absolute'],
    [`htp://${'a-'.repeat(50)}`, `"htp://${'a-'.repeat(27)}…" is not an absolute`],
    [` ${'x'.repeat(2000)}`, 'the base URL of 2001 characters is not an absolute'],
    [42, 'the base URL is a number, not a string'],
    [null, 'the base URL is null, not a string'],
    [['http://host'], 'the base URL is an array, not a string'],
    [new URL('http://host'), 'the base URL is an object, not a string'],
  ])('names the input in the message: %s', (given, said) => {
    expect(failure(() => createPlexConnection({ baseUrl: given as string })).message).toContain(
      said,
    );
  });

  it('shows no secret in the message, wherever it stands in the input', () => {
    const secrets = fc
      .tuple(fc.constantFrom('q', 'Q'), fc.stringMatching(/^[xyz\d_.~!$'()*+,-]{3,40}$/))
      .map((parts) => parts.join(''));
    const hosts = fc.constantFrom('plex', 'plex.local:32400', '[::1]:32400', 'ho st', '', 'h/a/b');
    const schemes = fc.constantFrom(
      'http://',
      'HTTPS://',
      'htp://',
      'http:',
      'http:\\\\',
      '//',
      '/',
      '',
    );
    const places = fc.constantFrom<(secret: string, host: string) => string>(
      (secret, host) => `${secret}@${host}`,
      (secret, host) => `me:${secret}@${host}`,
      (secret, host) => `${secret}:me@${host}`,
      (secret, host) => `me:${secret}＠${host}`,
      (secret, host) => `me:${secret}%40${host}`,
      (secret, host) => `${host}?${secret}`,
      (secret, host) => `${host}?X-Plex-Token=${secret}`,
      (secret, host) => `${host}/a?b=c&d=${secret}`,
      (secret, host) => `${host}%3Fa%3D${secret}`,
      (secret, host) => `${host}&token=${secret}`,
      (secret, host) => `${host}#${secret}`,
      (secret, host) => `${host}/#/a?b=${secret}`,
      (secret, host) => `${host}/${'a'.repeat(80)}?${secret}`,
    );
    fc.assert(
      fc.property(secrets, hosts, schemes, places, (secret, host, scheme, place) => {
        const given = scheme + place(secret, host);
        expect(everythingIn(attempt(given))).not.toContain(secret);
      }),
      { numRuns: 5000 },
    );
  });

  it('never shows the option `token`, wherever it stands in the input', () => {
    const secrets = fc.stringMatching(/^[qQ][\w-]{7,40}$/);
    fc.assert(
      fc.property(secrets, fc.webPath(), fc.boolean(), (secret, path, isEncoded) => {
        const written = isEncoded ? encodeURIComponent(secret) : secret;
        const given = `htp://plex.local${path}/${written}/x`;
        const error = failure(() => createPlexConnection({ baseUrl: given, token: secret }));
        expect(everythingIn(error)).not.toContain(secret);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a label or a token that is not a string, without showing it', () => {
    const strange = { toString: () => token } as never;
    for (const options of [{ token: strange }, { product: strange }, { language: 7 as never }]) {
      const error = failure(() => createPlexConnection({ baseUrl, ...options }));
      expect(error.code).toBe('invalid-connection');
      expect(everythingIn(error)).not.toContain(token);
    }
  });
});

describe('a base URL that is a path', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  const url = (baseUrl: string, path = '/identity') => {
    const { origin, pathname } = new URL(createPlexConnection({ baseUrl }).url(path));
    return origin + pathname;
  };

  it('is resolved against the origin of the page', () => {
    vi.stubGlobal('document', { baseURI: 'https://gym.example/classes/7?a#b' });
    expect(url('/plex')).toBe('https://gym.example/plex/identity');
    expect(url('/a/plex/', '/:/timeline')).toBe('https://gym.example/a/plex/:/timeline');
    expect(url('/')).toBe('https://gym.example/identity');
  });

  it('is resolved in a worker too', () => {
    vi.stubGlobal('location', { href: 'http://localhost:8080/worker.js' });
    expect(url('/plex')).toBe('http://localhost:8080/plex/identity');
  });

  it('is resolved when a URL is built, not when the connection is made', () => {
    const connection = createPlexConnection({ baseUrl: '/plex', token });
    const error = failure(() => connection.url('/identity'));
    expect(error.code).toBe('invalid-connection');
    expect(error.message).toContain('"/plex" is a path, and a path needs a page');
    expect(everythingIn(error)).not.toContain(token);
    vi.stubGlobal('document', { baseURI: 'http://tv/' });
    expect(connection.url('/identity')).toMatch(/^http:\/\/tv\/plex\/identity\?/);
    expect(connection.baseUrl).toBe('/plex');
  });

  it.each([undefined, 'about:blank', 'data:text/html,x', 'file:///index.html', 7])(
    'needs a page of http or https, not %s',
    (baseURI) => {
      vi.stubGlobal('document', { baseURI });
      const { url: build } = createPlexConnection({ baseUrl: '/plex' });
      expect(failure(() => build('/identity')).code).toBe('invalid-connection');
    },
  );

  it('never leads to another origin', () => {
    vi.stubGlobal('document', { baseURI: 'https://gym.example/' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          expect(new URL(createPlexConnection({ baseUrl: `/${text}` }).url('/x')).origin).toBe(
            'https://gym.example',
          );
        } catch (error) {
          expect((error as PlexError).code).toBe('invalid-connection');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
