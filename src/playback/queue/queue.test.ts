import { describe, expect, it } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { Queue, queueKey } from './queue.ts';

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

const server = connectionTo({
  '/playlists/140600/items': [track('1'), track('2'), track('1')],
  '/library/metadata/140610/children': [track('1'), track('2')],
  '/library/metadata/1,2': [track('1'), track('2')],
  '/library/metadata/1,gone': [track('1')],
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

  it('moves within its bounds and says so', async () => {
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

  it('plays rating keys also when their titles are not to be had', async () => {
    const queue = new Queue();
    await queue.load(server, { queue: [{ ratingKey: '1' }, { ratingKey: 'gone' }] }, signal);
    expect(queue.store.get()).toMatchObject({ status: 'ready', error: undefined });
    expect(queue.store.get().entries).toHaveLength(2);
    expect(queue.store.get().entries[0]?.item?.title).toBe('Track 1');
  });

  it('asks for missing titles again, and keeps its place meanwhile', async () => {
    const source = { queue: [{ ratingKey: '1' }, { ratingKey: '2' }] };
    const queue = new Queue();
    await queue.load(connectionTo({}), source, signal);
    queue.next();
    expect(queue.hasLoaded(queueKey(source))).toBe(true);
    await queue.complete(server, signal);
    expect(queue.store.get()).toMatchObject({ index: 1 });
    expect(queue.current?.item?.title).toBe('Track 2');
  });

  it('is named by its content, whatever untyped code hangs on it', () => {
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

  it('keeps its place in a list of the server that is loaded again', async () => {
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

  it('goes on with what plays when the host changes the list around it', async () => {
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

  it('loads again after a failure of its connection', async () => {
    const queue = new Queue();
    const source = { album: '140610' };
    await queue.load(server, source, signal);
    queue.fail(new PlaybackError('invalid-connection'));
    expect(queue.hasLoaded(queueKey(source))).toBe(false);
  });

  it('refuses a list that is none', async () => {
    const queue = new Queue();
    await queue.load(server, { queue: 'abc' as never }, signal);
    expect(queue.store.get()).toMatchObject({ error: { code: 'invalid-argument' } });
  });

  it('ends in a typed error when the list is not there', async () => {
    const queue = new Queue();
    await queue.load(server, { playlist: 'gone' }, signal);
    expect(queue.store.get()).toMatchObject({ status: 'error', error: { code: 'not-found' } });
  });

  it('refuses an entry that is no media', async () => {
    const queue = new Queue();
    await queue.load(server, { queue: [{ ratingKey: '' }] }, signal);
    expect(queue.store.get()).toMatchObject({
      status: 'error',
      error: { code: 'invalid-argument' },
    });
  });

  it('is empty for an empty list', async () => {
    const queue = new Queue();
    await queue.load(server, { queue: [] }, signal);
    expect(queue.store.get()).toMatchObject({ status: 'empty', index: -1, entries: [] });
  });

  it('asks nothing when it is aborted in the same tick, as StrictMode does', async () => {
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
  it('is the same for an equal source made anew', () => {
    expect(queueKey({ queue: [{ ratingKey: '1' }] })).toBe(
      queueKey({ queue: [{ ratingKey: '1' }] }),
    );
    expect(queueKey({ album: '1' })).not.toBe(queueKey({ playlist: '1' }));
  });
});
