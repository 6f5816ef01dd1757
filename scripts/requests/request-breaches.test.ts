import { describe, expect, it } from 'vitest';
import { requestBreaches, type SentRequest } from './request-breaches.ts';

const TOKEN = 'T0ken+of/this=server';
const encoded = encodeURIComponent(TOKEN);
const rules = {
  origins: ['http://page.test', 'http://declared.test:81'],
  servers: [
    { baseUrl: 'http://page.test/plex/one', token: TOKEN },
    { baseUrl: 'http://plex.test:32400', token: 'another-token' },
    { baseUrl: 'http://page.test/behind/a-proxy', token: null },
  ],
};
const breaches = (url: string, rest: Partial<SentRequest> = {}) =>
  requestBreaches({ url, headers: {}, body: null, ...rest }, rules);

describe('requestBreaches', () => {
  it.each([
    'http://page.test/assets/page.js',
    'ws://page.test/socket',
    'http://declared.test:81/any',
    'data:text/plain,hello',
    'blob:http://elsewhere.test/0815',
    `http://page.test/plex/one/:/timeline?X-Plex-Token=${encoded}`,
    'http://plex.test:32400/library/parts/1/file.mp4?X-Plex-Token=another-token',
    'http://page.test/plex/one/video/:/transcode/universal/session/abc/0/1.m4s',
    'http://page.test/behind/a-proxy/identity',
  ])('accepts %s', (url) => {
    expect(breaches(url)).toEqual([]);
  });

  it('accepts a token in a header or body to its own server', () => {
    const headers = { 'x-plex-token': TOKEN };
    expect(breaches('http://page.test/plex/one/identity', { headers, body: TOKEN })).toEqual([]);
  });

  it.each([
    ['another host', 'http://elsewhere.test/pixel.gif'],
    ['another port', 'http://page.test:8080/'],
    ['another scheme', 'https://page.test/'],
    ['a web socket elsewhere', 'wss://elsewhere.test/'],
    ['a host whose name begins like the own one', 'http://page.test.elsewhere.test/'],
    ['the own host as a user name', 'http://page.test@elsewhere.test/'],
  ])('refuses %s', (_, url) => {
    expect(breaches(url)).toEqual([expect.stringMatching(/ is another origin\.$/)]);
  });

  it.each([
    ['plain', `?a=${TOKEN.replace('+', '%2B')}`],
    ['encoded', `?a=${encoded}`],
    ['encoded twice', `?a=${encodeURIComponent(encoded)}`],
    ['encoded three times', `?a=${encodeURIComponent(encodeURIComponent(encoded))}`],
    ['in the path', `/${encoded}/x`],
    ['as JSON', `?a=${encodeURIComponent(JSON.stringify([TOKEN.replace('/', '\\/')]))}`],
  ])('refuses a token to another path: %s', (_, tail) => {
    const found = breaches(`http://page.test/plex/two${tail}`);
    expect(found).toEqual([expect.stringMatching(/ is not below the server .* in the URL\.$/)]);
  });

  it('refuses a path that leaves the server, or only begins like it', () => {
    for (const path of ['/plex/one/../two/', '/plex/one2/', '/plex/'])
      expect(breaches(`http://page.test${path}?t=${encoded}`)).toHaveLength(1);
  });

  it('refuses the token of one server to another', () => {
    expect(breaches(`http://plex.test:32400/identity?X-Plex-Token=${encoded}`)).toHaveLength(1);
  });

  it('refuses a token in a header or body to another path', () => {
    const found = breaches('http://page.test/', {
      headers: { referer: `/?${encoded}` },
      body: TOKEN,
    });
    expect(found).toEqual([
      expect.stringMatching(/in the header referer\.$/),
      expect.stringMatching(/in the body\.$/),
    ]);
  });

  it('refuses a parameter or header named X-Plex-Token to something else than a server', () => {
    const url = 'http://page.test/x';
    expect(breaches(`${url}?x-plex-token=unknown`)).toHaveLength(1);
    expect(breaches(url, { headers: { 'X-Plex-Token': 'unknown' } })).toHaveLength(1);
  });

  it.each([`?X-Plex-Token=${encoded}`, '?x-plex-token=unknown', `?a=${encoded}`, '?auth_token=x'])(
    'refuses a segment of its own server with %s',
    (query) => {
      const path = '/video/:/transcode/universal/session/abc/0/1.m4s';
      expect(breaches(`http://page.test/plex/one${path}${query}`)).toEqual([
        expect.stringMatching(/ is a segment with a token in its URL\.$/),
      ]);
    },
  );

  it('refuses a request of the library that names no client, or the default one', () => {
    const sent = (query: string) =>
      breaches(`http://page.test/behind/a-proxy/library/metadata/1?X-Plex-Product=coplay${query}`);
    const refused = [expect.stringMatching(/ names no client of this page: /)];
    expect(sent('')).toEqual(refused);
    expect(sent('&X-Plex-Client-Identifier=')).toEqual(refused);
    expect(sent('&X-Plex-Client-Identifier=coplay')).toEqual(refused);
    expect(sent('&X-Plex-Client-Identifier=k3x9')).toEqual([]);
  });

  it('shows no token, no password and no value of a parameter', () => {
    const found = breaches(
      `http://me:secret@elsewhere.test/${encoded}/x?X-Plex-Token=${encoded}&q=value&q=2`,
    );
    expect(found).toHaveLength(3);
    for (const breach of found) {
      expect(breach).toContain('http://elsewhere.test/[redacted]/x?X-Plex-Token&q ');
      expect(breach).not.toMatch(/secret|value|T0ken/);
    }
  });
});
