import { describe, expect, it } from 'vitest';
import { fetchFrom } from './fetch-from.ts';
import { testServer } from './test-support/test-server.ts';

describe('fetchFrom', () => {
  it('answers as fetch does, for any host', async () => {
    const fetch = fetchFrom(testServer().server);
    const answer = await fetch('https://anywhere.example:32400/identity', {
      headers: { Accept: 'application/json' },
    });
    expect(await answer.json()).toMatchObject({ MediaContainer: { claimed: true } });
    expect((await fetch(new Request('http://x/identity'))).status).toBe(200);
    expect((await fetch(new URL('http://x/identity'))).status).toBe(200);
  });

  it('rejects when the signal is aborted, before and during', async () => {
    const { server } = testServer({ warmUpMs: 60_000 });
    server.inject({ kind: 'latency', milliseconds: 60_000 });
    const fetch = fetchFrom(server);
    await expect(fetch('http://x/identity', { signal: AbortSignal.abort() })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    const controller = new AbortController();
    const pending = fetch('http://x/identity', { signal: controller.signal });
    controller.abort();
    await expect(pending).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  it('rejects while a body is read when the signal is aborted', async () => {
    const controller = new AbortController();
    const fetch = fetchFrom(testServer().server);
    const answer = await fetch('http://x/identity', { signal: controller.signal });
    controller.abort();
    await expect(answer.text()).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  describe('at a redirect', () => {
    const redirecting = (status: number, location?: string, times?: number) => {
      const { server } = testServer();
      server.inject({ kind: 'status', status, location, times, on: { path: '/from' } });
      return { server, fetch: fetchFrom(server) };
    };

    it.each([301, 302, 303, 307, 308])('follows %i to the target', async (status) => {
      const { fetch } = redirecting(status, '/identity');
      const answer = await fetch('http://x/from');
      expect([answer.status, answer.url, answer.redirected]).toEqual([
        200,
        'http://x/identity',
        true,
      ]);
    });

    it.each([
      [303, 'POST', 'GET'],
      [301, 'POST', 'GET'],
      [302, 'PUT', 'PUT'],
      [307, 'POST', 'POST'],
    ])('%i turns %s into %s', async (status, method, expected) => {
      const { fetch, server } = redirecting(status, 'http://y/identity?a=1');
      await fetch('http://x/from', { method, body: 'text' });
      expect(server.snapshot().requests.map((request) => request.method)).toEqual([
        method,
        expected,
      ]);
    });

    it('returns an answer without a target, and one that is not to be followed', async () => {
      expect((await redirecting(302).fetch('http://x/from')).status).toBe(302);
      const { fetch } = redirecting(302, '/identity');
      const answer = await fetch('http://x/from', { redirect: 'manual' });
      expect([answer.status, answer.url, answer.redirected]).toEqual([302, 'http://x/from', false]);
    });

    it('rejects a circle, a broken target, and a redirect that is not allowed', async () => {
      const circle = redirecting(302, '/from');
      await expect(circle.fetch('http://x/from')).rejects.toThrow(TypeError);
      expect(circle.server.snapshot().requests).toHaveLength(21);
      await expect(redirecting(302, 'http://').fetch('http://x/from')).rejects.toThrow(TypeError);
      const { fetch } = redirecting(302, '/identity');
      await expect(fetch('http://x/from', { redirect: 'error' })).rejects.toThrow(TypeError);
    });
  });
});
