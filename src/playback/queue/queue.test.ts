import { describe, expect, it } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { Queue, queueKey } from './queue.ts';
import { unavailable } from './unavailable.ts';

const track = (ratingKey: string) => ({ ratingKey, type: 'track', title: `Track ${ratingKey}` });

function connectionTo(answers: Record<string, unknown>) {
  return createPlexConnection({
    baseUrl: 'http://tv:32400',
    fetch: async (input) => {
      const answer = answers[new URL(String(input)).pathname];
      return answer
        ? Response.json({ MediaContainer: { Metadata: answer } })
        : new Response('', { status: 404 });
    },
  });
}

/** Answers with a track for each key. */
function countingServer() {
  const urls: string[] = [];
  const connection = createPlexConnection({
    baseUrl: 'http://tv:32400',
    fetch: async (input) => {
      const { pathname } = new URL(String(input));
      urls.push(pathname);
      const keys = (pathname.split('/').at(-1) ?? '').split(',');
      return Response.json({ MediaContainer: { Metadata: keys.map(track) } });
    },
  });
  return { connection, urls };
}

const server = connectionTo({
  '/playlists/140600/items': [track('1'), track('2'), track('1')],
  '/library/metadata/140610/children': [track('1'), track('2')],
  '/library/metadata/1,2': [track('1'), track('2')],
  '/library/metadata/1,gone': [track('1')],
});
const movie = (ratingKey: string, title: string) => ({ ratingKey, type: 'movie', title });
/** Items that are no album, and lists that are empty or hold videos. */
const shelf = connectionTo({
  '/library/metadata/662548': [movie('662548', 'Sunrise Ride')],
  '/library/metadata/662548/children': [],
  '/library/metadata/662549': [movie('662549', 'Night Swim')],
  '/library/metadata/5': [{ ratingKey: '5', type: 'season', title: 'Spring' }],
  '/library/metadata/5/children': [{ ratingKey: '50', type: 'episode', title: 'One' }],
  '/library/metadata/1': [track('1')],
  '/library/metadata/1/children': [],
  '/library/metadata/6': [{ ratingKey: '6', type: 'artist', title: 'Anyone' }],
  '/library/metadata/6/children': [{ ratingKey: '60', type: 'album', title: 'First' }],
  '/library/metadata/140610': [{ ratingKey: '140610', type: 'album', title: 'Empty' }],
  '/library/metadata/140610/children': [],
  '/playlists/140600/items': [],
  '/playlists/7/items': [movie('662548', 'Sunrise Ride')],
  '/playlists/8/items': [movie('662548', 'Sunrise Ride'), track('1')],
});
const signal = new AbortController().signal;

