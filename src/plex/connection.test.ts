import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createPlexConnection } from './connection.ts';
import { createPlaybackIds } from './create-playback-ids.ts';
import { PlexError } from './errors.ts';
import { percentEncode } from './percent-encode.ts';
import { fetchJson } from './read-json.ts';
import { sendPing } from './transcode-job.ts';

// Thousands of generated cases take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const token = 'sEcr3t-Token_abcdef';
const baseUrl = 'http://192.168.1.20:32400';

/** What a console or a crash reporter shows of an error: message, stack, fields and causes. */
const everythingIn = (error: unknown) => inspect(error, { depth: null, showHidden: true });

function failure(action: () => unknown): PlexError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(PlexError);
    return error as PlexError;
  }
  throw new Error('It did not throw.');
}

async function rejection(work: Promise<unknown>): Promise<PlexError> {
  const error = await work.then(
    () => new Error('It did not reject.'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PlexError);
  return error as PlexError;
}

it('returns a connection unchanged', () => {
  const connection = createPlexConnection({ baseUrl, token });
  expect(createPlexConnection(connection)).toBe(connection);
});

describe('url', () => {
  it('holds the labels and the token, below the path of the base URL', () => {
    const connection = createPlexConnection({
      baseUrl: 'https://example.org/plex/',
      token,
      product: 'Gym & Co',
      version: '2.0',
      platformVersion: '139',
      device: 'Linux',
      deviceName: 'Bike 1',
      language: 'en',
    });
    const url = new URL(connection.url('/identity', { checkFiles: true, skip: undefined, n: 0 }));
    expect(url.origin + url.pathname).toBe('https://example.org/plex/identity');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      checkFiles: '1',
      n: '0',
      'X-Plex-Client-Identifier': 'Gym & Co',
      'X-Plex-Product': 'Gym & Co',
      'X-Plex-Version': '2.0',
      'X-Plex-Platform': 'Chrome',
      'X-Plex-Platform-Version': '139',
      'X-Plex-Device': 'Linux',
      'X-Plex-Device-Name': 'Bike 1',
      'X-Plex-Language': 'en',
      'X-Plex-Token': token,
    });
  });

  it('lets a call set a label that the connection does not have', () => {
    const url = createPlexConnection({ baseUrl }).url('/x', { 'X-Plex-Device': 'TV' });
    expect(new URL(url).searchParams.get('X-Plex-Device')).toBe('TV');
  });

  it('names the client in every URL: of the call, else of the connection, else the product', () => {
    const name = 'X-Plex-Client-Identifier';
    const sent = (options: object, query?: object) =>
      new URL(
        createPlexConnection({ baseUrl, ...options }).url(`/x?${name}=foreign`, { ...query }),
      ).searchParams.getAll(name);
    expect(sent({})).toEqual(['coplay']);
    expect(sent({ product: 'Gym' })).toEqual(['Gym']);
    expect(sent({ product: 'Gym', clientIdentifier: 'me' })).toEqual(['me']);
    expect(sent({ clientIdentifier: 'me' }, { [name]: 'player-1' })).toEqual(['player-1']);
    expect(createPlexConnection({ baseUrl, clientIdentifier: '' }).clientIdentifier).toBe(
      undefined,
    );
  });

  it('holds no token when none is given, or an empty one', () => {
    for (const given of [undefined, '']) {
      const url = createPlexConnection({ baseUrl, token: given }).url('/identity');
      expect(new URL(url).searchParams.has('X-Plex-Token')).toBe(false);
    }
  });

  it('merges the query of the path', () => {
    const url = createPlexConnection({ baseUrl }).url(
      '/library/parts/1/2/a.mp3?download=1&x=a%26b',
      {
        session: 's',
      },
    );
    const { searchParams } = new URL(url);
    expect(searchParams.get('download')).toBe('1');
    expect(searchParams.get('x')).toBe('a&b');
    expect(searchParams.get('session')).toBe('s');
  });

  it('encodes special characters of a path', () => {
    const { url } = createPlexConnection({ baseUrl: 'http://h/base' });
    const { pathname } = new URL(url('/library/parts/1/2/100% "ü" #1\uD800\\.mp3'));
    expect(decodeURIComponent(pathname)).toBe('/base/library/parts/1/2/100% "ü" #1\uFFFD\\.mp3');
    expect(new URL(url('/already%20encoded')).pathname).toBe('/base/already%20encoded');
  });

  it.each([
    'library',
    '',
    'http://evil.example/',
    '/a/../b',
    '/%2e%2E/b',
    '/a\\..\\b',
    '/.',
    '/?x/..',
  ])('stays below the base URL: %s', (path) => {
    const { url } = createPlexConnection({ baseUrl: 'http://h/base' });
    if (path === '/?x/..') expect(new URL(url(path)).pathname).toBe('/base/');
    else expect(failure(() => url(path)).code).toBe('invalid-argument');
  });

  it('round-trips any query, strictly encoded', () => {
    const { url } = createPlexConnection({ baseUrl, token });
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' })),
        (query) => {
          fc.pre(Object.keys(query).every((name) => !name.startsWith('X-Plex')));
          const address = url('/x', query);
          const search = address.slice(address.indexOf('?') + 1);
          expect(search).toMatch(/^(?:[\w.~=&-]|%[\dA-F]{2})*$/);
          const expected = new URLSearchParams(Object.entries(query));
          for (const [name, value] of expected) {
            expect(new URL(address).searchParams.getAll(name)).toContain(value);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('the token', () => {
  it('is in no text form of a connection', () => {
    const connection = createPlexConnection({ baseUrl, token });
    const shown = [
      JSON.stringify(connection),
      inspect(connection, { depth: null, showHidden: true, getters: true }),
      String(connection),
      JSON.stringify(Object.getOwnPropertyDescriptors(connection)),
      ...Reflect.ownKeys(connection).map((key) =>
        String(connection[key as keyof typeof connection]),
      ),
    ].join('\n');
    expect(shown).not.toContain(token);
    expect(shown).toContain('192.168.1.20');
  });

  it('is in no error of a fetch that fails with the URL in its message', async () => {
    const awkward = 'to&ken=+(a)*#!,é';
    const connection = createPlexConnection({
      baseUrl,
      token: awkward,
      fetch: (input) => {
        const inner = Object.assign(new Error(`connect ECONNREFUSED ${String(input)}`), {
          code: 'ECONNREFUSED',
          input: String(input),
        });
        throw Object.assign(new TypeError(`Failed to fetch ${String(input)}`, { cause: inner }), {
          url: String(input),
          token: awkward,
        });
      },
    });
    const error = await rejection(connection.fetch(connection.url('/identity')));
    expect(error.code).toBe('server-unreachable');
    expect(error.message).toContain(baseUrl);
    expect((error.cause as Error).cause).toMatchObject({ code: 'ECONNREFUSED' });
    expect(everythingIn(error)).not.toContain(awkward);
    expect(everythingIn(error)).not.toContain(percentEncode(awkward));
    expect(everythingIn(error)).not.toContain('ken%3D');
  });

  it('is removed from a text by redact', () => {
    const { redact, url } = createPlexConnection({ baseUrl, token });
    expect(redact(`GET ${url('/identity')} by ${token}`)).not.toContain(token);
  });
});

describe('fetch', () => {
  it('has no time limit with keepalive, unless one is given', async () => {
    const connection = createPlexConnection({
      baseUrl,
      timeoutMs: 1,
      fetch: (_, init) =>
        new Promise((resolve, reject) => {
          const { signal } = init ?? {};
          if (!signal) resolve(new Response('{}'));
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    expect((await connection.fetch(baseUrl, { keepalive: true })).status).toBe(200);
    await expect(
      connection.fetch(baseUrl, { keepalive: true, timeoutMs: 5 }),
    ).rejects.toMatchObject({ code: 'server-unreachable' });
    await expect(
      connection.fetch(baseUrl, { keepalive: true, timeoutMs: -1 }),
    ).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('accepts JSON unless another Accept is given, in upper or lower case', async () => {
    const asked: (string | null)[] = [];
    const connection = createPlexConnection({
      baseUrl,
      fetch: async (url, init) => {
        asked.push(new Request(url, init).headers.get('Accept'));
        return new Response();
      },
    });
    await connection.fetch(baseUrl);
    await connection.fetch(baseUrl, { headers: { accept: 'text/plain' } });
    expect(asked).toEqual(['application/json', 'text/plain']);
  });

  const answering = (status: number, body: string | null, headers?: HeadersInit) =>
    createPlexConnection({
      baseUrl,
      token,
      fetch: async () => new Response(body, { status, ...(headers && { headers }) }),
    });

  it.each([
    [400, 'rejected'],
    [401, 'auth-expired'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'rejected'],
    [410, 'not-found'],
    [429, 'rate-limited'],
    [500, 'server-unavailable'],
    [502, 'server-unavailable'],
    [503, 'server-unavailable'],
    [509, 'bandwidth'],
    [304, 'bad-response'],
  ])('maps the status %i to a code', async (status, code) => {
    const body = status === 304 ? null : `<h1>${status} for ${token}</h1>`;
    const error = await rejection(answering(status, body).fetch(`${baseUrl}/x`));
    expect(error).toMatchObject({ code, status });
    expect(error.message).toMatch(
      new RegExp(`^coplay: the Plex server answered ${status}: .+\\. .+\\.$`),
    );
    expect(everythingIn(error)).not.toContain(token);
    expect(everythingIn(error)).not.toContain('<h1>');
  });

  it('maps a 500 with a text about bandwidth to the code bandwidth', async () => {
    const error = await rejection(
      answering(500, 'Bandwidth exceeded: 5000 kbps > 2000 kbps').fetch(`${baseUrl}/x`),
    );
    expect(error).toMatchObject({ code: 'bandwidth', status: 500 });
    expect(error.message).not.toContain('5000');
  });

  it('reads only the beginning of a failed answer', async () => {
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(1024).fill(97));
      },
    });
    const connection = createPlexConnection({
      baseUrl,
      fetch: async () => new Response(endless, { status: 500 }),
    });
    expect((await rejection(connection.fetch(`${baseUrl}/x`))).code).toBe('server-unavailable');
    expect(chunks).toBeLessThan(10);
  });

  it('reads Retry-After', async () => {
    const seconds = await rejection(
      answering(503, '', { 'Retry-After': '7' }).fetch(`${baseUrl}/x`),
    );
    expect(seconds.retryAfterSeconds).toBe(7);
    const past = { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' };
    const date = await rejection(answering(503, '', past).fetch(`${baseUrl}/x`));
    expect(date.retryAfterSeconds).toBe(0);
    for (const odd of ['soon', '1.5', '-1']) {
      const error = await rejection(
        answering(503, '', { 'Retry-After': odd }).fetch(`${baseUrl}/x`),
      );
      expect(error.retryAfterSeconds).toBeUndefined();
    }
  });

  it.each([
    ['right', 0],
    ['an hour fast', 3_600_000],
    ['eight hours slow', -28_800_000],
  ])(
    'reads a date in Retry-After by the date of the server, when the clock here is %s',
    async (_, offset) => {
      const now = new Date('2026-03-01T12:00:00Z');
      vi.useFakeTimers({ toFake: ['Date'], now: now.getTime() + offset });
      try {
        const headers = {
          Date: now.toUTCString(),
          'Retry-After': new Date(now.getTime() + 5_000).toUTCString(),
        };
        const error = await rejection(answering(503, '', headers).fetch(`${baseUrl}/x`));
        expect(error.retryAfterSeconds).toBe(5);
      } finally {
        vi.useRealTimers();
      }
    },
  );

  it('accepts JSON, bypasses the cache, and sends no header that causes a preflight', async () => {
    const send = vi.fn<typeof fetch>(async () => new Response('{}'));
    const { signal } = new AbortController();
    await createPlexConnection({ baseUrl, token, fetch: send }).fetch(`${baseUrl}/x`, {
      signal,
      keepalive: true,
    });
    expect(send).toHaveBeenCalledWith(`${baseUrl}/x`, {
      method: 'GET',
      headers: { Accept: 'application/json' },
      cache: 'no-store',
      signal,
      keepalive: true,
    });
  });

  it('rejects with the reason of an abort', async () => {
    const controller = new AbortController();
    const connection = createPlexConnection({
      baseUrl,
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new TypeError('cut off')));
        }),
    });
    const pending = connection.fetch(`${baseUrl}/x`, { signal: controller.signal });
    controller.abort();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    ['an answer that never comes', () => new Promise<never>(() => {})],
    [
      'a body that never ends',
      async () => new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(1)) })),
    ],
  ])('has a time limit for %s', async (_, answer) => {
    const connection = createPlexConnection({
      baseUrl,
      timeoutMs: 20,
      fetch: (_url, init) =>
        new Promise((resolve, reject) => {
          const { signal } = init ?? {};
          signal?.addEventListener('abort', () => reject(signal.reason));
          answer().then((response) => {
            const body = response.body?.pipeThrough(
              new TransformStream(),
              signal ? { signal } : {},
            );
            resolve(new Response(body));
          }, reject);
        }),
    });
    const error = await rejection(fetchJson(connection, connection.url('/identity')));
    expect(error.code).toBe('server-unreachable');
    expect(error.cause).toMatchObject({ name: 'TimeoutError' });
  });

  it('tells a body that takes too long from one that breaks off', async () => {
    const endless = new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(1)) });
    const broken = new ReadableStream({ pull: (c) => c.error(new TypeError('network error')) });
    const failureOf = (body: ReadableStream) => {
      const options = { baseUrl, timeoutMs: 20, fetch: async () => new Response(body) };
      const connection = createPlexConnection(options);
      return rejection(fetchJson(connection, connection.url('/identity')));
    };
    expect((await failureOf(endless)).message).toMatch(/took longer than its `timeoutMs`/);
    expect((await failureOf(broken)).message).toMatch(/broke off/);
  });

  describe('with a fetch of the host that ignores its signal', () => {
    const endless = () => new ReadableStream({ cancel: () => new Promise(() => {}) });
    const deaf = (answer: () => Promise<Response>, timeoutMs = 20) =>
      createPlexConnection({ baseUrl, timeoutMs, fetch: answer });
    const never = () => new Promise<never>(() => {});

    it.each([
      ['an answer', never, 'server-unreachable', undefined],
      ['a body', async () => new Response(endless()), 'server-unreachable', undefined],
      [
        'the body of an error',
        async () => new Response(endless(), { status: 500 }),
        'server-unavailable',
        500,
      ],
      [
        'the end of a body that nobody reads',
        async () => new Response(endless(), { status: 404 }),
        'not-found',
        404,
      ],
    ] as const)('waits a limited time for %s', async (_, answer, code, status) => {
      const connection = deaf(answer);
      const error = await rejection(fetchJson(connection, connection.url('/x')));
      expect(error).toMatchObject({ code, status });
    });

    it('waits no longer once the request is aborted', async () => {
      for (const answer of [never, async () => new Response(endless())]) {
        const life = new AbortController();
        const connection = deaf(answer, 60_000);
        const { signal } = life;
        const pending = fetchJson(connection, connection.url('/x'), { signal });
        await new Promise((resolve) => setTimeout(resolve, 0));
        life.abort('over');
        await expect(pending).rejects.toBe('over');
      }
    });

    it('discards a body without waiting for the end of it', async () => {
      const connection = deaf(async () => new Response(endless()), 60_000);
      expect(await sendPing(connection, createPlaybackIds('a', 'video'))).toBe('alive');
    });
  });

  it('accepts a time limit that is no whole number', async () => {
    const connection = createPlexConnection({
      baseUrl,
      timeoutMs: 1000 / 3,
      fetch: async () => new Response('{}'),
    });
    await expect(fetchJson(connection, connection.url('/identity'))).resolves.toEqual({});
    const odd = connection.fetch(connection.url('/identity'), { timeoutMs: Number.NaN });
    expect((await rejection(odd)).code).toBe('invalid-argument');
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, '20' as never])(
    'refuses a time limit of %s',
    (timeoutMs) => {
      expect(failure(() => createPlexConnection({ baseUrl, timeoutMs })).code).toBe(
        'invalid-connection',
      );
    },
  );

  it('treats an AbortError of the given fetch as a time limit, and hides the URL in its message', async () => {
    const connection = createPlexConnection({
      baseUrl,
      token,
      fetch: (url) => Promise.reject(new DOMException(`aborted ${url}`, 'AbortError')),
    });
    const error = await rejection(connection.fetch(connection.url('/x')));
    expect(error).toMatchObject({ code: 'server-unreachable', cause: { name: 'AbortError' } });
    expect(everythingIn(error)).not.toContain(token);
  });

  it.each([undefined, null, {}, 'x'])(
    'rejects with a typed error when the given fetch resolves to %o',
    async (answer) => {
      const connection = createPlexConnection({ baseUrl, fetch: async () => answer as never });
      const error = await rejection(connection.fetch(connection.url('/x')));
      expect(error.code).toBe('invalid-connection');
    },
  );

  it('refuses a fetch that is not a function', () => {
    expect(failure(() => createPlexConnection({ baseUrl, fetch: 5 as never })).code).toBe(
      'invalid-connection',
    );
  });

  it('uses a global fetch that is replaced later', async () => {
    const connection = createPlexConnection({ baseUrl });
    const original = globalThis.fetch;
    globalThis.fetch = async () => new Response('late');
    try {
      expect(await (await connection.fetch(`${baseUrl}/x`)).text()).toBe('late');
    } finally {
      globalThis.fetch = original;
    }
  });
});
