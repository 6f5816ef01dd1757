import { expect, it, vi } from 'vitest';
import { createPlexConnection } from './connection.ts';
import { isSameConnection } from './same-connection.ts';

const options = { baseUrl: 'http://plex.test:32400', token: 'token-of-a-test' };

it('is true for connections with equal options', () => {
  expect(isSameConnection(createPlexConnection(options), createPlexConnection(options))).toBe(true);
  expect(isSameConnection(undefined, undefined)).toBe(true);
});

it.each([
  { baseUrl: 'http://other.test:32400' },
  { token: 'token-of-another-account' },
  { token: undefined },
  { product: 'another' },
  { fetch: async () => new Response() },
])('is false for connections that differ in %o', (difference) => {
  const one = createPlexConnection(options);
  expect(isSameConnection(one, createPlexConnection({ ...options, ...difference }))).toBe(false);
  expect(isSameConnection(one, undefined)).toBe(false);
  expect(isSameConnection(undefined, one)).toBe(false);
});

it('compares paths where there is a page', () => {
  const one = createPlexConnection({ ...options, baseUrl: '/plex' });
  const other = createPlexConnection({ ...options, baseUrl: '/plex' });
  expect(isSameConnection(one, one)).toBe(true);
  expect(isSameConnection(one, other)).toBe(false);
  vi.stubGlobal('document', { baseURI: 'http://tv/' });
  expect(isSameConnection(one, other)).toBe(true);
  expect(isSameConnection(one, createPlexConnection({ baseUrl: '/plex' }))).toBe(false);
  vi.unstubAllGlobals();
});