describe('Queue', () => {
  it.each([
    ['a playlist', { playlist: '140600' }, 3],
    ['an album', { album: '140610' }, 2],
    ['rating keys', { queue: [{ ratingKey: '1' }, { ratingKey: '2' }, { ratingKey: '1' }] }, 3],
  ] as const)('is filled by %s, titles included', async (_name, source, length) => {
    const queue = new Queue();
    await queue.load(server, source, signal);
    const { entries, status, index } = queue.store.get();
    expect({ status, index, length: entries.length }).toEqual({
      status: 'ready',
      index: 0,
      length,
    });
    expect(entries.map(({ item }) => item?.title)).toContain('Track 2');
    expect(new Set(entries.map((entry) => entry.currentMediaGuid)).size).toBe(length);
  });

  it('moves within its bounds and returns whether it moved', async () => {
    const queue = new Queue();
    await queue.load(server, { album: '140610' }, signal);
    expect(queue.previous()).toBe(false);
    expect(queue.next()).toBe(true);
    expect(queue.current?.media.ratingKey).toBe('2');
    expect(queue.next()).toBe(false);
    expect(queue.current?.media.ratingKey).toBe('2');
    expect(queue.select(7)).toBe(false);
    expect(queue.select(-1)).toBe(false);
    expect(queue.select(0)).toBe(true);
  });

  it('is ready also without titles', async () => {
    const queue = new Queue();
    await queue.load(server, { queue: [{ ratingKey: '1' }, { ratingKey: 'gone' }] }, signal);
    expect(queue.store.get()).toMatchObject({ status: 'ready', error: undefined });
    expect(queue.store.get().entries).toHaveLength(2);
    expect(queue.store.get().entries[0]?.item?.title).toBe('Track 1');
  });

  it('fetches missing titles again and keeps the current entry', async () => {
    const source = { queue: [{ ratingKey: '1' }, { ratingKey: '2' }] };
    const queue = new Queue();
    await queue.load(connectionTo({}), source, signal);
    queue.next();
    expect(queue.hasLoaded(queueKey(source))).toBe(true);
    await queue.complete(server, signal);
    expect(queue.store.get()).toMatchObject({ index: 1 });
    expect(queue.current?.item?.title).toBe('Track 2');
  });

  it('has a key by its content, also for values of untyped code', () => {
    const circular: Record<string, unknown> = { ratingKey: '1' };
    circular.self = circular;
    expect(queueKey({ queue: [circular as never] })).toBe(
      queueKey({ queue: [{ ratingKey: '1' }] }),
    );
    expect(queueKey({ queue: [{ ratingKey: '1' }] })).not.toBe(queueKey({ album: '1' }));
    expect(queueKey({ playlist: '1' })).not.toBe(queueKey({ album: '1' }));
    for (const odd of [
      { queue: null },
      { queue: [null] },
      { playlist: 7n },
      { album: Symbol('1') },
    ])
      expect(queueKey(odd as never)).toBeTypeOf('string');
  });

  it('keeps the current entry when a list of the server is loaded again', async () => {
    const queue = new Queue();
    const source = { playlist: '140600' };
    await queue.load(server, source, signal);
    queue.next();
    const { current } = queue;
    expect(current).toBeDefined();
    queue.forget();
    const again = queue.load(server, source, signal);
    expect(queue.current).toEqual(current);
    await again;
    expect(queue.current).toEqual(current);
  });

  it('keeps the current entry when the host changes the list', async () => {
    const queue = new Queue();
    const keys = (...ratingKeys: string[]) => ({
      queue: ratingKeys.map((ratingKey) => ({ ratingKey })),
    });
    await queue.load(server, keys('1', '2'), signal);
    queue.next();
    const before = queue.current;
    await queue.load(server, keys('3', '1', '2', '1'), signal);
    expect(queue.current).toEqual(before);
    expect(queue.store.get().index).toBe(2);
    const { entries } = queue.store.get();
    expect(new Set(entries.map(({ currentMediaGuid }) => currentMediaGuid)).size).toBe(4);
    await queue.load(server, keys('3', '1'), signal);
    expect(queue.store.get().index).toBe(1);
    await queue.load(server, keys('4', '5'), signal);
    expect(queue.store.get().index).toBe(0);
  });

  it('loads again after its connection failed', async () => {
    const queue = new Queue();
    const source = { album: '140610' };
    await queue.load(server, source, signal);
    queue.fail(new PlaybackError('invalid-connection'));
    expect(queue.hasLoaded(queueKey(source))).toBe(false);
  });

  it.each([
    [{ queue: 'abc' }, 'the text "abc" as its queue, which is no array. Pass one such as'],
    [{ queue: { ratingKey: '1' } }, 'an object as its queue, which is no array'],
    [{ queue: ['140611'] }, 'the text "140611" as entry 1 of its queue'],
    [{ queue: [140612, null] }, 'the number 140612 as entry 1 of its queue'],
    [{ queue: ['140611'] }, 'Pass media such as { ratingKey: "662548" }.'],
    [{ playlist: {} }, 'an object as playlist. Pass its rating key: playlist="140600"'],
    [{ album: ' ' }, 'an empty text as album. Pass its rating key: album='],
    [{ playlist: null }, 'null as playlist'],
  ])('names what is wrong with %j, and the right form', async (source, said) => {
    const queue = new Queue();
    await queue.load(server, source as never, signal);
    expect(queue.store.get()).toMatchObject({
      status: 'error',
      error: { code: 'invalid-argument', message: expect.stringContaining(said) },
    });
  });

  it('accepts the key of a playlist as a number', async () => {
    const queue = new Queue();
    await queue.load(server, { playlist: 140600 as never }, signal);
    expect(queue.store.get()).toMatchObject({ status: 'ready', error: undefined });
  });

  it.each([
    ['a movie without children', '662548', 'it is the movie "Sunrise Ride"'],
    ['a movie without children', '662548', 'SinglePlayer: media={{ ratingKey: "662548" }}'],
    ['a movie whose children are 404', '662549', 'it is the movie "Night Swim"'],
    ['a season', '5', 'it is the season "Spring"'],
    ['a track', '1', 'queue={[{ ratingKey: "1" }]}'],
    ['an artist', '6', 'Pass the rating key of one of its albums'],
  ])('says that an album is %s', async (_, album, said) => {
    const queue = new Queue();
    await queue.load(shelf, { album }, signal);
    expect(queue.store.get()).toMatchObject({
      status: 'error',
      error: { code: 'invalid-argument', message: expect.stringContaining(said) },
    });
  });

  it('is empty for an album or playlist without tracks', async () => {
    for (const source of [{ album: '140610' }, { playlist: '140600' }]) {
      const queue = new Queue();
      await queue.load(shelf, source, signal, { mediaType: 'audio' });
      expect(queue.store.get()).toMatchObject({ status: 'empty', error: undefined });
    }
  });

  it('refuses a playlist of videos where music is to be played, and only there', async () => {
    const music = new Queue();
    await music.load(shelf, { playlist: '7' }, signal, { mediaType: 'audio' });
    expect(music.store.get()).toMatchObject({
      status: 'error',
      error: { code: 'invalid-argument', message: expect.stringContaining('holds videos') },
    });
    const any = new Queue();
    await any.load(shelf, { playlist: '7' }, signal);
    expect(any.store.get().entries).toHaveLength(1);
    const mixed = new Queue();
    await mixed.load(shelf, { playlist: '8' }, signal, { mediaType: 'audio' });
    expect(mixed.store.get().entries).toHaveLength(2);
  });

  it('keeps the error of the server for an album that is gone', async () => {
    const queue = new Queue();
    await queue.load(shelf, { album: 'gone' }, signal);
    expect(queue.store.get()).toMatchObject({ error: { code: 'not-found' } });
  });

  it('has a typed error when the list does not exist', async () => {
    const queue = new Queue();
    await queue.load(server, { playlist: 'gone' }, signal);
    expect(queue.store.get()).toMatchObject({ status: 'error', error: { code: 'not-found' } });
  });

  it('refuses an entry without a rating key', async () => {
    const queue = new Queue();
    await queue.load(server, { queue: [{ ratingKey: '' }] }, signal);
    expect(queue.store.get()).toMatchObject({
      status: 'error',
      error: { code: 'invalid-argument' },
    });
  });

  it.each([{ ratingKey: ' ' }, { ratingKey: '' }, null, undefined, 140612, {}])(
    'loses one entry only by the entry %j, and marks it',
    async (bad) => {
      const { urls, connection } = countingServer();
      const queue = new Queue();
      const source = { queue: [{ ratingKey: '1' }, bad as never, { ratingKey: '2' }] };
      await queue.load(connection, source, signal);
      const { status, entries, index } = queue.store.get();
      expect({ status, index }).toEqual({ status: 'ready', index: 0 });
      expect(entries.map(({ item }) => item?.title)).toEqual(['Track 1', undefined, 'Track 2']);
      expect(entries.map(({ error }) => error?.code)).toEqual([
        undefined,
        'invalid-argument',
        undefined,
      ]);
      expect(entries[1]?.error?.message).toMatch(/as entry 2 of its queue/);
      expect(urls).toEqual(['/library/metadata/1,2']);
      await queue.showRows([0, 1, 2]);
      expect(urls).toHaveLength(1);
      queue.next();
      // The player fails with it, and the queue goes on.
      const error = unavailable(queue.current);
      expect(error).toBe(entries[1]?.error);
      expect(queue.skip(error as PlaybackError)).toBe(true);
      expect(queue.store.get().index).toBe(2);
    },
  );

  it('forgets the error of an entry that is a good one in the next list', async () => {
    const queue = new Queue();
    await queue.load(server, { queue: [{ ratingKey: '1' }, { ratingKey: ' ' }] }, signal);
    await queue.load(server, { queue: [{ ratingKey: '1' }, { ratingKey: '2' }] }, signal);
    expect(queue.store.get().entries.map(({ error }) => error)).toEqual([undefined, undefined]);
  });

  it('is empty for an empty list', async () => {
    const queue = new Queue();
    await queue.load(server, { queue: [] }, signal);
    expect(queue.store.get()).toMatchObject({ status: 'empty', index: -1, entries: [] });
  });

  it('sends nothing when it is aborted in the same tick, as StrictMode does', async () => {
    let asked = 0;
    const connection = createPlexConnection({
      baseUrl: 'http://tv',
      fetch: async () => {
        asked += 1;
        return Response.json({});
      },
    });
    const life = new AbortController();
    const loading = new Queue().load(connection, { album: '1' }, life.signal);
    life.abort();
    await loading;
    expect(asked).toBe(0);
  });
});

describe('queueKey', () => {
  it('is the same for an equal source', () => {
    expect(queueKey({ queue: [{ ratingKey: '1' }] })).toBe(
      queueKey({ queue: [{ ratingKey: '1' }] }),
    );
    expect(queueKey({ album: '1' })).not.toBe(queueKey({ playlist: '1' }));
  });
});
