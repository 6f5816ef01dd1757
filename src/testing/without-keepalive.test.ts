import { afterEach, describe, expect, it, vi } from 'vitest';
import { withoutKeepalive } from './without-keepalive.ts';

const url = 'http://plex.test/:/timeline';

/** Answers each request with whether it has keepalive. */
const tell: typeof fetch = async (input, init) =>
  Response.json({ url: new Request(input, init).url, kept: new Request(input, init).keepalive });

describe('withoutKeepalive', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['a URL', url, { keepalive: true }],
    ['a request', new Request(url, { keepalive: true }), undefined],
  ])('removes keepalive from %s', async (_title, input, init) => {
    expect(await (await tell(input, init)).json()).toEqual({ url, kept: true });
    const answer = await withoutKeepalive(tell)(input, init);
    expect(await answer.json()).toEqual({ url, kept: false });
  });

  it('uses the global fetch of the moment', async () => {
    const send = withoutKeepalive();
    vi.stubGlobal('fetch', tell);
    expect(await (await send(url, { keepalive: true })).json()).toEqual({ url, kept: false });
  });

  it('keeps everything else of a request', async () => {
    const sent = vi.fn(tell);
    const signal = new AbortController().signal;
    await withoutKeepalive(sent)(url, { method: 'PUT', cache: 'no-store', signal });
    expect(sent).toHaveBeenCalledWith(url, {
      method: 'PUT',
      cache: 'no-store',
      signal,
      keepalive: false,
    });
  });
});
