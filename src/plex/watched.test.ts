import { describe, expect, it } from 'vitest';
import { createPlexConnection } from './connection.ts';
import { sendScrobble, sendUnscrobble } from './watched.ts';

describe('sendScrobble and sendUnscrobble', () => {
  const asked: URL[] = [];
  const answering = (status: number) =>
    createPlexConnection({
      baseUrl: 'http://plex.local',
      fetch: async (url) => {
        asked.push(new URL(String(url)));
        return new Response(null, { status });
      },
    });

  it('send the library and the key', async () => {
    await sendScrobble(answering(200), '662548');
    await sendUnscrobble(answering(200), '662548');
    expect(asked.map(({ pathname }) => pathname)).toEqual(['/:/scrobble', '/:/unscrobble']);
    for (const { searchParams } of asked) {
      expect(searchParams.get('identifier')).toBe('com.plexapp.plugins.library');
      expect(searchParams.get('key')).toBe('662548');
    }
  });

  it('reject with the code of the status', async () => {
    await expect(sendScrobble(answering(404), '1')).rejects.toMatchObject({ code: 'not-found' });
    await expect(sendUnscrobble(answering(403), '1')).rejects.toMatchObject({ code: 'forbidden' });
  });
});
