import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineFailure } from '../core/engine-failure.ts';
import { createNativeEngine } from './create-native-engine.ts';

const MEDIA_ERR_NETWORK = 2;
const MEDIA_ERR_DECODE = 3;
const MEDIA_ERR_SRC_NOT_SUPPORTED = 4;

describe('the failure that direct play reports', () => {
  let element: EventTarget & { error: { code: number; message: string } | null };
  let failed: Promise<EngineFailure>;

  beforeEach(async () => {
    // Node warns about more than ten listeners of one signal.
    setMaxListeners(30);
    element = Object.assign(new EventTarget(), {
      error: null,
      load: () => {},
      removeAttribute: () => {},
    });
    let onFailure: (failure: EngineFailure) => void = () => {};
    failed = new Promise((resolve) => {
      onFailure = resolve;
    });
    const denied = async () => ({ kind: 'denied' }) as const;
    const engine = createNativeEngine({
      media: element as unknown as HTMLMediaElement,
      session: { renew: denied, relocate: denied, findAlive: async () => true },
      redact: (text) => text.replace('s3cret', '…'),
      onFailure,
      onEnded: () => {},
      whenMounted: async () => {},
    });
    await engine.load({ url: 'http://tv/part', offsetSeconds: 0 }, 0);
  });
  afterEach(() => void vi.unstubAllGlobals());

  function fail(code: number): Promise<EngineFailure> {
    element.error = { code, message: 'at http://tv/part?X-Plex-Token=s3cret' };
    element.dispatchEvent(new Event('error'));
    return failed;
  }
  const answer = (status: number) =>
    vi.stubGlobal('fetch', async () => new Response('', { status }));

  it('has the time at which the last bytes came', async () => {
    answer(404);
    element.dispatchEvent(new Event('progress'));
    const since = performance.now();
    const { provedAt } = await fail(MEDIA_ERR_SRC_NOT_SUPPORTED);
    expect(provedAt).toBeLessThanOrEqual(since);
    expect(provedAt).toBeGreaterThan(0);
  });

  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'segment-gone'],
    [408, 'network'],
    [410, 'segment-gone'],
    [429, 'network'],
    [500, 'network'],
    [502, 'network'],
    [503, 'segment-gone'],
    [504, 'network'],
    [509, 'refused'],
  ] as const)('takes its kind from the status %i of the part', async (status, kind) => {
    answer(status);
    expect(await fail(MEDIA_ERR_SRC_NOT_SUPPORTED)).toMatchObject({ kind, status, final: true });
  });

  it.each([
    ['the connection broke', MEDIA_ERR_NETWORK, 'network'],
    ['the format is unknown', MEDIA_ERR_SRC_NOT_SUPPORTED, 'unsupported'],
  ])('takes its kind from the element when the part is there: %s', async (_, code, kind) => {
    answer(206);
    expect(await fail(code)).toMatchObject({ kind, final: true });
  });

  it('is a network failure without an answer', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(await fail(MEDIA_ERR_SRC_NOT_SUPPORTED)).toMatchObject({ kind: 'network' });
  });

  it('asks the server nothing after a decode error, and contains no token', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    const { kind, cause } = await fail(MEDIA_ERR_DECODE);
    expect(kind).toBe('decode');
    expect(cause.message).not.toContain('s3cret');
    expect(fetch).not.toHaveBeenCalled();
  });
});
