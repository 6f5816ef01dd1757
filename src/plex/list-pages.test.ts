import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlexConnection } from './connection.ts';
import { fetchChildren, fetchPlaylistItems } from './metadata.ts';

interface Row {
  readonly ratingKey?: string;
  readonly playlistItemID?: number;
}

interface PagingOptions {
  /** Rows of a page, also where the request names no size. */
  readonly most?: number;
  /** What the server says instead of the length of the list. */
  readonly says?: (nth: number) => unknown;
  /** Called before each answer. */
  readonly onRequest?: (nth: number, list: Row[]) => void;
}

/** A server that sends a list in pages, as Plex does: it ignores start and size unless both are there. */
function paging(list: Row[], { most = 100, says, onRequest }: PagingOptions = {}) {
  const asked: [start: number, size: number][] = [];
  const connection = createPlexConnection({
    baseUrl: 'http://plex.local',
    fetch: async (input) => {
      const { searchParams } = new URL(String(input));
      const [start, size] = ['Start', 'Size'].map((name) =>
        Number(searchParams.get(`X-Plex-Container-${name}`) ?? Number.NaN),
      ) as [number, number];
      const isPaged = Number.isFinite(start) && Number.isFinite(size);
      asked.push([start, size]);
      onRequest?.(asked.length, list);
      const from = isPaged ? start : 0;
      const Metadata = list.slice(from, from + Math.min(isPaged ? size : most, most));
      const totalSize = says ? says(asked.length) : list.length;
      return Response.json({
        MediaContainer: { size: Metadata.length, offset: from, totalSize, Metadata },
      });
    },
  });
  return { connection, asked };
}

const rowsUpTo = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({
    ratingKey: `${at % 7 === 6 ? 1 : at + 1}`,
    playlistItemID: at + 1,
  }));
const idsOf = (items: readonly { playlistItemId?: string | undefined }[]) =>
  items.map(({ playlistItemId }) => Number(playlistItemId));

describe('a list in pages', () => {
  it.each([fetchChildren, fetchPlaylistItems])('is fetched to its end by %o', async (fetchList) => {
    const { connection, asked } = paging(rowsUpTo(250));
    const items = await fetchList(connection, '140600', { clientIdentifier: 'me' });
    expect(idsOf(items)).toEqual(rowsUpTo(250).map(({ playlistItemID }) => playlistItemID));
    expect(asked).toEqual([
      [0, 500],
      [100, 100],
      [200, 100],
    ]);
  });

  it('is complete for any length and any largest page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(400), fc.integer({ min: 1, max: 150 }), async (length, most) => {
        const { connection, asked } = paging(rowsUpTo(length), { most });
        const items = await fetchPlaylistItems(connection, '1');
        expect(idsOf(items)).toEqual(rowsUpTo(length).map(({ playlistItemID }) => playlistItemID));
        expect(asked.length).toBe(Math.max(1, Math.ceil(length / most)));
      }),
      { numRuns: 100 },
    );
  });

  it('has each row once when rows were added before the next page', async () => {
    const onRequest = (nth: number, list: Row[]) => {
      if (nth === 2) list.unshift({ ratingKey: '9', playlistItemID: 900 });
    };
    const { connection } = paging(rowsUpTo(250), { onRequest });
    const ids = idsOf(await fetchPlaylistItems(connection, '1'));
    expect(ids).toEqual(rowsUpTo(250).map(({ playlistItemID }) => playlistItemID));
  });

  it('misses no row when rows before the next page were removed', async () => {
    const onRequest = (nth: number, list: Row[]) => {
      if (nth === 2) list.splice(10, 30);
    };
    const { connection } = paging(rowsUpTo(250), { onRequest });
    const ids = idsOf(await fetchPlaylistItems(connection, '1'));
    expect(ids).toEqual(rowsUpTo(250).map(({ playlistItemID }) => playlistItemID));
  });

  it('has each row once, and all that stay, for any changes between the pages', async () => {
    const change = fc.record({
      at: fc.nat(300),
      remove: fc.nat(40),
      add: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
        const list = rowsUpTo(250);
        const stay = new Set(list.map(({ playlistItemID }) => playlistItemID));
        let next = 1_000;
        const onRequest = (nth: number) => {
          const { at, remove, add } = changes[nth - 2] ?? { at: 0, remove: 0, add: 0 };
          // Rows are either added or removed: both at once can't be told from the total.
          const added =
            remove > 0
              ? []
              : Array.from({ length: add }, () => ({ ratingKey: '5', playlistItemID: ++next }));
          for (const { playlistItemID } of list.splice(at, remove, ...added))
            stay.delete(playlistItemID);
        };
        const { connection } = paging(list, { onRequest });
        const ids = idsOf(await fetchPlaylistItems(connection, '1'));
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => id <= 250 && stay.has(id))).toEqual(
          [...stay].filter((id) => id! <= 250),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('counts rows without a rating key', async () => {
    const list = rowsUpTo(250).map((row, at) => (at % 3 === 0 ? { playlistItemID: at } : row));
    const { connection, asked } = paging(list);
    expect(await fetchPlaylistItems(connection, '1')).toHaveLength(166);
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['a huge total and no more rows', () => 1e15, 2],
    ['no total on later pages', (nth: number) => (nth === 1 ? 250 : undefined), 3],
    ['a total that is text', () => '250', 3],
    ['a total that is too small', () => 100, 1],
    ['no number', () => ({}), 1],
  ])('ends with %s', async (_, says, requests) => {
    const list = rowsUpTo(requests === 2 ? 100 : 250);
    const { connection, asked } = paging(list, { says });
    await fetchPlaylistItems(connection, '1');
    expect(asked).toHaveLength(requests);
  });

  it('ends where the server sends the same page for ever', async () => {
    const Metadata = rowsUpTo(100);
    let asked = 0;
    const connection = createPlexConnection({
      baseUrl: 'http://plex.local',
      fetch: async () => {
        asked += 1;
        return Response.json({ MediaContainer: { size: 100, totalSize: 1e9, Metadata } });
      },
    });
    expect(await fetchPlaylistItems(connection, '1')).toHaveLength(100);
    expect(asked).toBe(2);
  });

  it('ends where each page brings one new row for ever, or the total falls for ever', async () => {
    let asked = 0;
    const endless = (totalSize: () => number) =>
      createPlexConnection({
        baseUrl: 'http://plex.local',
        fetch: async () => {
          asked += 1;
          const Metadata = [{ ratingKey: `${asked}` }];
          return Response.json({ MediaContainer: { totalSize: totalSize(), Metadata } });
        },
      });
    expect(
      await fetchChildren(
        endless(() => 1e9),
        '1',
      ),
    ).toHaveLength(1_001);
    asked = 0;
    await fetchChildren(
      endless(() => 1e9 - asked),
      '1',
    );
    expect(asked).toBe(1_001);
  });

  it('rejects when a page fails', async () => {
    const { connection } = paging(rowsUpTo(250), {
      onRequest: (nth) => {
        if (nth === 2) throw new TypeError('Failed to fetch');
      },
    });
    await expect(fetchChildren(connection, '1')).rejects.toMatchObject({
      code: 'server-unreachable',
    });
  });
});
