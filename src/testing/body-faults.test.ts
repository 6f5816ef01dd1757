import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testServer } from './test-support/test-server.ts';

const video = { client: 'v', playback: 'pv', session: 'tv', item: '662548' } as const;

async function started() {
  const test = testServer();
  const player = test.player(video);
  await player.decision();
  return { ...test, player };
}

const lengthOf = ({ headers }: Response) => Number(headers.get('Content-Length'));

describe('body', () => {
  it('replaces the answer by a text, and the request has its effect', async () => {
    const { player, server } = await started();
    server.inject({ kind: 'body', body: '<MPD ü', on: { path: '/start.mpd' } });
    const answer = await player.start();
    expect([answer.status, await answer.text(), lengthOf(answer)]).toEqual([200, '<MPD ü', 7]);
    expect(answer.headers.get('Content-Type')).toBe('application/dash+xml');
    expect(server.snapshot().jobs).toHaveLength(1);
  });

  it('answers 200 with its own type, also where nothing is found', async () => {
    const { get, server } = testServer();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    server.inject({ kind: 'body', body: svg, contentType: 'image/svg+xml' });
    const answer = await get('/nothing/here');
    expect([answer.status, await answer.text()]).toEqual([200, svg]);
    expect(answer.headers.get('Content-Type')).toBe('image/svg+xml');
  });

  it('may be empty', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'body', body: '' });
    const answer = await get('/identity');
    expect([answer.status, await answer.text(), lengthOf(answer)]).toEqual([200, '', 0]);
  });

  it('can be a function of the answer, which keeps its status and type', async () => {
    const { get, player, server } = await started();
    server.inject({ kind: 'body', body: (mpd) => mpd.slice(0, 31), on: { path: '/start.mpd' } });
    server.inject({ kind: 'body', body: (page) => page.replace('404', 'four'), times: 1 });
    const page = await get('/nothing/here');
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('<h1>four ')]);
    const mpd = await player.start();
    expect(await mpd.text()).toBe('<?xml version="1.0" encoding="U');
    expect([mpd.headers.get('Content-Type'), lengthOf(mpd)]).toEqual(['application/dash+xml', 31]);
  });

  it('answers 500 when the function throws', async () => {
    const { get, server, lines } = testServer();
    server.inject({
      kind: 'body',
      body: () => {
        throw new Error('no body today');
      },
    });
    expect((await get('/identity')).status).toBe(500);
    expect(lines('no body today')).toHaveLength(1);
  });
});

describe('truncate', () => {
  it.each([0, 1, 10, 1_000_000])('ends the body after %i bytes', async (bytes) => {
    const { get, server } = testServer();
    const whole = await (await get('/library/sections')).text();
    server.inject({ kind: 'truncate', bytes });
    const answer = await get('/library/sections');
    const body = await answer.text();
    expect([answer.status, body]).toEqual([200, whole.slice(0, bytes)]);
    expect(lengthOf(answer)).toBe(body.length);
  });

  it('leaves an answer without a body, and HEAD', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'truncate', bytes: 3 });
    expect((await get('/identity', { method: 'OPTIONS' })).status).toBe(204);
    const head = await get('/library/sections', { method: 'HEAD' });
    expect(lengthOf(head)).toBeGreaterThan(3);
  });
});

describe('trickle', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const reading = (answer: Response) => {
    const pieces: number[] = [];
    const reader = answer.body!.getReader();
    const done = (async () => {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return pieces.push(-1);
        pieces.push(value.byteLength);
      }
    })();
    return { pieces, reader, done };
  };

  it('sends so many bytes at a time', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'body', body: 'a'.repeat(34) });
    server.inject({ kind: 'trickle', bytes: 10, everyMs: 900 });
    const answer = await get('/identity');
    expect(lengthOf(answer)).toBe(34);
    const { pieces, done } = reading(answer);
    await vi.advanceTimersByTimeAsync(0);
    expect(pieces).toEqual([10]);
    await vi.advanceTimersByTimeAsync(899);
    expect(pieces).toEqual([10]);
    await vi.advanceTimersByTimeAsync(1);
    expect(pieces).toEqual([10, 10]);
    await vi.advanceTimersByTimeAsync(1800);
    await done;
    expect(pieces).toEqual([10, 10, 10, 4, -1]);
  });

  it('goes on when the clock of the server moves', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'trickle', bytes: 1, everyMs: 60_000 });
    const { pieces, reader } = reading(await get('/identity'));
    await vi.advanceTimersByTimeAsync(0);
    server.advance(60_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(pieces).toEqual([1, 1]);
    await reader.cancel();
  });

  it('stops when the client cancels the body', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'trickle', bytes: 1, everyMs: 1000 });
    const { reader } = reading(await get('/identity'));
    await vi.advanceTimersByTimeAsync(2500);
    expect(vi.getTimerCount()).toBe(1);
    await reader.cancel();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fails when the request is aborted', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'trickle', bytes: 1, everyMs: 1000 });
    const controller = new AbortController();
    const { done } = reading(await get('/identity', { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(0);
    controller.abort();
    await expect(done).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('cut-body', () => {
  it('breaks the body after the given number of bytes', async () => {
    const { get, server } = testServer();
    server.inject({ kind: 'cut-body', bytes: 10 });
    const answer = await get('/library/sections');
    expect(lengthOf(answer)).toBeGreaterThan(10);
    const reader = answer.body!.getReader();
    expect((await reader.read()).value?.byteLength).toBe(10);
    await expect(reader.read()).rejects.toThrow('cut');
  });
});

it('faults of the body combine: another body, cut short, in pieces', async () => {
  const { get, server } = testServer();
  server.inject({ kind: 'trickle', bytes: 2, everyMs: 0 });
  server.inject({ kind: 'truncate', bytes: 5 });
  server.inject({ kind: 'body', body: 'abcdefgh' });
  expect(await (await get('/identity')).text()).toBe('abcde');
});
