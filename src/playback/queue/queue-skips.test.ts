import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlexConnection } from '../../plex/index.ts';
import { PlaybackError } from '../core/playback-error.ts';
import { Queue } from './queue.ts';
import { hasPlayableNext, unavailable } from './unavailable.ts';

const { signal } = new AbortController();
const missing = new PlaybackError('not-found');

/** A server of tracks. `status` says how it answers a request for these keys. */
function tracksServer(status: (keys: readonly string[]) => number = () => 200) {
  const urls: string[] = [];
  const connection = createPlexConnection({
    baseUrl: 'http://tv:32400',
    token: 'a-token',
    fetch: async (input) => {
      const url = new URL(String(input));
      urls.push(url.href);
      const keys = (url.pathname.split('/').at(-1) ?? '').split(',');
      if (status(keys) !== 200) return new Response('', { status: status(keys) });
      const Metadata = keys
        .filter((key) => !key.startsWith('gone'))
        .map((ratingKey) => ({ ratingKey, type: 'track', title: `Track ${ratingKey}` }));
      return Metadata.length > 0
        ? Response.json({ MediaContainer: { Metadata } })
        : new Response('', { status: 404 });
    },
  });
  return { connection, urls };
}

const queueOf = (...keys: string[]) => ({ queue: keys.map((ratingKey) => ({ ratingKey })) });

async function loaded(length: number): Promise<Queue> {
  const queue = new Queue();
  const keys = Array.from({ length }, (_, at) => String(at));
  await queue.load(tracksServer().connection, queueOf(...keys), signal);
  return queue;
}

/** The indexes of a range, both ends included. */
const rows = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, nth) => first + nth);

describe('Queue.skip', () => {
  it('marks the entry and goes on; an entry that plays is not marked', async () => {
    const queue = await loaded(4);
    queue.next();
    expect(queue.skip(missing)).toBe(true);
    const { index, entries, skipped } = queue.store.get();
    expect(index).toBe(2);
    expect(entries.map(({ error }) => error)).toEqual([undefined, missing, undefined, undefined]);
    expect(skipped).toBe(entries[1]);
    queue.previous();
    expect(queue.store.get().skipped).toBeUndefined();
    queue.played();
    expect(queue.current?.error).toBeUndefined();
  });

  it('stops at the third in a row, and starts anew at the next attempt', async () => {
    const queue = await loaded(9);
    expect([1, 2, 3].map(() => queue.skip(missing))).toEqual([true, true, false]);
    expect(queue.store.get()).toMatchObject({ index: 2, skipped: undefined });
    expect(queue.current?.error).toBe(missing);
    expect([1, 2, 3].map(() => queue.skip(missing))).toEqual([true, true, false]);
    expect(queue.store.get().index).toBe(4);
  });

  it('is foretold: whether another entry follows, for any run of failures and moves', async () => {
    const queue = await loaded(5);
    const away = new PlaybackError('server-unreachable');
    const acts = [missing, away, missing, missing, missing, 'previous', missing, missing, missing];
    const told = acts.map((act) => {
      if (!(act instanceof PlaybackError)) return queue.previous();
      const will = queue.willSkip(act);
      expect(queue.skip(act)).toBe(will);
      return will;
    });
    expect(told).toEqual([true, false, true, false, true, true, true, true, false]);
  });

  it('counts those in a row only', async () => {
    const queue = await loaded(9);
    for (let count = 0; count < 4; count += 1) {
      expect(queue.skip(missing)).toBe(true);
      queue.played();
      expect(queue.skip(missing)).toBe(true);
      queue.played();
    }
    expect(queue.store.get().index).toBe(8);
    expect(queue.skip(missing)).toBe(false);
  });

  it('goes back after previous(), and turns before the first entry', async () => {
    const queue = await loaded(5);
    queue.select(3);
    queue.previous();
    expect(queue.skip(missing)).toBe(true);
    expect(queue.store.get().index).toBe(1);
    queue.select(1);
    queue.previous();
    expect(queue.skip(missing)).toBe(true);
    expect(queue.store.get().index).toBe(1);
  });

  it.each(['auth-expired', 'server-unreachable', 'terminated', 'bandwidth'] as const)(
    'neither marks nor skips for %s',
    async (code) => {
      const queue = await loaded(3);
      expect(queue.skip(new PlaybackError(code))).toBe(false);
      expect(queue.store.get()).toMatchObject({ index: 0 });
      expect(queue.current?.error).toBeUndefined();
    },
  );

  it('goes forward from an entry that has played, although the viewer came back to it', async () => {
    const queue = await loaded(5);
    queue.select(3);
    queue.previous();
    queue.played();
    expect(queue.skip(new PlaybackError('decode'))).toBe(true);
    expect(queue.store.get().index).toBe(3);
  });

  it('counts anew in another list, and goes on counting in one that keeps the current entry', async () => {
    const { connection } = tracksServer();
    const queue = await loaded(9);
    expect([1, 2].map(() => queue.skip(missing))).toEqual([true, true]);
    await queue.load(connection, queueOf('2', '3', '4', '5'), signal);
    expect(queue.skip(missing), 'the third in a row').toBe(false);

    await queue.load(connection, queueOf('2', '3', '4', '5'), signal);
    expect([1, 2].map(() => queue.skip(missing))).toEqual([true, true]);
    await queue.load(connection, queueOf('a', 'b', 'c', 'd'), signal);
    expect([1, 2, 3].map(() => queue.skip(missing))).toEqual([true, true, false]);
  });

  it('does not move for an entry that is not the current one any more', async () => {
    const queue = await loaded(3);
    const late = queue.current;
    queue.next();
    expect(queue.skip(missing, late)).toBe(false);
    expect(queue.store.get().index).toBe(1);
    expect(queue.store.get().entries[0]?.error).toBe(missing);
  });
});

