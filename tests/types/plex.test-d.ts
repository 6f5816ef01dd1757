import type { PlexEvent as PlayersPlexEvent } from 'coplay';
import {
  createPlexConnection,
  isPlexError,
  type MediaUrlGenerated,
  type PlexConnection,
  type PlexError,
  type PlexErrorCode,
  type PlexEvent,
  type PlexEventListener,
  type PlexEventName,
} from 'coplay/plex';
import { describe, expectTypeOf, it } from 'vitest';

describe('createPlexConnection', () => {
  it('requires a base URL', () => {
    expectTypeOf(createPlexConnection).returns.toEqualTypeOf<PlexConnection>();
    createPlexConnection({ baseUrl: 'http://192.168.1.10:32400' });
    createPlexConnection({
      baseUrl: '/plex',
      token: undefined,
      product: undefined,
      version: undefined,
      platform: undefined,
      platformVersion: undefined,
      device: undefined,
      deviceName: undefined,
      language: undefined,
      timeoutMs: undefined,
      fetch: undefined,
    });
    createPlexConnection({ baseUrl: '/plex', fetch: globalThis.fetch, timeoutMs: 5000 });
    // @ts-expect-error: no base URL
    createPlexConnection({ token: 'x' });
    // @ts-expect-error: a string, not a URL object
    createPlexConnection({ baseUrl: new URL('http://plex') });
    // @ts-expect-error: no such option
    createPlexConnection({ baseUrl: '/plex', tokn: 'x' });
  });

  it('returns a connection without a readable token', () => {
    expectTypeOf<PlexConnection>().not.toHaveProperty('token');
    expectTypeOf<PlexConnection['baseUrl']>().toEqualTypeOf<string>();
  });
});

describe('events', () => {
  it('narrow by their name', () => {
    const listener: PlexEventListener = (event) => {
      if (event.name === 'plex.media-url-generated') {
        expectTypeOf(event.data).toEqualTypeOf<MediaUrlGenerated>();
      } else if (event.name === 'plex.decision') {
        expectTypeOf(event.data.outcome).toEqualTypeOf<'directplay' | 'transcode' | 'refused'>();
      } else if (event.name === 'plex.timeline') {
        expectTypeOf(event.data.state).toEqualTypeOf<
          'playing' | 'paused' | 'buffering' | 'stopped'
        >();
        // @ts-expect-error: a field of other events
        event.data.outcome;
      } else if (event.name === 'plex.session-renewed') {
        expectTypeOf(event.data.previousTranscodeId).toEqualTypeOf<string>();
      } else if (event.name === 'plex.client-identifier-shared') {
        expectTypeOf(event.data.players).toEqualTypeOf<number>();
      } else if (event.name === 'plex.error') {
        expectTypeOf(event.data.status).toEqualTypeOf<number | undefined>();
      }
    };
    expectTypeOf(listener).parameter(0).toEqualTypeOf<PlexEvent>();
  });

  it('have a closed list of names', () => {
    expectTypeOf<PlexEventName>().toEqualTypeOf<PlexEvent['name']>();
    expectTypeOf<'plex.unknown'>().not.toExtend<PlexEventName>();
  });

  it('keep the fields of plex.media-url-generated', () => {
    expectTypeOf<keyof MediaUrlGenerated>().toEqualTypeOf<
      | 'mediaType'
      | 'plexId'
      | 'clientIdentifier'
      | 'sessionIdentifier'
      | 'baseClientId'
      | 'optsSession'
    >();
    expectTypeOf<MediaUrlGenerated['mediaType']>().toEqualTypeOf<'video' | 'audio'>();
  });

  it('are the same type in both entry points', () => {
    expectTypeOf<PlayersPlexEvent>().toEqualTypeOf<PlexEvent>();
  });
});

describe('PlexError', () => {
  it('is recognised by isPlexError, and has a code of a closed list', () => {
    const thrown: unknown = new Error();
    if (isPlexError(thrown)) expectTypeOf(thrown).toEqualTypeOf<PlexError>();
    expectTypeOf<PlexError['code']>().toEqualTypeOf<PlexErrorCode>();
    expectTypeOf<'auth-expired'>().toExtend<PlexErrorCode>();
    expectTypeOf<string>().not.toExtend<PlexErrorCode>();
  });
});
