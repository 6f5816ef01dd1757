import { describe, expect, it } from 'vitest';
import { createPlexConnection } from '../connection.ts';
import { createPlaybackIds } from '../create-playback-ids.ts';
import { previewFileUrl, previewPictureUrl } from './preview-urls.ts';
import {
  subtitleDecisionUrl,
  subtitleFileUrl,
  subtitleStartUrl,
  subtitleStopUrl,
} from './subtitle-urls.ts';

const connection = createPlexConnection({ baseUrl: 'http://plex.test' });
const ids = createPlaybackIds('player', 'video');
const request = { ids, ratingKey: '70' };
const query = (url: string) => Object.fromEntries(new URL(url).searchParams);

describe('subtitles', () => {
  it('asks for a file in UTF-8, and converted where that is wanted', () => {
    const url = new URL(
      subtitleFileUrl(connection, '/library/streams/9', { format: 'vtt', clientIdentifier: 'me' }),
    );
    expect(url.pathname).toBe('/library/streams/9');
    expect(query(url.href)).toMatchObject({
      encoding: 'utf-8',
      format: 'vtt',
      'X-Plex-Client-Identifier': 'me',
    });
    expect(query(subtitleFileUrl(connection, '/library/streams/9'))).not.toHaveProperty('format');
  });

  it('decides and starts with one query', () => {
    const decision = subtitleDecisionUrl(connection, request);
    const start = subtitleStartUrl(connection, request);
    expect(query(decision)).toEqual(query(start));
    expect(query(start)).toMatchObject({
      path: '/library/metadata/70',
      subtitles: 'sidecar',
      offset: '0',
      session: ids.transcodeId,
      'X-Plex-Session-Identifier': ids.playbackId,
    });
    expect(new URL(start).pathname).toBe('/subtitles/:/transcode/universal/start');
    expect(new URL(subtitleStopUrl(connection, ids)).pathname).toMatch(/\/stop$/);
  });
});

describe('preview pictures', () => {
  const part = { id: '12', indexes: 'sd' };
  it.each([
    [0, '0'],
    [1.5, '1500'],
    [-3, '0'],
    [Number.NaN, '0'],
  ])('at %d s', (seconds, tail) => {
    const url = previewPictureUrl(connection, part, seconds) ?? '';
    expect(new URL(url).pathname).toBe(`/library/parts/12/indexes/sd/${tail}`);
  });

  it('are one file, too', () => {
    expect(new URL(previewFileUrl(connection, part) ?? '').pathname).toBe(
      '/library/parts/12/indexes/sd',
    );
  });

  it.each([undefined, '', 'hd'])('are not asked for where indexes is %j', (indexes) => {
    expect(previewPictureUrl(connection, { id: '12', indexes }, 1)).toBeUndefined();
    expect(previewFileUrl(connection, { id: '12', indexes })).toBeUndefined();
  });
});
