import { describe, expect, it } from 'vitest';
import { testServer } from './test-support/test-server.ts';
import { waitFor } from './wait-for.ts';

describe('a snapshot', () => {
  it('is the same object until something changes', async () => {
    const { server, get } = testServer();
    const first = server.snapshot();
    expect(server.snapshot()).toBe(first);
    await get('/identity');
    expect(server.snapshot()).not.toBe(first);
    expect(first.requests).toEqual([]);
  });

  it('is plain data', async () => {
    const { server, player } = testServer();
    const video = player({ client: 'v', playback: 'p', session: 't', item: '662548' });
    await video.decision();
    await video.start();
    const snapshot = server.snapshot();
    expect(structuredClone(snapshot)).toEqual(snapshot);
  });

  it('calls subscribers once for all changes of a turn, until they unsubscribe', async () => {
    const { server } = testServer();
    let calls = 0;
    const leave = server.subscribe(() => {
      calls += 1;
    });
    server.configure({ evict: 'off' });
    server.configure({ evict: 'strict' });
    expect(calls).toBe(0);
    await Promise.resolve();
    expect(calls).toBe(1);
    leave();
    server.restart();
    await Promise.resolve();
    expect(calls).toBe(1);
  });
});

describe('subscribers', () => {
  it('are all called, also when one of them throws', async () => {
    const { server } = testServer();
    const thrown = new Error('mine');
    const uncaught = new Promise((resolve) => {
      const listeners = process.rawListeners('uncaughtException');
      process.removeAllListeners('uncaughtException');
      process.once('uncaughtException', (error) => {
        for (const listener of listeners) process.on('uncaughtException', listener as never);
        resolve(error);
      });
    });
    const told: string[] = [];
    server.subscribe(() => {
      told.push('first');
      leaveThird();
      throw thrown;
    });
    server.subscribe(() => told.push('second'));
    const leaveThird = server.subscribe(() => told.push('third'));
    server.configure({ evict: 'off' });
    expect(await uncaught).toBe(thrown);
    expect(told).toEqual(['first', 'second']);
  });
});

describe('waitFor', () => {
  it('resolves with the present snapshot if it is accepted', async () => {
    const { server } = testServer();
    expect(await waitFor(server, () => true)).toBe(server.snapshot());
  });

  it('resolves with the first accepted snapshot', async () => {
    const { server, get } = testServer();
    const found = waitFor(server, ({ requests }) => requests.length === 2);
    await get('/identity');
    await get('/library');
    expect((await found).requests.map(({ path }) => path)).toEqual(['/identity', '/library']);
  });

  it('rejects with the reason of the signal', async () => {
    const { server } = testServer();
    const reason = new Error('enough');
    await expect(waitFor(server, () => false, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    const controller = new AbortController();
    const wait = waitFor(server, () => false, { signal: controller.signal });
    controller.abort(reason);
    await expect(wait).rejects.toBe(reason);
  });

  it('unsubscribes in the end', async () => {
    const { server } = testServer();
    let open = 0;
    const watched = {
      snapshot: server.snapshot,
      subscribe(listener: () => void) {
        open += 1;
        const leave = server.subscribe(listener);
        return () => {
          open -= 1;
          leave();
        };
      },
    };
    await waitFor(watched, () => true);
    await waitFor(watched, () => false, { signal: AbortSignal.abort() }).catch(() => {});
    expect(open).toBe(0);
  });

  it('rejects with an error of the predicate', async () => {
    const { server } = testServer();
    const wait = waitFor(server, () => {
      throw new Error('bad test');
    });
    await expect(wait).rejects.toThrow('bad test');
  });
});
