import { describe, expect, it } from 'vitest';
import { createPlexConnection } from './connection.ts';
import {
  fetchChildren,
  fetchItem,
  fetchItems,
  fetchPlaylistItems,
  metadataUrl,
} from './metadata.ts';

function server(body: unknown, status = 200) {
  const asked: URL[] = [];
  const connection = createPlexConnection({
    baseUrl: 'http://plex.local',
    fetch: async (url) => {
      asked.push(new URL(String(url)));
      return new Response(JSON.stringify(body), { status });
    },
  });
  return { connection, asked };
}

const list = { MediaContainer: { Metadata: [{ ratingKey: '2' }, { ratingKey: '1' }] } };

describe('fetchItem', () => {
  it('fetches one item with the given client identifier', async () => {
    const { connection, asked } = server(list);
    expect((await fetchItem(connection, '2', { clientIdentifier: 'single-1' })).ratingKey).toBe(
      '2',
    );
    expect(asked[0]?.pathname).toBe('/library/metadata/2');
    expect(asked[0]?.searchParams.get('X-Plex-Client-Identifier')).toBe('single-1');
    expect(new URL(metadataUrl(connection, '2')).searchParams.get('X-Plex-Client-Identifier')).toBe(
      'coplay',
    );
  });

  it('accepts plain options in place of a connection, and a number as rating key', async () => {
    const { asked, connection } = server(list);
    const options = { baseUrl: 'http://other', token: 'a-token', fetch: connection.customFetch };
    expect((await fetchItem(options, 2 as never)).ratingKey).toBe('2');
    expect(asked[0]?.href).toMatch(/^http:\/\/other\/library\/metadata\/2\?/);
    expect(asked[0]?.searchParams.get('X-Plex-Token')).toBe('a-token');
    expect(metadataUrl(options, '2')).toBe(asked[0]?.href);
    await expect(fetchItem({ baseUrl: 'other' }, '2')).rejects.toMatchObject({
      code: 'invalid-connection',
    });
  });

  it('rejects with not-found for 404 and for an empty answer', async () => {
    await expect(fetchItem(server({}, 404).connection, '9')).rejects.toMatchObject({
      code: 'not-found',
      status: 404,
    });
    await expect(
      fetchItem(server({ MediaContainer: { size: 0 } }).connection, '9'),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([{}, [], 'hello', { error: 'not for you' }, { MediaContainer: 'x' }])(
    'calls %j a bad response',
    async (body) => {
      await expect(fetchItem(server(body).connection, '9')).rejects.toMatchObject({
        code: 'bad-response',
      });
    },
  );
});

describe('fetchItems', () => {
  it('sends one request for all items, and returns them in the order of the keys', async () => {
    const { connection, asked } = server(list);
    const items = await fetchItems(connection, ['1', '2', '1', 'gone']);
    expect(items.map(({ ratingKey }) => ratingKey)).toEqual(['1', '2']);
    expect(asked.map(({ pathname }) => pathname)).toEqual(['/library/metadata/1,2,gone']);
  });

  it('rejects with not-found when the server has none of them', async () => {
    const { connection } = server({ MediaContainer: { size: 0 } });
    await expect(fetchItems(connection, ['1', '2'])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('accepts numbers as keys', async () => {
    const { connection, asked } = server(list);
    const items = await fetchItems(connection, [1, 2] as never);
    expect(asked[0]?.pathname).toBe('/library/metadata/1,2');
    expect(items.map(({ ratingKey }) => ratingKey)).toEqual(['1', '2']);
  });

  it('sends nothing for an empty list', async () => {
    const { connection, asked } = server(list);
    expect(await fetchItems(connection, [])).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('encodes a comma within a key', async () => {
    const { connection, asked } = server(list);
    await fetchItems(connection, ['1,2', '3']);
    expect(asked[0]?.pathname).toBe('/library/metadata/1%2C2,3');
  });
});

describe('fetchChildren and fetchPlaylistItems', () => {
  it('keep the order of the server', async () => {
    const { connection, asked } = server(list);
    for (const fetchList of [fetchChildren, fetchPlaylistItems]) {
      expect((await fetchList(connection, '140610')).map(({ ratingKey }) => ratingKey)).toEqual([
        '2',
        '1',
      ]);
    }
    expect(asked.map(({ pathname }) => pathname)).toEqual([
      '/library/metadata/140610/children',
      '/playlists/140610/items',
    ]);
  });

  it('return an empty list for an empty album', async () => {
    expect(await fetchChildren(server({ MediaContainer: { size: 0 } }).connection, '1')).toEqual(
      [],
    );
  });

  it('reject when their signal is aborted', async () => {
    const connection = createPlexConnection({
      baseUrl: 'http://plex.local',
      fetch: (_, init) => Promise.reject(init?.signal?.reason),
    });
    await expect(
      fetchPlaylistItems(connection, '1', { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