describe('an entry without its file', () => {
  const part = { id: '7', key: '/7', mediaIndex: 0, partIndex: 0, selected: false, streams: [] };
  const entryWith = (...parts: object[]) => ({
    currentMediaGuid: 'a',
    media: { ratingKey: '1' },
    item: {
      ratingKey: '1',
      type: 'track',
      mediaType: 'audio' as const,
      title: 'One',
      parts: parts.map((fields) => ({ ...part, ...fields })),
    },
  });
  const gone = entryWith({ exists: false });
  const fine = entryWith({});

  it.each([
    ['nothing known', entryWith(), false],
    ['nothing said', fine, false],
    ['a file that is there', entryWith({ exists: true, accessible: true }), false],
    ['a missing file', gone, true],
    ['a file that cannot be read', entryWith({ exists: true, accessible: false }), true],
    [
      'another version that is there',
      entryWith({ exists: false }, { exists: true, mediaIndex: 1 }),
      false,
    ],
    ['an entry that has failed: the server is asked', { ...gone, error: missing }, false],
  ] as const)('%s', (_what, entry, is) => {
    expect(unavailable(entry)?.code).toBe(is ? 'not-found' : undefined);
  });

  it.each([
    ['the last one', [fine], 0, false],
    ['no current one', [fine, fine], -1, false],
    ['one that may play', [fine, gone, fine], 0, true],
    ['none that may play', [fine, gone, { ...fine, error: missing }], 0, false],
    ['three that cannot play before it', [fine, gone, gone, gone, fine], 0, false],
    ['no title', [fine, { ...fine, error: new PlaybackError('server-unreachable') }], 0, true],
  ] as const)('whether another one follows %s', (_what, entries, index, follows) => {
    expect(hasPlayableNext(entries, index)).toBe(follows);
  });
});

