import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdConnection, whyNotSent } from './server-connections.ts';

const part = 'http://tv:32400/plex/library/parts/7/1/file.mp4?X-Plex-Token=s3cret';

/** How the browser treats a request: answered, refused, or without a connection. */
type Fate = 'answered' | 'refused' | 'waiting';

describe('the connections of a browser to one server', () => {
  let fates: { omit: Fate; include: Fate };
  let asked: string[];
  let life: AbortController;
  let free: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    fates = { omit: 'answered', include: 'answered' };
    asked = [];
    life = new AbortController();
    vi.stubGlobal('fetch', (url: string, { credentials, signal }: RequestInit) => {
      asked.push(url);
      const fate = fates[credentials as keyof typeof fates];
      if (fate === 'refused') return Promise.reject(new TypeError('Failed to fetch'));
      return new Promise<Response>((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        if (fate === 'answered') resolve(new Response());
        else free = () => resolve(new Response());
      });
    });
  });
  afterEach(() => {
    life.abort();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const cause = new Error('No answer.');
  async function find({ url = part, holds = true } = {}) {
    const found = whyNotSent(url, { cause, holds, signal: life.signal });
    await vi.advanceTimersByTimeAsync(2_000);
    return found;
  }
  const taken = async (holds?: boolean) => (await find({ holds })) !== undefined;

  it.each([
    ['are free when the server answers', 'answered', 'answered', false],
    ['are free when the server refuses', 'answered', 'refused', false],
    ['are taken when only requests without cookies are answered', 'answered', 'waiting', true],
    ['are not to blame when the server answers nothing', 'waiting', 'waiting', false],
  ] as const)('%s', async (_, omit, include, expected) => {
    fates = { omit, include };
    expect(await taken()).toBe(expected);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are taken when nothing is answered and seven direct plays load from the server', async () => {
    fates = { omit: 'waiting', include: 'waiting' };
    const others = Array.from({ length: 6 }, () => new AbortController());
    for (const { signal } of others) holdConnection(part, signal);
    holdConnection('http://radio/library/parts/1', life.signal);
    expect(await taken()).toBe(false);
    // Another request than that of a direct play is the seventh.
    expect(await taken(false)).toBe(true);
    const seventh = new AbortController();
    holdConnection(part, seventh.signal);
    expect(await taken()).toBe(true);
    for (const other of [...others, seventh]) other.abort();
    expect(await taken()).toBe(false);
  });

  it('do not matter where the page may not ask the server', async () => {
    vi.stubGlobal('location', { href: 'https://app.example/' });
    expect(await find()).toMatchObject({
      code: 'server-unreachable',
      message: expect.stringMatching(/https address of the Plex server/),
    });
    expect(asked).toEqual([]);
  });

  it('are waited for until one is free', async () => {
    fates.include = 'waiting';
    let isFree = false;
    const wait = (await find())?.untilFree?.(life.signal).then(() => {
      isFree = true;
    });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(isFree).toBe(false);
    free();
    await wait;
  });

  it('are not waited for after the player has stopped', async () => {
    fates.include = 'waiting';
    const wait = (await find())?.untilFree?.(life.signal);
    life.abort();
    await expect(wait).rejects.toThrow();
  });

  it('are the reason of the error, with what has failed as its cause', async () => {
    fates.include = 'waiting';
    expect(await find()).toMatchObject({
      code: 'server-unreachable',
      message: expect.stringMatching(/No connection.*HTTP\/2.*starts by itself/),
      cause,
    });
  });

  it.each([
    [part, 'http://tv:32400/plex/identity'],
    ['http://tv:32400/plex?X-Plex-Token=s3cret', 'http://tv:32400/plex/identity'],
    ['http://tv:32400/plex/?X-Plex-Token=s3cret', 'http://tv:32400/plex/identity'],
    ['http://tv:32400?X-Plex-Token=s3cret', 'http://tv:32400/identity'],
  ])('are asked about without a token, below the base URL: %s', async (url, identity) => {
    await find({ url });
    expect(new Set(asked)).toEqual(new Set([identity]));
  });
});
