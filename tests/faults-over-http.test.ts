import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../scripts/listen.ts';

/** Faults that are injected by `/emu/fault`, at a server on a port. */
let plex: ListeningPlexServer;
const injected: string[] = [];

beforeAll(async () => {
  plex = await startPlexServer({ token: null });
});
afterAll(() => plex.close());
afterEach(async () => {
  for (const id of injected.splice(0))
    await fetch(`${plex.baseUrl}/emu/fault/${id}`, { method: 'DELETE' });
});

async function inject(fault: object): Promise<Response> {
  const body = JSON.stringify(fault);
  const answer = await fetch(`${plex.baseUrl}/emu/fault`, { method: 'POST', body });
  if (answer.ok) injected.push(((await answer.json()) as { id: string }).id);
  return answer;
}

const get = (path: string, init?: RequestInit) => fetch(`${plex.baseUrl}${path}`, init);

describe('status', () => {
  it.each([200, 203, 206, 226, 300, 301, 302, 307, 399, 400, 416, 418, 451, 500, 599])(
    'answers %i',
    async (status) => {
      await inject({ kind: 'status', status });
      const answer = await get('/identity');
      expect([answer.status, answer.url]).toEqual([status, `${plex.baseUrl}/identity`]);
      expect(await answer.text()).toContain(`<h1>${status} `);
    },
  );

  it.each([204, 205, 304])('answers %i without a body', async (status) => {
    await inject({ kind: 'status', status });
    const answer = await get('/identity');
    expect([answer.status, await answer.text()]).toEqual([status, '']);
  });

  it('redirects with a `location`', async () => {
    const location = `${plex.baseUrl}/identity`;
    await inject({ kind: 'status', status: 302, location, on: { path: '/library' } });
    const answer = await get('/library/sections');
    expect([answer.status, answer.url]).toEqual([200, location]);
  });

  it.each([100, 101, 199, 600])('refuses %i', async (status) => {
    const answer = await inject({ kind: 'status', status });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      'coplay: `status` of the fault `status` must be a whole number from 200 to 599.',
    ]);
  });
});

describe('the body', () => {
  it('is another one', async () => {
    await inject({ kind: 'body', body: '<MPD>', contentType: 'text/html' });
    const answer = await get('/nothing/here');
    expect([answer.status, await answer.text()]).toEqual([200, '<MPD>']);
    expect(answer.headers.get('Content-Type')).toBe('text/html');
  });

  it('cannot be a function', async () => {
    expect((await inject({ kind: 'body', body: () => '' })).status).toBe(400);
  });

  it('ends early as if it were complete', async () => {
    await inject({ kind: 'truncate', bytes: 9 });
    const answer = await get('/library/sections');
    expect(answer.headers.get('Content-Length')).toBe('9');
    expect((await answer.text()).length).toBe(9);
  });

  it('arrives in pieces, until the client gives up', async () => {
    await inject({ kind: 'trickle', bytes: 7, everyMs: 20, on: { path: '/library' } });
    const controller = new AbortController();
    const answer = await get('/library/sections', { signal: controller.signal });
    const reader = answer.body!.getReader();
    const sizes = [await reader.read(), await reader.read(), await reader.read()].map(
      ({ value }) => value?.byteLength,
    );
    expect(sizes).toEqual([7, 7, 7]);
    controller.abort();
    await expect(reader.read()).rejects.toThrow();
    expect((await get('/identity')).status).toBe(200);
  });
});

it('`shorter-metadata` changes the duration', async () => {
  await inject({ kind: 'shorter-metadata', ratingKey: '662548', byMs: 10_000 });
  const headers = { Accept: 'application/json' };
  const answer = await get('/library/metadata/662548', { headers });
  expect(await answer.json()).toMatchObject({
    MediaContainer: { Metadata: [{ duration: 50_000 }] },
  });
});
