import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlexConnection } from './connection.ts';
import { fetchItemBatches, fetchItems } from './metadata.ts';
import { wellFormed } from './percent-encode.ts';

/** A server of which some answers fail. It has all items but those whose key begins with `gone`. */
function server(answer: (keys: string[], nth: number) => number | undefined = () => undefined) {
  const asked: { keys: string[]; length: number }[] = [];
  const connection = createPlexConnection({
    baseUrl: 'http://plex.local',
    token: 'a-token',
    fetch: async (input) => {
      const { pathname, href } = new URL(String(input));
      const keys = pathname.split('/').at(-1)?.split(',').map(decodeURIComponent) ?? [];
      asked.push({ keys, length: href.length });
      const status = answer(keys, asked.length);
      if (status === 0) throw new TypeError('Failed to fetch');
      // Not in the order of the keys.
      const found = keys.filter((key) => !key.startsWith('gone')).reverse();
      const Metadata = found.map((ratingKey) => ({ ratingKey, title: `Item ${ratingKey}` }));
      return Response.json({ MediaContainer: { Metadata } }, { status: status ?? 200 });
    },
  });
  return { connection, asked };
}

const keysUpTo = (count: number) => Array.from({ length: count }, (_, at) => `${100_000 + at}`);

describe('fetchItemBatches', () => {
  it('asks for 2,500 keys in 25 requests, and keeps their order', async () => {
    const { connection, asked } = server();
    const keys = keysUpTo(2_500);
    const { items, failed } = await fetchItemBatches(connection, keys);
    expect(items.map(({ ratingKey }) => ratingKey)).toEqual(keys);
    expect(failed).toEqual([]);
    expect(asked.map((one) => one.keys.length)).toEqual(Array(25).fill(100));
  });

  it('sends no URL of over 6 kB and no more than 100 keys, for any keys', async () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(fc.array(key, { minLength: 1, maxLength: 250 }), async (given) => {
        const keys = given.map((text) => `k${text}`);
        const { connection, asked } = server();
        const { failed } = await fetchItemBatches(connection, keys);
        for (const one of asked) {
          expect(one.length).toBeLessThanOrEqual(6_000);
          expect(one.keys.length).toBeLessThanOrEqual(100);
        }
        const tooLong = failed.flatMap(({ ratingKeys }) => ratingKeys);
        expect(new Set([...asked.flatMap((one) => one.keys), ...tooLong]).size).toBe(
          new Set(keys.map((text) => wellFormed(text))).size,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('loses only the items of a request that fails, and names them', async () => {
    const { connection, asked } = server((_, nth) => (nth === 3 ? 500 : undefined));
    const keys = keysUpTo(450);
    const { items, failed } = await fetchItemBatches(connection, keys);
    expect(asked).toHaveLength(5);
    expect(items).toHaveLength(350);
    expect(failed).toMatchObject([
      { ratingKeys: keys.slice(200, 300), error: { code: 'server-unavailable', status: 500 } },
    ]);
    const again = await fetchItems(
      connection,
      failed.flatMap(({ ratingKeys }) => ratingKeys),
    );
    expect(again).toHaveLength(100);
  });

  it('gives up once two requests in a row got no answer, or the token has expired', async () => {
    const keys = keysUpTo(2_500);
    const silent = server((_, nth) => (nth > 1 ? 0 : undefined));
    const { items, failed } = await fetchItemBatches(silent.connection, keys);
    expect(silent.asked).toHaveLength(3);
    expect(items).toHaveLength(100);
    expect(failed.flatMap(({ ratingKeys }) => ratingKeys)).toEqual(keys.slice(100));
    const locked = server(() => 401);
    expect((await fetchItemBatches(locked.connection, keys)).failed).toHaveLength(25);
    expect(locked.asked).toHaveLength(1);
  });

  it('goes on after a single request without an answer', async () => {
    const { connection, asked } = server((_, nth) => (nth % 2 ? 0 : undefined));
    const { items, failed } = await fetchItemBatches(connection, keysUpTo(600));
    expect([asked.length, items.length, failed.length]).toEqual([6, 300, 3]);
  });

  it('rejects with the reason of its signal, and sends nothing more', async () => {
    const life = new AbortController();
    const { connection, asked } = server(() => void life.abort(new Error('gone')));
    await expect(
      fetchItemBatches(connection, keysUpTo(300), { signal: life.signal }),
    ).rejects.toThrow('gone');
    expect(asked).toHaveLength(1);
  });

  it('loses no item for a key that is none, which it does not send', async () => {
    const { connection, asked } = server();
    const { items, failed } = await fetchItemBatches(connection, ['1', '..', '2', '.']);
    expect(items.map(({ ratingKey }) => ratingKey)).toEqual(['1', '2']);
    expect(asked.map(({ keys }) => keys)).toEqual([['1', '2']]);
    expect(failed).toMatchObject([
      { ratingKeys: ['..'], error: { code: 'invalid-argument' } },
      { ratingKeys: ['.'], error: { code: 'invalid-argument' } },
    ]);
  });
});

describe('fetchItems with many keys', () => {
  it('returns what came', async () => {
    const { connection } = server((keys) => (keys.includes('100000') ? 404 : undefined));
    expect(await fetchItems(connection, keysUpTo(250))).toHaveLength(150);
  });

  it('rejects with the first failure when nothing came', async () => {
    const { connection } = server((_, nth) => (nth === 1 ? 403 : 500));
    await expect(fetchItems(connection, keysUpTo(250))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
