import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createPlexConnection } from './connection.ts';
import { createPlaybackIds } from './create-playback-ids.ts';
import { PlexError } from './errors.ts';
import {
  dashStartUrl,
  decisionUrl,
  mediaUrlGenerated,
  musicStartUrl,
  partUrl,
} from './media-urls.ts';
import { childrenUrl, metadataUrl, playlistItemsUrl } from './metadata.ts';
import { percentEncode, wellFormed } from './percent-encode.ts';
import type { PlaybackIds } from './playback-ids.ts';
import { timelineUrl } from './timeline-url.ts';
import { pingUrl, stopUrl } from './transcode-job.ts';
import { scrobbleUrl, unscrobbleUrl } from './watched.ts';

// Thousands of generated cases take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const connection = createPlexConnection({ baseUrl: 'http://plex.local:32400', token: 'tok/en+1' });
const video = createPlaybackIds('single-1', 'video');
const music = createPlaybackIds('music-1', 'audio');

describe('dashStartUrl', () => {
  it('has the query of the decision', () => {
    fc.assert(
      fc.property(
        fc.record({
          ids: fc.constantFrom(video, music),
          ratingKey: fc.string({ minLength: 1 }).filter((key) => !/^\.{1,2}$/.test(key)),
          mediaIndex: fc.option(fc.nat(), { nil: undefined }),
          offsetSeconds: fc.double(),
          maxVideoBitrateKbps: fc.option(fc.nat(), { nil: undefined }),
          subtitles: fc.constantFrom('none', 'burn', 'auto', undefined),
          location: fc.constantFrom('lan', 'wan', undefined),
          directPlay: fc.option(fc.boolean(), { nil: undefined }),
        }),
        (request) => {
          const [start, decision] = [dashStartUrl, decisionUrl].map(
            (of) => new URL(of(connection, request)),
          );
          expect(start?.search).toBe(decision?.search);
          expect(start?.pathname.replace('start.mpd', 'decision')).toBe(decision?.pathname);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('musicStartUrl', () => {
  it('is one MP3 stream of the music transcoder', () => {
    const url = new URL(musicStartUrl(connection, { ids: music, ratingKey: '140620' }));
    expect(url.pathname).toBe('/music/:/transcode/universal/start.mp3');
    expect(url.searchParams.get('protocol')).toBe('http');
  });

  it('has the query of a decision with the same protocol', () => {
    const request = { ids: music, ratingKey: '140620', protocol: 'http' } as const;
    expect(new URL(musicStartUrl(connection, request)).search).toBe(
      new URL(decisionUrl(connection, request)).search,
    );
  });

  it('supports the other protocols', () => {
    const path = (extension: string) =>
      new URL(musicStartUrl(connection, { ids: music, ratingKey: '1' }, extension));
    expect(path('').pathname).toMatch(/\/start$/);
    expect(path('mpd').searchParams.get('protocol')).toBe('dash');
    expect(path('m3u8').searchParams.get('protocol')).toBe('hls');
  });
});

describe('partUrl', () => {
  it('holds every id and the token in the query, since a media element sends no headers', () => {
    const partKey = '/library/parts/145739/1587179308/file.mp3';
    const url = new URL(partUrl(connection, { ids: music, partKey }));
    expect(url.pathname).toBe(partKey);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      session: music.transcodeId,
      'X-Plex-Session-Identifier': music.playbackId,
      'X-Plex-Client-Identifier': 'music-1-audio',
      'X-Plex-Token': 'tok/en+1',
    });
  });

  it.each([
    '',
    'library/parts/1/2/f.mp3',
    'http://evil.example/f.mp3',
    '/library/../identity',
    undefined,
  ])('refuses the key %s', (partKey) => {
    expect(() => partUrl(connection, { ids: music, partKey: partKey as string })).toThrow(
      PlexError,
    );
  });

  it('keeps a key of any file name one path below the base URL', () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => !/^\.{1,2}$|[/\\?%]/.test(text));
    fc.assert(
      fc.property(name, (file) => {
        const url = new URL(
          partUrl(connection, { ids: music, partKey: `/library/parts/1/2/${file}` }),
        );
        expect(url.origin).toBe('http://plex.local:32400');
        expect(decodeURIComponent(url.pathname)).toBe(`/library/parts/1/2/${wellFormed(file)}`);
        expect(url.hash).toBe('');
        expect(url.searchParams.get('session')).toBe(music.transcodeId);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('mediaUrlGenerated', () => {
  it('has exactly these fields', () => {
    expect(
      mediaUrlGenerated({ ids: music, ratingKey: '140611', optsSession: 'music-1' }),
    ).toStrictEqual({
      name: 'plex.media-url-generated',
      data: {
        mediaType: 'audio',
        plexId: '140611',
        clientIdentifier: 'music-1-audio',
        sessionIdentifier: music.playbackId,
        baseClientId: 'music-1',
        optsSession: 'music-1',
      },
    });
  });

  it('has the field optsSession also when the host passed nothing', () => {
    const { data } = mediaUrlGenerated({ ids: video, ratingKey: '662548' });
    expect(Object.keys(data)).toContain('optsSession');
    expect(data.optsSession).toBeUndefined();
  });
});

describe('every URL builder', () => {
  const request = (ids: PlaybackIds, ratingKey: string) => ({ ids, ratingKey });
  const report = (ids: PlaybackIds, ratingKey: string) => ({
    ids,
    ratingKey,
    state: 'playing' as const,
    timeSeconds: 1,
    durationSeconds: 2,
  });
  type Builder = (ids: PlaybackIds, ratingKey: string) => string;
  /** By where the key ends up: in the query as a path, in the query as it is, in the path. */
  const builders: Record<string, [Builder, (url: URL) => string | null]> = {
    decisionUrl: [(i, k) => decisionUrl(connection, request(i, k)), pathParameter],
    dashStartUrl: [(i, k) => dashStartUrl(connection, request(i, k)), pathParameter],
    musicStartUrl: [(i, k) => musicStartUrl(connection, request(i, k)), pathParameter],
    timelineUrl: [
      (i, k) => timelineUrl(connection, report(i, k)),
      (url) => url.searchParams.get('ratingKey'),
    ],
    scrobbleUrl: [(_, k) => scrobbleUrl(connection, k), (url) => url.searchParams.get('key')],
    unscrobbleUrl: [(_, k) => unscrobbleUrl(connection, k), (url) => url.searchParams.get('key')],
    metadataUrl: [(_, k) => metadataUrl(connection, k), segment(3)],
    childrenUrl: [(_, k) => childrenUrl(connection, k), segment(3)],
    playlistItemsUrl: [(_, k) => playlistItemsUrl(connection, k), segment(2)],
    pingUrl: [(i) => pingUrl(connection, i), () => null],
    stopUrl: [(i) => stopUrl(connection, i), () => null],
  };

  function pathParameter(url: URL) {
    const path = url.searchParams.get('path') ?? '';
    expect(path).toMatch(/^\/library\/metadata\/[^/?#]+$/);
    return decodeURIComponent(path.split('/')[3] ?? '');
  }

  function segment(position: number) {
    return (url: URL) => decodeURIComponent(url.pathname.split('/')[position] ?? '');
  }

  const keys = fc
    .oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom('a/b', '../..', '%2e', '?x=1', '#', 'a&b=c+d', '\uD800'),
    )
    .filter((key) => key !== '.' && key !== '..');
  // Ids as a host could have made them by hand: the builders are not to rely on ours.
  const ids = fc.record({
    plexClientSession: fc.string({ unit: 'binary' }),
    mediaType: fc.constantFrom('video' as const, 'audio' as const),
    clientIdentifier: fc.string({ unit: 'binary' }),
    playbackId: fc.string({ unit: 'binary' }),
    transcodeId: fc.string({ unit: 'binary' }),
  });

  it.each(Object.entries(builders))(
    '%s round-trips any value, strictly encoded',
    (name, [build, keyOf]) => {
      fc.assert(
        fc.property(ids, keys, (given, ratingKey) => {
          const address = build(given, ratingKey);
          const url = new URL(address);
          expect(url.origin).toBe('http://plex.local:32400');
          expect(url.hash).toBe('');
          expect(address.slice(address.indexOf('?') + 1)).toMatch(/^(?:[\w.~=&-]|%[\dA-F]{2})*$/);
          expect(url.searchParams.get('X-Plex-Token')).toBe('tok/en+1');
          const key = keyOf(url);
          if (key !== null) expect(key).toBe(wellFormed(ratingKey));
          if (!/scrobble|metadata|children|playlist/i.test(name)) {
            expect(url.searchParams.get('session')).toBe(wellFormed(given.transcodeId));
            expect(url.searchParams.get('X-Plex-Session-Identifier')).toBe(
              wellFormed(given.playbackId),
            );
            expect(url.searchParams.get('X-Plex-Client-Identifier')).toBe(
              wellFormed(given.clientIdentifier),
            );
          }
        }),
        { numRuns: 500 },
      );
    },
  );

  it.each(Object.entries(builders).filter(([name]) => !/ping|stop/.test(name)))(
    '%s refuses a key that would ask for something else',
    (_, [build]) => {
      for (const key of ['', '.', '..']) expect(() => build(video, key)).toThrow(PlexError);
    },
  );

  it('is below the path of a proxy', () => {
    const proxied = createPlexConnection({ baseUrl: 'https://example.org/api/plex/' });
    expect(new URL(metadataUrl(proxied, '1/2')).pathname).toBe(
      `/api/plex/library/metadata/${percentEncode('1/2')}`,
    );
    expect(new URL(pingUrl(proxied, video)).pathname).toBe(
      '/api/plex/video/:/transcode/universal/ping',
    );
  });
});
