import { describe, expect, it } from 'vitest';
import { createPlexConnection, PlexError } from '../../plex/index.ts';
import { PlaybackError } from './playback-error.ts';

describe('PlaybackError', () => {
  it('says what happened and what to do', () => {
    const error = new PlaybackError('server-unreachable');
    expect(error.message).toMatch(/does not answer.*Retry/);
  });

  it('converts a PlexError with its status and cause', () => {
    const cause = new PlexError('auth-expired', 'coplay: refused.', { status: 401 });
    expect(PlaybackError.from(cause)).toMatchObject({ code: 'auth-expired', status: 401, cause });
  });

  it.each([
    ['rejected', 'server-error'],
    ['bad-response', 'server-error'],
    ['rate-limited', 'server-error'],
    ['server-unavailable', 'server-error'],
    ['refused', 'unsupported'],
    ['not-found', 'not-found'],
    ['invalid-connection', 'invalid-connection'],
  ] as const)('converts the code %s to %s', (code, expected) => {
    expect(PlaybackError.from(new PlexError(code, 'coplay: no.')).code).toBe(expected);
  });

  it('returns a PlaybackError unchanged', () => {
    const error = new PlaybackError('decode');
    expect(PlaybackError.from(error)).toBe(error);
  });

  it.each(['', 7, null, undefined, { message: 'x' }, new Error('boom')])(
    'converts any thrown value: %s',
    (thrown) => {
      expect(PlaybackError.from(thrown)).toMatchObject({ code: 'server-error' });
    },
  );

  it('contains no token, neither in the sentence nor in the cause', () => {
    const url = 'http://tv/start.mpd?X-Plex-Token=SeCrEt123&x=1 is not available';
    const error = PlaybackError.from(new Error(url));
    expect(`${error.message} ${String(error.cause)}`).not.toContain('SeCrEt123');
    expect(new PlaybackError('terminated', { text: url }).message).not.toContain('SeCrEt123');
  });

  it('names a base URL that is not usable, without what may be secret in it', () => {
    const bad = (options: object): string => {
      try {
        createPlexConnection(options as never);
        return '';
      } catch (thrown) {
        return PlaybackError.from(thrown).message;
      }
    };
    expect(bad({ baseUrl: 'htp://me:hunter22@plex:32400' })).toContain(
      'The address of the Plex server is not usable: the base URL "htp://[redacted]@plex:32400" is not an absolute',
    );
    expect(bad({ baseUrl: 'http://plex', token: 7 })).toContain(
      'The connection to the Plex server is not usable: the option `token`',
    );
  });
});
