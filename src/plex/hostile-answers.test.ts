import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createPlexServer } from '../testing/create-plex-server.ts';
import { fetchFrom } from '../testing/fetch-from.ts';
import { createPlexConnection, type PlexConnection } from './connection.ts';
import { createPlaybackIds } from './create-playback-ids.ts';
import { requestDecision } from './decision.ts';
import { isPlexError } from './errors.ts';
import { partUrl } from './media-urls.ts';
import { fetchChildren, fetchItem, fetchItems, fetchPlaylistItems } from './metadata.ts';
import { reportTimeline } from './timeline.ts';
import { sendPing, sendStop } from './transcode-job.ts';
import { sendScrobble, sendUnscrobble } from './watched.ts';

vi.setConfig({ testTimeout: 60_000 });

const origin = 'http://plex.test';
const ids = createPlaybackIds('hostile', 'video');
const report = {
  ids,
  ratingKey: '662548',
  state: 'playing',
  timeSeconds: 1,
  durationSeconds: 9,
} as const;

/** All functions that read an answer. */
const readers: Readonly<Record<string, (connection: PlexConnection) => Promise<unknown>>> = {
  item: (connection) => fetchItem(connection, '662548'),
  items: (connection) => fetchItems(connection, ['140611', '140612', '140620']),
  children: (connection) => fetchChildren(connection, '140610'),
  playlist: (connection) => fetchPlaylistItems(connection, '140600'),
  decision: (connection) => requestDecision(connection, { ids, ratingKey: '662548' }),
  timeline: (connection) => reportTimeline(connection, report),
  ping: (connection) => sendPing(connection, ids),
  stop: (connection) => sendStop(connection, ids),
  scrobble: (connection) => sendScrobble(connection, '662548'),
  unscrobble: (connection) => sendUnscrobble(connection, '662548'),
};
const names = fc.constantFrom(...Object.keys(readers));

const answering = (body: BodyInit | null, status = 200) =>
  createPlexConnection({ baseUrl: origin, fetch: async () => new Response(body, { status }) });

/** Fails for a number that is none, a value of a kind that no result has, and a URL that leads to another server. */
function expectSane(value: unknown, connection: PlexConnection): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  if (typeof value !== 'object' || value === null) {
    expect(['number', 'string', 'boolean', 'undefined']).toContain(typeof value);
    return;
  }
  if (!Array.isArray(value)) expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  for (const [name, field] of Object.entries(value)) {
    if (name.endsWith('Seconds')) expect(field ?? 0).toBeGreaterThanOrEqual(0);
    if (name === 'ratingKey') expect(field).not.toBe('');
    if (name === 'key' || /thumb|art$/i.test(name)) expectOwnUrl(connection, field);
    expectSane(field, connection);
  }
}

function expectOwnUrl(connection: PlexConnection, path: unknown): void {
  try {
    for (const url of [
      connection.url(path as string),
      partUrl(connection, { ids, partKey: path as string }),
    ])
      expect(new URL(url).origin).toBe(origin);
  } catch (error) {
    expect(isPlexError(error)).toBe(true);
  }
}

const builtins = Object.getOwnPropertyNames(Object.prototype).join();

/** Resolves when a reader has read a body as it should: with something sane, or with a PlexError. */
async function reads(name: string, body: BodyInit | null, status?: number): Promise<void> {
  const connection = answering(body, status);
  const began = performance.now();
  const result = await readers[name]?.(connection).catch((error: unknown) => {
    if (!isPlexError(error)) throw error;
    expect(error.message).toMatch(/^coplay: .+\. [A-Z].+\.$/);
  });
  expectSane(result, connection);
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(builtins);
  expect(performance.now() - began).toBeLessThan(5_000);
}

/** Answers of the emulated server, by reader. */
const real = new Map<string, unknown>();
beforeAll(async () => {
  const server = createPlexServer({ evict: 'off' });
  for (const [name, read] of Object.entries(readers)) {
    const connection = createPlexConnection({
      baseUrl: origin,
      async fetch(input, init) {
        const response = await fetchFrom(server)(input, init);
        if (response.headers.get('Content-Type')?.includes('json'))
          real.set(name, await response.clone().json());
        return response;
      },
    });
    await read(connection);
  }
});

