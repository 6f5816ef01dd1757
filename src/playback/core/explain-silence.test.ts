import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPlexConnection, PlexError } from '../../plex/index.ts';
import { explainSilence } from './explain-silence.ts';

const baseUrl = 'http://tv:32400/plex';
const silent = new PlexError('server-unreachable', 'coplay: no answer.');

describe('explainSilence', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const explain = (thrown: unknown) => {
    const connection = createPlexConnection({ baseUrl, token: 's3cret' });
    return explainSilence(thrown, connection, new AbortController().signal);
  };

  it('names the connections where the browser has none for the request', async () => {
    vi.useFakeTimers();
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: string, { credentials, signal }: RequestInit) => {
      asked.push(url);
      if (credentials === 'omit') return Promise.resolve(new Response());
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    });
    const explained = explain(silent);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await explained).toMatchObject({
      code: 'server-unreachable',
      message: expect.stringMatching(/No connection/),
      cause: silent,
      untilFree: expect.any(Function),
    });
    expect(new Set(asked)).toEqual(new Set([`${baseUrl}/identity`]));
  });

  it('names the policy of the page where it blocks the question, without a timer', async () => {
    vi.useFakeTimers();
    const page = new EventTarget();
    vi.stubGlobal('document', page);
    vi.stubGlobal('fetch', async (blockedURI: string) => {
      const about = { disposition: 'enforce', effectiveDirective: 'connect-src', blockedURI };
      page.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), about));
      throw new TypeError('Failed to fetch');
    });
    expect(await explain(silent)).toMatchObject({
      code: 'server-unreachable',
      message: expect.stringMatching(/Add http:\/\/tv:32400 to its connect-src\.$/),
      cause: silent,
    });
  });

  it('names the address where a page by https may not ask it', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    vi.stubGlobal('location', new URL('https://home.test/'));
    expect(await explain(silent)).toMatchObject({
      code: 'server-unreachable',
      message: expect.stringMatching(/loaded by https.*https address/),
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('returns what was thrown by a fetch of the host, and asks nothing', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    const connection = createPlexConnection({ baseUrl, fetch: () => Promise.reject(silent) });
    const { signal } = new AbortController();
    expect(await explainSilence(silent, connection, signal)).toBe(silent);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('returns what was thrown where the server answers nothing at all', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await explain(silent)).toBe(silent);
  });

  it.each([
    new PlexError('auth-expired', 'coplay: refused.', { status: 401 }),
    new PlexError('server-unavailable', 'coplay: busy.', { status: 503 }),
    new TypeError('boom'),
    undefined,
  ])('returns anything else, and asks nothing: %s', async (thrown) => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    expect(await explain(thrown)).toBe(thrown);
    expect(fetch).not.toHaveBeenCalled();
  });
});
