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
});