/** JSON texts that stand in the place of a value. `1e999` reads as Infinity. */
const strange = fc.oneof(
  fc.constantFrom(
    ...'null true false 0 -1 0.5 1e999 -1e999 1e308 5e-324 9007199254740993 [] {} "" "0" "-5" "1e999" "NaN"'.split(
      ' ',
    ),
    ...'"__proto__" "constructor" "//evil.test/x" "http://evil.test" "/../x" "/%2e%2e/x" "\\\\\\\\evil.test" "\\ud800"'.split(
      ' ',
    ),
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"length":4294967295}',
    `"${'x'.repeat(30_000)}"`,
    '['.repeat(10_000) + ']'.repeat(10_000),
    `${'{"Metadata":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    `[${'{},'.repeat(10_000)}{}]`,
  ),
  fc.jsonValue().map((value) => JSON.stringify(value)),
);

const mark = 'a place that is replaced';
type Change = readonly [place: number, how: 'replace' | 'delete' | 'add' | 'wrap', text: string];
const changes = fc.array(
  fc.tuple(
    fc.nat(),
    fc.constantFrom('replace' as const, 'delete' as const, 'add' as const, 'wrap' as const),
    strange,
  ),
  { minLength: 1, maxLength: 4 },
);

/** The JSON text of a value with some of its fields changed. */
function mutated(value: unknown, all: readonly Change[]): string {
  const copy: Record<string, unknown> = structuredClone({ root: value });
  const texts: string[] = [];
  for (const [place, how, text] of all) {
    const fields = fieldsOf(copy);
    const [owner, key] = fields[place % fields.length] ?? [copy, 'root'];
    if (how === 'delete') {
      delete owner[key];
      continue;
    }
    const before = JSON.stringify(owner[key] ?? null);
    const after = how === 'wrap' ? `[${before}]` : text;
    owner[how === 'add' ? '__proto__x' : key] = `${mark} ${texts.push(after) - 1}`;
  }
  return JSON.stringify(copy.root ?? null)
    .replace(new RegExp(`"${mark} (\\d+)"`, 'g'), (_, at) => texts[Number(at)] ?? 'null')
    .replaceAll('"__proto__x"', '"__proto__"');
}

function fieldsOf(value: object): [owner: Record<string, unknown>, key: string][] {
  return Object.entries(value).flatMap(([key, field]) => [
    [value as Record<string, unknown>, key] as [Record<string, unknown>, string],
    ...(typeof field === 'object' && field !== null ? fieldsOf(field) : []),
  ]);
}

describe('a hostile answer', () => {
  it('of any JSON is read, or is a PlexError', async () => {
    const bodies = fc.oneof(strange, fc.json());
    await fc.assert(
      fc.asyncProperty(names, bodies, fc.boolean(), (name, body, isWrapped) =>
        reads(name, isWrapped ? `{"MediaContainer":${body}}` : body),
      ),
      { numRuns: 1000 },
    );
  });

  it('that was changed in some places is read, or is a PlexError', async () => {
    expect([...real.keys()]).toEqual([
      'item',
      'items',
      'children',
      'playlist',
      'decision',
      'timeline',
    ]);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...real.keys()), changes, (name, all) =>
        reads(name, mutated(real.get(name), all)),
      ),
      { numRuns: 1500 },
    );
  });

  it('that was changed reads for another reader, or is a PlexError', async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.constantFrom(...real.keys()), changes, (name, other, all) =>
        reads(name, mutated(real.get(other), all)),
      ),
      { numRuns: 500 },
    );
  });

  it('that is cut anywhere, or is no text, is read or is a PlexError', async () => {
    const cut = fc
      .tuple(fc.constantFrom(...real.keys()), fc.nat())
      .map(([name, at]) => JSON.stringify(real.get(name)).slice(0, at % 2_000));
    await fc.assert(
      fc.asyncProperty(names, fc.oneof(cut, fc.uint8Array(), fc.constant(null)), (name, body) =>
        reads(name, body as BodyInit | null),
      ),
      { numRuns: 500 },
    );
  });

  it('of any status is a PlexError or an answer', async () => {
    const statuses = fc
      .integer({ min: 200, max: 599 })
      .filter((status) => ![204, 205, 304].includes(status));
    await fc.assert(
      fc.asyncProperty(names, statuses, strange, (name, status, body) => reads(name, body, status)),
      { numRuns: 500 },
    );
  });

  it.each(Object.keys(readers))('without an end is given up by %s', async (name) => {
    let sent = 0;
    const cancel = vi.fn();
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
      },
      cancel,
    });
    await reads(name, body);
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(sent).toBeLessThanOrEqual(34);
  });

  it('of over 32 MB is a `bad-response` that says so', async () => {
    const list = `{"MediaContainer":{"Metadata":[${'{"ratingKey":"1"},'.repeat(2e6)}{}]}}`;
    await expect(readers.playlist?.(answering(list))).rejects.toMatchObject({
      code: 'bad-response',
      message: expect.stringMatching(/over 32 MB\. Check/),
    });
  });

  it('that is no JSON is a `bad-response` that says so, and no more', async () => {
    await expect(readers.playlist?.(answering('<html>'))).rejects.toMatchObject({
      code: 'bad-response',
      message: expect.stringMatching(/the answer is not JSON\. Check/),
    });
  });

  it('of 10,000 tracks is read', async () => {
    const { MediaContainer } = real.get('playlist') as { MediaContainer: { Metadata: [object] } };
    const Metadata = Array.from({ length: 10_000 }, () => MediaContainer.Metadata[0]);
    const items = await readers.playlist?.(
      answering(JSON.stringify({ MediaContainer: { Metadata } })),
    );
    expect(items).toHaveLength(10_000);
  });
});
