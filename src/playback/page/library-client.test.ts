import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchShownPicture } from '../../hooks/fetch-shown-picture.ts';
import { createPlexConnection, fetchItem, type PlexConnectionOptions } from '../../plex/index.ts';
import { readItem } from '../player/read-item.ts';
import { Queue, type QueueSource } from '../queue/queue.ts';
import { libraryClient } from './library-client.ts';
import { pageRegistry } from './page-registry.ts';
import { forgetReads, readShared } from './shared-reads.ts';

describe('the client identifier of requests that belong to no player', () => {
  const { signal } = new AbortController();
  let sent: URL[];
  const connect = (more: Partial<PlexConnectionOptions> = {}) =>
    createPlexConnection({
      baseUrl: 'http://tv:32400',
      fetch: async (input) => {
        const url = new URL(String(input));
        sent.push(url);
        if (url.pathname.startsWith('/photo')) return new Response('GIF89a');
        const key = url.pathname.split('/')[3] ?? '';
        const Metadata = /children|items/.test(url.pathname)
          ? [{ ratingKey: '1', type: 'track' }]
          : key.split(',').map((ratingKey) => ({ ratingKey, type: 'album', title: 'One' }));
        return Response.json({ MediaContainer: { totalSize: 101, Metadata } });
      },
      ...more,
    });
  const identifiers = () =>
    new Set(sent.map(({ searchParams }) => searchParams.get('X-Plex-Client-Identifier')));

  beforeEach(() => {
    sent = [];
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    });
    vi.stubGlobal('devicePixelRatio', 2);
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    await pageRegistry().reset();
  });

  /** Everything that a page asks of the library. */
  async function askAll(connection: ReturnType<typeof connect>): Promise<void> {
    const sources: QueueSource[] = [
      { playlist: '140600' },
      { album: '140610' },
      { queue: [{ ratingKey: '1' }, { ratingKey: '2' }] },
    ];
    for (const source of sources) await new Queue(readShared).load(connection, source, signal);
    await readShared(fetchItem, connection, '3', signal);
    await readItem(connection, '4', signal);
    await fetchShownPicture(connection, '/library/metadata/1/thumb/2', { size: 48 }, signal);
    forgetReads();
  }

  it('is the same in all of them, over visits, and that of no player', async () => {
    await askAll(connect());
    const first = identifiers();
    expect(sent.map(({ pathname }) => pathname)).toEqual(
      expect.arrayContaining([
        '/playlists/140600/items',
        '/library/metadata/140610/children',
        '/library/metadata/1,2',
        '/library/metadata/3',
        '/library/metadata/4',
        '/photo/:/transcode',
      ]),
    );
    expect([...first]).toEqual([expect.stringMatching(/^[a-z0-9]{16}$/)]);
    const pictures = () => sent.filter(({ pathname }) => pathname.startsWith('/photo'));
    await pageRegistry().reset();
    await askAll(connect());
    expect(identifiers()).toEqual(first);
    expect(new Set(pictures().map(({ href }) => href)).size).toBe(1);
    expect(pictures()).toHaveLength(2);
    const lease = await pageRegistry().leaseIdentity('music');
    expect(first).not.toContain(lease.plexClientSession);
    lease.release();
    // No request for the library names a session, which could end another one.
    for (const { searchParams } of sent) {
      expect(searchParams.has('session')).toBe(false);
      expect(searchParams.has('X-Plex-Session-Identifier')).toBe(false);
    }
  });

  it('is that of the connection where the host gives one', async () => {
    await askAll(connect({ clientIdentifier: 'of-the-host' }));
    expect([...identifiers()]).toEqual(['of-the-host']);
  });

  it('is one for the visit where nothing can be stored', async () => {
    vi.stubGlobal('localStorage', undefined);
    await askAll(connect());
    await askAll(connect());
    expect(identifiers().size).toBe(1);
  });

  it('is the product beside an older copy of the library', async () => {
    vi.spyOn(pageRegistry(), 'prepareIdentity').mockReturnValue(undefined as never);
    expect(await libraryClient(connect())).toBeUndefined();
    await askAll(connect({ product: 'Gym' }));
    expect([...identifiers()]).toEqual(['Gym']);
    vi.restoreAllMocks();
  });
});