describe('the titles of a queue', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const keys = Array.from({ length: 2_500 }, (_, at) => String(100_000 + at));
  const titled = (queue: Queue) => queue.store.get().entries.filter(({ item }) => item).length;

  it('describes 2,500 keys, with at most 100 keys and 6 kB in a request', async () => {
    const { connection, urls } = tracksServer();
    const queue = new Queue();
    await queue.load(connection, queueOf(...keys), signal);
    expect(titled(queue)).toBe(2_500);
    expect(urls).toHaveLength(25);
    expect(Math.max(...urls.map((url) => url.length))).toBeLessThanOrEqual(6_000);
  });

  it('loses the rows of a failed request only, and requests them again once they are shown', async () => {
    let fails = true;
    const { connection, urls } = tracksServer((asked) =>
      fails && asked.includes('100250') ? 500 : 200,
    );
    const queue = new Queue();
    await queue.load(connection, queueOf(...keys), signal);
    const lost = () => queue.store.get().entries.filter(({ item }) => !item);
    expect(lost()).toHaveLength(100);
    expect(new Set(lost().map(({ error }) => error?.code))).toEqual(new Set(['server-error']));
    const sent = urls.length;

    fails = false;
    await queue.showRows(rows(240, 260));
    expect(urls, 'not at once').toHaveLength(sent);
    vi.advanceTimersByTime(10_000);
    await queue.showRows(rows(0, 100));
    expect(urls, 'not for other rows').toHaveLength(sent);
    await Promise.all([queue.showRows(rows(240, 260)), queue.showRows(rows(250, 270))]);
    expect(urls, 'each row once').toHaveLength(sent + 2);
    expect(lost()).toHaveLength(69);
    expect(queue.store.get().entries[250]?.error).toBeUndefined();
  });

  it('requests them at once when the browser is back online', async () => {
    let fails = true;
    const { connection, urls } = tracksServer(() => (fails ? 503 : 200));
    const queue = new Queue();
    await queue.load(connection, queueOf('1', '2'), signal);
    await queue.showRows(rows(0, 1));
    const sent = urls.length;
    fails = false;
    await queue.backOnline();
    expect(urls).toHaveLength(sent + 1);
    expect(titled(queue)).toBe(2);
  });

  it.each(['..', '.', 'x'.repeat(9_000)])('marks only the row of the key %.9j', async (bad) => {
    const queue = new Queue();
    await queue.load(tracksServer().connection, queueOf('1', bad, '2'), signal);
    const { entries } = queue.store.get();
    expect(entries.map(({ item, error }) => item?.title ?? error?.code)).toEqual([
      'Track 1',
      'invalid-argument',
      'Track 2',
    ]);
  });

  it('marks what the server does not have, and does not request it again', async () => {
    const { connection, urls } = tracksServer();
    const queue = new Queue();
    await queue.load(connection, queueOf('1', 'gone'), signal);
    expect(queue.store.get().entries.map(({ error }) => error?.code)).toEqual([
      undefined,
      'not-found',
    ]);
    vi.advanceTimersByTime(60_000);
    await queue.showRows(rows(0, 1));
    await queue.backOnline();
    expect(urls).toHaveLength(1);
  });

  it('sends nothing once it is aborted', async () => {
    const { connection, urls } = tracksServer(() => 500);
    const queue = new Queue();
    const life = new AbortController();
    await queue.load(connection, queueOf('1'), life.signal);
    const sent = urls.length;
    life.abort();
    vi.advanceTimersByTime(60_000);
    await queue.showRows(rows(0, 1));
    expect(urls).toHaveLength(sent);
  });

  it('keeps the error of a playback when the title arrives', async () => {
    let fails = true;
    const { connection } = tracksServer(() => (fails ? 500 : 200));
    const queue = new Queue();
    await queue.load(connection, queueOf('1', '2'), signal);
    const error = new PlaybackError('decode');
    queue.skip(error);
    fails = false;
    await queue.complete(connection, signal);
    expect(queue.store.get().entries.map((one) => one.error)).toEqual([error, undefined]);
    expect(titled(queue)).toBe(2);
  });
});
