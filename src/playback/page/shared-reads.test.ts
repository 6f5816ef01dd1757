import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlexConnection, fetchChildren, fetchItem, fetchItems } from '../../plex/index.ts';
import { pageRegistry } from './page-registry.ts';
import { forgetReads, readShared } from './shared-reads.ts';

describe('readShared', () => {
  let sent: string[];
  let ended: string[];
  let status: number;
  const life = () => new AbortController();
  const { signal } = life();

  /** Answers after 100 ms. */
  const serve: typeof fetch = async (input, init) => {
    const { pathname, host } = new URL(String(input));
    sent.push(`${host}${pathname}`);
    const [answered, answer] = [status, sent.length];
    await new Promise<void>((resolve, reject) => {
      setTimeout(resolve, 100);
      init?.signal?.addEventListener('abort', () => {
        ended.push(pathname);
        reject(init.signal?.reason);
      });
    });
    const Metadata = [{ ratingKey: '1', title: `answer ${answer}` }];
    return Response.json({ MediaContainer: { Metadata } }, { status: answered });
  };
  const connect = (more = {}) =>
    createPlexConnection({ baseUrl: 'http://tv:32400', token: 'a', fetch: serve, ...more });
  const connection = connect();

  beforeEach(() => {
    vi.useFakeTimers();
    [sent, ended, status] = [[], [], 200];
  });
  afterEach(async () => {
    await vi.advanceTimersByTimeAsync(2_000);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    await pageRegistry().reset();
  });

  it('sends one request for 50 readers, also with equal connections', async () => {
    const readers = Array.from({ length: 50 }, () =>
      readShared(fetchChildren, connect(), '140610', life().signal),
    );
    await vi.advanceTimersByTimeAsync(100);
    const answers = await Promise.all(readers);
    expect(answers.map(([item]) => item?.title)).toEqual(Array(50).fill('answer 1'));
    expect(sent).toEqual(['tv:32400/library/metadata/140610/children']);
  });

  it('passes an answer on for 1 s, and not longer', async () => {
    const read = async () => {
      const reading = readShared(fetchItem, connection, '1', signal);
      await vi.advanceTimersByTimeAsync(100);
      return (await reading).title;
    };
    expect(await read()).toBe('answer 1');
    await vi.advanceTimersByTimeAsync(800);
    expect(await read()).toBe('answer 1');
    await vi.advanceTimersByTimeAsync(200);
    expect(await read()).toBe('answer 2');
  });

  it('does not pass on an old answer when its timer is late, whatever the clock says', async () => {
    const first = readShared(fetchItem, connection, '1', signal);
    await vi.advanceTimersByTimeAsync(100);
    await first;
    vi.setSystemTime(Date.now() - 3_600_000);
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now + 1_001);
    const second = readShared(fetchItem, connection, '1', signal);
    clock.mockRestore();
    await vi.advanceTimersByTimeAsync(100);
    expect((await second).title).toBe('answer 2');
  });

  it('tells apart keys, kinds of request, servers, accounts, labels and fetch functions', async () => {
    const others = [
      connect({ baseUrl: 'http://den:32400' }),
      connect({ token: 'b' }),
      connect({ token: undefined }),
      connect({ language: 'de' }),
      connect({ fetch: (...request: Parameters<typeof fetch>) => serve(...request) }),
    ];
    const readers = [connection, ...others].map((to) => readShared(fetchItem, to, '1', signal));
    const more = [
      readShared(fetchItem, connection, '2', signal),
      readShared(fetchChildren, connection, '1', signal),
      readShared(fetchItems, connection, ['1', '2'], signal),
      readShared(fetchItems, connection, ['1'], signal),
    ];
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all([...readers, ...more]);
    expect(sent).toHaveLength(10);
  });

  it('goes on for the others when a reader aborts, which is rejected at once', async () => {
    const gone = life();
    const leaving = readShared(fetchItem, connection, '1', gone.signal);
    const staying = readShared(fetchItem, connection, '1', signal);
    gone.abort(new Error('unmounted'));
    await expect(leaving).rejects.toThrow('unmounted');
    await vi.advanceTimersByTimeAsync(100);
    expect((await staying).title).toBe('answer 1');
    expect(ended).toEqual([]);
  });

  it('ends the request with its last reader, and sends a new one for the next', async () => {
    const [one, two] = [life(), life()];
    const readers = [one, two].map((of) => readShared(fetchItem, connection, '1', of.signal));
    for (const reader of readers) reader.catch(() => {});
    one.abort();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toEqual([]);
    two.abort();
    await Promise.allSettled(readers);
    expect(ended).toEqual(['/library/metadata/1']);
    const next = readShared(fetchItem, connection, '1', signal);
    await vi.advanceTimersByTimeAsync(100);
    expect((await next).title).toBe('answer 2');
  });

  it('asks nothing for a reader that has aborted before', async () => {
    const gone = AbortSignal.abort(new Error('unmounted'));
    await expect(readShared(fetchItem, connection, '1', gone)).rejects.toThrow('unmounted');
    expect(sent).toEqual([]);
  });

  it('passes a failure on to those who wait, and to nobody later', async () => {
    status = 404;
    const readers = [1, 2].map(() => readShared(fetchItem, connection, '1', signal));
    const again = readers[0]?.catch(() => readShared(fetchItem, connection, '1', signal));
    const failures = Promise.allSettled(readers);
    await vi.advanceTimersByTimeAsync(99);
    status = 200;
    await vi.advanceTimersByTimeAsync(101);
    for (const failure of await failures)
      expect(failure).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
    expect((await again)?.title).toBe('answer 2');
  });

  it('asks anew after forgetReads(), once for all who read then', async () => {
    const running = readShared(fetchItem, connection, '1', signal);
    await vi.advanceTimersByTimeAsync(50);
    forgetReads();
    const reloads = [1, 2].map(() => readShared(fetchItem, connection, '1', signal));
    await vi.advanceTimersByTimeAsync(100);
    expect((await running).title).toBe('answer 1');
    expect((await Promise.all(reloads)).map(({ title }) => title)).toEqual([
      'answer 2',
      'answer 2',
    ]);
    forgetReads();
    const later = readShared(fetchItem, connection, '1', signal);
    await vi.advanceTimersByTimeAsync(100);
    expect((await later).title).toBe('answer 3');
  });
});
