import { describe, expect, it, vi } from 'vitest';
import { createPlexConnection } from './connection.ts';
import { createPlaybackIds } from './create-playback-ids.ts';
import { emitPlexEvent, type PlexEvent, redactEvent } from './events.ts';
import { mediaUrlGenerated } from './media-urls.ts';

const ids = createPlaybackIds('music-1', 'audio');
const generated = mediaUrlGenerated({ ids, ratingKey: '140611' });

describe('emitPlexEvent', () => {
  it('passes the event on with all its fields', () => {
    const listener = vi.fn();
    emitPlexEvent(listener, generated);
    expect(listener).toHaveBeenCalledExactlyOnceWith(generated);
    expect(Object.keys(listener.mock.calls[0]?.[0].data)).toEqual(Object.keys(generated.data));
  });

  it('accepts no listener', () => {
    expect(() => emitPlexEvent(undefined, generated)).not.toThrow();
  });

  it('removes the token from every text', () => {
    const { redact } = createPlexConnection({
      baseUrl: 'http://plex.local',
      token: 'sEcr3t-Token',
    });
    const event: PlexEvent = {
      name: 'plex.error',
      data: {
        code: 'rejected',
        status: 400,
        message: 'GET http://h/?X-Plex-Token=abc123 sEcr3t-Token',
      },
    };
    const listener = vi.fn();
    emitPlexEvent(listener, event, { redact });
    expect(listener.mock.calls[0]?.[0]).toEqual({
      name: 'plex.error',
      data: {
        code: 'rejected',
        status: 400,
        message: 'GET http://h/?X-Plex-Token=[redacted] [redacted]',
      },
    });
    expect(event.data.message).toContain('abc123');
  });

  it('catches and reports what a listener throws or rejects with', async () => {
    const onListenerError = vi.fn();
    const boom = new Error('from the host');
    emitPlexEvent(
      () => {
        throw boom;
      },
      generated,
      { onListenerError },
    );
    emitPlexEvent((async () => Promise.reject(boom)) as () => void, generated, { onListenerError });
    await Promise.resolve();
    await vi.waitFor(() => expect(onListenerError).toHaveBeenCalledTimes(2));
    expect(onListenerError).toHaveBeenCalledWith(boom);
  });

  it('reports to the console in Node, and to reportError where there is one', () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const boom = new Error('from the host');
    const thrower = () => {
      throw boom;
    };
    emitPlexEvent(thrower, generated);
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^coplay: /), boom);
    const reportError = vi.fn();
    vi.stubGlobal('reportError', reportError);
    emitPlexEvent(thrower, generated);
    expect(reportError).toHaveBeenCalledExactlyOnceWith(boom);
    expect(log).toHaveBeenCalledTimes(1);
    vi.unstubAllGlobals();
    log.mockRestore();
  });
});

describe('redactEvent', () => {
  it('leaves numbers and undefined fields unchanged', () => {
    expect(redactEvent(generated)).toStrictEqual(generated);
  });
});
