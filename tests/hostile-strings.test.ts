import {
  createPlaybackIds,
  createPlexConnection,
  dashStartUrl,
  fetchChildren,
  fetchItem,
  fetchPlaylistItems,
  isPlexError,
  musicStartUrl,
  type PlexConnection,
  partUrl,
  reportTimeline,
  requestDecision,
  sendPing,
  sendScrobble,
  sendStop,
} from 'coplay/plex';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const token = 'very-secret-token';
const base = 'https://tv.test/proxy/plex';

/** What a key, a role or a session may be in a route parameter, in a database, or by an attack. */
const text = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '..',
      '../../',
      '%2e%2e/',
      '/..;/',
      '//elsewhere.test/',
      'https://elsewhere.test/',
      '\\\\elsewhere.test\\',
      '@elsewhere.test/',
      '?X-Plex-Token=another',
      '&X-Plex-Token=another',
      '#',
      '\r\nX-Plex-Token: another',
      '\u0000',
      '\ud800',
      '\u202e1234',
      '__proto__',
      'constructor',
      'toString',
      'javascript:alert(1)',
      '<script>alert(1)</script>',
      '1'.repeat(100_000),
      'NaN',
      '-1',
      '1e999',
    ),
  },
);

type Use = (connection: PlexConnection, one: string, other: string) => Promise<unknown>;

const ids = (session: string) => createPlaybackIds(session, 'video');

const uses: Readonly<Record<string, Use>> = {
  fetchItem: (connection, ratingKey) => fetchItem(connection, ratingKey),
  fetchChildren: (connection, ratingKey) => fetchChildren(connection, ratingKey),
  fetchPlaylistItems: (connection, ratingKey) => fetchPlaylistItems(connection, ratingKey),
  sendScrobble: (connection, ratingKey) => sendScrobble(connection, ratingKey),
  requestDecision: (connection, ratingKey, session) =>
    requestDecision(connection, { ratingKey, ids: ids(session) }),
  reportTimeline: (connection, ratingKey, session) =>
    reportTimeline(connection, {
      ratingKey,
      ids: ids(session),
      state: 'playing',
      timeSeconds: 1,
      durationSeconds: 2,
    }),
  sendPing: (connection, session) => sendPing(connection, ids(session)),
  sendStop: (connection, session) => sendStop(connection, ids(session)),
  dashStartUrl: async (connection, ratingKey, session) =>
    connection.fetch(dashStartUrl(connection, { ratingKey, ids: ids(session) })),
  musicStartUrl: async (connection, ratingKey, session) =>
    connection.fetch(
      musicStartUrl(connection, { ratingKey, ids: createPlaybackIds(session, 'audio') }),
    ),
  partUrl: async (connection, partKey, session) =>
    connection.fetch(partUrl(connection, { partKey, ids: ids(session) })),
};

/** What was requested, and how the use ended. */
async function tryUse(use: Use, one: string, other: string) {
  const asked: string[] = [];
  const connection = createPlexConnection({
    baseUrl: base,
    token,
    async fetch(url) {
      asked.push(String(url));
      return new Response('{"MediaContainer":{}}');
    },
  });
  const failed = await use(connection, one, other).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { asked, failed };
}

describe.each(Object.entries(uses))('%s with any text', (_, use) => {
  it('requests below the base URL with the one token, or fails with a typed error', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (one, other) => {
        const { asked, failed } = await tryUse(use, one, other);
        for (const address of asked) {
          // Written as it is requested: the browser must have nothing to normalise.
          const { href, searchParams } = new URL(address);
          expect(href.startsWith(`${base}/`)).toBe(true);
          expect(address.startsWith(`${base}/`)).toBe(true);
          expect(searchParams.getAll('X-Plex-Token')).toEqual([token]);
        }
        if (failed === undefined) return;
        expect(isPlexError(failed) ? '' : failed).toBe('');
        expect(String(failed)).not.toContain(token);
      }),
      { numRuns: 150 },
    );
  });
});
